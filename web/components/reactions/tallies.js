import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { h } from '../h.js'
import { isTouch } from '../shell/screen.js'
import { react } from './react.js'
import { openReactors } from './reactors.js'
import { openStickerPicker } from './sticker-picker.js'
import { speaksItsWord, stickerImage, stickerLabel } from './sticker.js'

/** The chips under a message: one per sticker, pressed ones are one's own. */
export function tallies(item, { canReact }) {
  if (item.tallies.length === 0) return null
  return h('ul', { class: 'tallies' },
    item.tallies.map((tally) => h('li', {}, chip(item, tally, canReact))),
    canReact && h('li', {},
      h('button', {
        class: 'chip chip--add', type: 'button', 'aria-label': t('message.addSticker'),
        onClick: (event) => openStickerPicker(item, event.currentTarget),
      }, icon('sticker'))))
}

function chip(item, { sticker, count, mine }, canReact) {
  const word = stickerLabel(sticker)
  return h('button', {
    class: 'chip',
    type: 'button',
    title: word,
    'aria-pressed': canReact ? mine : null,
    'aria-label': t(mine ? 'sticker.countMine' : 'sticker.count', { label: word, n: count }),
    onClick: () => (canReact ? react(item, sticker, !mine) : openReactors(item)),
    onContextmenu: (event) => {
      event.preventDefault()
      event.stopPropagation()
      if (!isTouch()) openReactors(item)
    },
    // From the timeline's gestures: iOS has no context menu event.
    onLongpress: () => openReactors(item),
  },
  stickerImage(sticker), speaksItsWord(sticker) && h('span', { class: 'chip__word' }, word),
  h('span', { class: 'chip__count' }, count))
}
