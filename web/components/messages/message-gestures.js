import { isTouch } from '../shell/screen.js'

/** Long enough not to be a tap, short enough not to be a wait. Milliseconds. */
const LONG_PRESS = 420
/** A finger may tremble this far. Pixels. */
const TREMBLE = 10

/** A click that a lifted finger makes comes within this. Milliseconds. */
const AFTER_LIFTING = 350

const CONTROLS = 'a[href], button, input, textarea, select, summary'

/**
 * Lets fingers and keys reach what a mouse reaches by hovering: a tap shows a message's tools, a long press opens its
 * menu, the arrow keys walk from message to message, and Tab then enters the tools of the present one only.
 * @param {HTMLElement} list
 * @param {(article: HTMLElement, anchor: HTMLElement | null) => void} openMenu
 */
export function addMessageGestures(list, openMenu) {
  let press = null
  let current = null

  list.addEventListener('pointerdown', (event) => {
    const article = messageOf(event.target)
    const chip = event.target.closest('.chip')
    if (!article || event.pointerType === 'mouse' || (event.target.closest(CONTROLS) && !chip)) return
    press = {
      x: event.clientX, y: event.clientY, timer: setTimeout(() => held(article, chip), LONG_PRESS), isDone: false,
    }
  })
  list.addEventListener('pointermove', (event) => {
    if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > TREMBLE) release()
  })
  for (const type of ['pointerup', 'pointercancel']) list.addEventListener(type, () => setTimeout(release))
  list.addEventListener('contextmenu', (event) => {
    if (isTouch() && !event.target.closest('a[href]')) event.preventDefault()
  })

  list.addEventListener('click', (event) => {
    const article = messageOf(event.target)
    if (press?.isDone) {
      event.preventDefault()
      return
    }
    const active = list.querySelector('.message.is-active')
    active?.classList.remove('is-active')
    if (article && article !== active && isTouch() && !event.target.closest(CONTROLS)) article.classList.add('is-active')
  })

  list.addEventListener('focusin', (event) => {
    const article = messageOf(event.target)
    if (article) enter(article)
  })

  list.addEventListener('keydown', (event) => {
    const article = event.target
    if (!article.classList?.contains('message') || event.altKey || event.ctrlKey || event.metaKey) return
    const next = {
      ArrowDown: () => neighbour(article, 1), ArrowUp: () => neighbour(article, -1), Home: () => messages().at(0),
      End: () => messages().at(-1),
    }[event.key]
    if (next) {
      event.preventDefault()
      next()?.focus()
    } else if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault()
      openMenu(article, article.querySelector('.message__tool:last-child'))
    }
  })

  function held(article, chip) {
    if (!press) return
    press.isDone = true
    navigator.vibrate?.(8)
    swallowNextClick()
    if (chip) chip.dispatchEvent(new Event('longpress'))
    else openMenu(article, null)
  }

  function release() {
    if (press) clearTimeout(press.timer)
    press = null
  }

  function enter(article) {
    if (article === current) return
    if (current) setReachable(current, false)
    current = article
    setReachable(article, true)
  }

  function neighbour(article, step) {
    const all = messages()
    return all[all.indexOf(article) + step]
  }

  function messages() {
    return [...list.querySelectorAll('.message')]
  }
}

/** The finger that held is still down; lifting it must not press what has appeared under it. */
function swallowNextClick() {
  const swallow = (event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true })
  const stop = () => setTimeout(() => removeEventListener('click', swallow, { capture: true }), AFTER_LIFTING)
  for (const type of ['pointerup', 'pointercancel']) addEventListener(type, stop, { once: true, capture: true })
}

/**
 * Makes one message the one that Tab reaches, with everything in it: Tab must not have to pass every sticker of a
 * hundred messages. Screen readers and fingers reach the others as ever.
 */
export function setReachable(article, isReachable) {
  article.tabIndex = isReachable ? 0 : -1
  for (const control of article.querySelectorAll('a[href], button')) control.tabIndex = isReachable ? 0 : -1
}

function messageOf(target) {
  return target instanceof Element ? target.closest('.message') : null
}
