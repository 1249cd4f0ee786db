import { label, t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { react } from './react.js'
import { recentStickers } from './recent-stickers.js'
import { stickerImage, stickerLabel, stickersToOffer } from './sticker.js'

/**
 * All stickers by group, each with its word. One tap puts it on and closes the sheet.
 * @param {object} item the message
 * @param {Element|null} [anchor] the button that asked
 */
export function openStickerPicker(item, anchor = null) {
  const offered = stickersToOffer()
  const groups = (community.info?.stickerGroups ?? [])
    .map(({ id, label: name }) => ({
      id, name: label(name), stickers: offered.filter(({ group }) => group === id).map((s) => s.id),
    }))
    .filter(({ stickers }) => stickers.length > 0)
  const sections = [
    { id: 'recent', name: t('sticker.recent'), stickers: recentStickers() }, ...groups,
  ].map((group) => section(group, pick, item))

  const sheet = openSheet({
    title: t('sticker.title'),
    kind: 'picker',
    anchor,
    content: h('div', { class: 'sticker-picker' },
      h('nav', { class: 'sticker-picker__groups', 'aria-label': t('sticker.groups') },
        sections.map(({ name, element }) =>
          h('button', { class: 'pill', type: 'button', onClick: () => showSection(element) }, name))),
      h('div', {
        class: 'sticker-picker__all', 'data-scrolls': true, tabindex: '0', role: 'group',
        'aria-label': t('sticker.title'),
      },
        sections.map(({ element }) => element))),
  })
  sheet.dialog.querySelector('.sticker-button')?.focus({ preventScroll: true, focusVisible: false })

  function pick(sticker) {
    const mine = item.tallies.some((tally) => tally.sticker === sticker && tally.mine)
    react(item, sticker, !mine)
    sheet.close()
  }
}

/** One button with its drawing and word, pressed when the member already put it on. */
export function stickerButton(sticker, item, pick, size = 36) {
  const mine = item.tallies.some((tally) => tally.sticker === sticker && tally.mine)
  return h('button', { class: 'sticker-button', type: 'button', 'aria-pressed': mine, onClick: () => pick(sticker) },
    stickerImage(sticker, size), h('span', { class: 'sticker-button__word' }, stickerLabel(sticker)))
}

function section({ id, name, stickers }, pick, item) {
  const element = h('section', { class: 'sticker-picker__group', 'aria-labelledby': `stickers-${id}` },
    h('h3', { class: 'sticker-picker__name', id: `stickers-${id}`, tabindex: '-1' }, name),
    h('div', { class: 'sticker-picker__grid' }, stickers.map((sticker) => stickerButton(sticker, item, pick))))
  return { name, element }
}

function showSection(element) {
  element.scrollIntoView({ block: 'start', behavior: 'smooth' })
  element.querySelector('h3').focus({ preventScroll: true })
}
