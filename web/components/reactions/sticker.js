import { label } from '../../catalogues/t.js'
import { community } from '../community.js'
import { h } from '../h.js'

/** Groups whose sticker says its word on the chip too: the drawing alone would not carry it. */
const SPOKEN_GROUPS = new Set(['ikou', 'unei'])

/** The catalogue's entry, or a nameless one for a sticker newer than this client. */
export function stickerOf(id) {
  return community.info?.stickers.find((sticker) => sticker.id === id) ?? { id, group: '', label: { ja: id, en: id } }
}

export function stickerLabel(id) {
  return label(stickerOf(id).label)
}

export function speaksItsWord(id) {
  return SPOKEN_GROUPS.has(stickerOf(id).group)
}

/** The drawing, without a text of its own: the word or the control's name stands beside it. */
export function stickerImage(id, size = 20) {
  const source = new URL(`../../stickers/${encodeURIComponent(id)}.svg`, import.meta.url)
  return h(
    'img',
    {
      class: 'sticker', src: source.pathname, alt: '', width: size, height: size, decoding: 'async', draggable: 'false',
    },
  )
}

/** Stickers this member may put: the organisers' own are for the organisers. */
export function stickersToOffer() {
  const isOrganiser = community.session.member && community.session.member.role !== 'member'
  return (community.info?.stickers ?? []).filter((sticker) => isOrganiser || sticker.group !== 'unei')
}
