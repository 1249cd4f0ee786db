import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { h } from '../h.js'
import { isPhone } from './screen.js'
import { openLayer } from './router.js'

/** A drag this long, or this fast, closes the sheet. Pixels; pixels per millisecond. */
const CLOSING_DISTANCE = 90
const CLOSING_SPEED = 0.6

/**
 * Opens a sheet: from the bottom on a phone, as a card in the middle or beside `anchor` on larger screens. Closes by its
 * button, Escape, a tap outside, a swipe down and the back gesture; focus returns to where it was.
 *
 * @param {object} options
 * @param {string} options.title heading, also the dialog's name
 * @param {Node | Node[]} options.content
 * @param {string} [options.kind] extra class: `menu`, `tall`
 * @param {Element} [options.anchor] where a menu belongs on larger screens
 * @param {boolean} [options.keepsAddress] true when the page's own route already is the layer
 * @param {() => void} [options.onClose] after it closed, however it closed
 * @returns {{dialog: HTMLDialogElement, close: () => Promise<void>}} `close` resolves when the history is back in place
 */
export function openSheet({ title, content, kind = '', anchor = null, keepsAddress = false, onClose = () => {} }) {
  const heading = h('h2', { class: 'sheet__title', tabindex: '-1' }, title)
  const dialog = h('dialog', { class: `sheet ${kind}`, 'aria-label': title },
    h('div', { class: 'sheet__card' },
      h('header', { class: 'sheet__header' },
        h('span', { class: 'sheet__grip', 'aria-hidden': 'true' }),
        heading,
        h('button', {
          class: 'icon-button sheet__close', type: 'button', 'aria-label': t('app.close'), onClick: () => close(),
        },
          icon('close'))),
      h('div', { class: 'sheet__content' }, content)))

  const layer = isPhone() && !keepsAddress ? openLayer(() => finish()) : null
  let isOpen = true

  function finish() {
    if (!isOpen) return
    isOpen = false
    dialog.close()
    dialog.remove()
    onClose()
  }

  async function close() {
    finish()
    await layer?.close()
  }

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    close()
  })
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close()
  })
  closeBySwipe(dialog, close)
  document.body.append(dialog)
  dialog.showModal()
  if (anchor && !isPhone()) place(dialog, anchor)
  else heading.focus()
  return { dialog, close }
}

/**
 * Asks before something that cannot be taken back.
 * @returns {Promise<boolean>}
 */
export function confirmSheet({ title, body, action, isDanger = false, content = null }) {
  return new Promise((resolve) => {
    let answer = false
    const sheet = openSheet({
      title,
      kind: 'question',
      content: [
        h('p', { class: 'sheet__text' }, body),
        content,
        h('div', { class: 'sheet__actions' },
          h('button', { class: 'button', type: 'button', onClick: () => sheet.close() }, t('app.cancel')),
          h('button', {
            class: isDanger ? 'button button--danger' : 'button button--primary',
            type: 'button',
            onClick: () => {
              answer = true
              sheet.close().then(() => resolve(true))
            },
          }, action)),
      ].filter(Boolean),
      onClose: () => answer || resolve(false),
    })
  })
}

/** Puts a menu beside its button, inside the window. */
function place(dialog, anchor) {
  dialog.classList.add('sheet--beside')
  const button = anchor.getBoundingClientRect()
  const card = dialog.firstElementChild.getBoundingClientRect()
  const left = Math.min(Math.max(8, button.right - card.width), innerWidth - card.width - 8)
  const below = button.bottom + 4
  const top = below + card.height > innerHeight - 8 ? Math.max(8, button.top - card.height - 4) : below
  dialog.style.setProperty('--left', `${left}px`)
  dialog.style.setProperty('--top', `${top}px`)
  dialog.querySelector('button:not(.sheet__close), a[href], input')?.focus()
}

/** Follows the finger down from the header, or from content that is scrolled to its top. */
function closeBySwipe(dialog, close) {
  const card = dialog.firstElementChild
  let start = null

  card.addEventListener('touchstart', (event) => {
    const scroller = event.target.closest('[data-scrolls], .sheet__content')
    const mayDrag = !scroller || scroller.scrollTop <= 0
    const isField = event.target.closest('textarea, input, select')
    start = mayDrag && !isField && isPhone() ? { y: event.touches[0].clientY, at: event.timeStamp, drag: 0 } : null
  }, { passive: true })

  card.addEventListener('touchmove', (event) => {
    if (!start) return
    start.drag = event.touches[0].clientY - start.y
    if (start.drag <= 0) {
      card.style.translate = ''
      return
    }
    if (event.cancelable) event.preventDefault()
    card.classList.add('is-dragged')
    card.style.translate = `0 ${start.drag}px`
  }, { passive: false })

  const ended = (event) => {
    if (!start) return
    const speed = start.drag / Math.max(1, event.timeStamp - start.at)
    const closes = start.drag > CLOSING_DISTANCE || (start.drag > 24 && speed > CLOSING_SPEED)
    start = null
    card.classList.remove('is-dragged')
    if (closes) close()
    else card.style.translate = ''
  }
  card.addEventListener('touchend', ended)
  card.addEventListener('touchcancel', ended)
}
