import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { formatTime } from '../../text/dates.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { avatar, badges } from '../members/avatar.js'
import { openStickerPicker } from '../reactions/sticker-picker.js'
import { tallies } from '../reactions/tallies.js'
import { briefly, timeElement } from '../times.js'
import { bodyNodes } from './message-body.js'
import { setReachable } from './message-gestures.js'
import { hide, openMessageMenu } from './message-menu.js'
import { deliveryStatus } from './delivery-status.js'

/** Longer texts start folded; about a phone's screen. Characters; lines. */
const FOLD_LENGTH = 700
const FOLD_LINES = 18

/** Texts the reader unfolded stay unfolded when the message is drawn again. */
const unfolded = new Set()

/**
 * One message as an `<article>`. Drawn anew whenever its item changes; the timeline keeps the ones that did not.
 * @param {import('../../store/item.js').Item} item
 * @param {{isGrouped: boolean, canReact: boolean, canPost: boolean, inThread: boolean, composer: () => any}} context
 */
export function messageView(item, context) {
  const isSaid = item.body !== null
  const element = h('article', {
    class: 'message',
    id: `m-${item.id}`,
    tabindex: '-1',
    'data-state': item.state,
    'data-own': item.own,
    'data-grouped': context.isGrouped,
    'aria-label': t('message.by', { name: item.author.name, time: formatTime(item.createdAtMs) }),
  },
  context.isGrouped ? timeElement(
    item.createdAtMs, formatTime(item.createdAtMs), 'message__aside-time',
  ) : avatar(item.author),
  h('div', { class: 'message__main' },
    !context.isGrouped && header(item),
    isSaid ? said(item) : withheld(item),
    deliveryStatus(item, context),
    item.message !== null && isSaid && tallies(item, context),
    !context.inThread && item.comments?.count > 0 && commentsLine(item)),
  mayHide(item) && hideButton(item, 'message__hide'),
  item.message !== null && toolbar(item, context))
  setReachable(element, false)
  return element
}

function header(item) {
  return h('div', { class: 'message__header' },
    h('span', { class: 'message__author' }, item.author.name),
    badges(item.author),
    timeElement(item.createdAtMs, formatTime(item.createdAtMs), 'message__time'))
}

function said(item) {
  const isLong = item.body.length > FOLD_LENGTH || item.body.split('\n').length > FOLD_LINES
  const isFolded = isLong && !unfolded.has(item.id)
  const body = h('div', {
    class: isFolded ? 'message__body running-text is-folded' : 'message__body running-text', dir: 'auto',
  },
    bodyNodes(item.body, item.mentions),
    item.editedAtMs && [
      ' ', h('span', { class: 'message__edited', title: briefly(item.editedAtMs) }, t('message.edited')),
    ])
  if (!isFolded) return body
  const more = h('button', {
    class: 'text-button message__more', type: 'button',
    onClick: () => {
      unfolded.add(item.id)
      body.classList.remove('is-folded')
      more.remove()
    },
  }, t('message.readMore'))
  return [body, more]
}

/** Deleted or hidden: says which, and there is nothing to look behind. */
function withheld(item) {
  const name = item.state === 'hidden' ? 'hide' : 'trash'
  return h(
    'p', { class: 'message__withheld' }, icon(name), t(item.state === 'hidden' ? 'message.hidden' : 'message.deleted'),
  )
}

function commentsLine(item) {
  const { count, lastAtMs } = item.comments
  return h('a', { class: 'message__comments', href: `/rooms/${item.room}/posts/${item.message}` },
    icon('thread'),
    h('span', { class: 'message__comments-count' }, t('message.comments', { n: count })),
    h('span', { class: 'message__comments-last' }, t('message.commentsLast', { time: briefly(lastAtMs) })))
}

function mayHide(item) {
  return item.message !== null && item.body !== null && !item.own && community.session.can('hideMessages')
}

/** For those who keep a live event clean: one tap, on a phone too. */
function hideButton(item, name) {
  const text = t('message.hideOf', { name: item.author.name })
  return h('button', {
    class: `icon-button ${name}`, type: 'button', 'aria-label': text, title: t('message.hide'), onClick: () => hide(item),
  }, icon('hide'))
}

/** Appears on hover, on focus and after a tap: the three things one does with a message. */
function toolbar(item, context) {
  const isSaid = item.body !== null
  const button = (name, text, run) =>
    h(
      'button', { class: 'icon-button message__tool', type: 'button', 'aria-label': text, title: text, onClick: run },
      icon(name),
    )
  return h('div', { class: 'message__toolbar' },
    isSaid && context.canReact && button(
      'sticker', t('message.addSticker'), (event) => openStickerPicker(item, event.currentTarget),
    ),
    !context.inThread && (isSaid || item.comments?.count > 0) &&
      h('a', {
        class: 'icon-button message__tool', href: `/rooms/${item.room}/posts/${item.message}`,
        'aria-label': t('message.comment'), title: t('message.comment'),
      }, icon('comment')),
    mayHide(item) && hideButton(item, 'message__tool message__tool--hide'),
    (isSaid || community.session.can('hideMessages')) &&
      button('more', t('message.menu'), (event) => openMessageMenu(item, context, event.currentTarget)))
}
