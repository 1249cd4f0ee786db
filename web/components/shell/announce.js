import { h } from '../h.js'
import { topmost } from './topmost.js'

/** Messages arriving within this time are announced together. Milliseconds. */
const BATCH = 2_500

const region = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' })
let timer = null

/** Says something to screen readers once, without moving the focus. The latest wins. */
export function announce(text) {
  const place = topmost()
  if (region.parentNode !== place) place.append(region)
  region.textContent = ''
  setTimeout(() => {
    region.textContent = text
  }, 60)
}

/**
 * Collects counts, so that a busy room does not flood a screen reader.
 * @param {(n: number) => string} sentence
 */
export function announceLater(state, n, sentence) {
  state.count = (state.count ?? 0) + n
  if (timer) return
  timer = setTimeout(() => {
    timer = null
    announce(sentence(state.count))
    state.count = 0
  }, BATCH)
}
