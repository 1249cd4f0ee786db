import { h } from '../h.js'
import { topmost } from './topmost.js'

/** How long a toast stays. One with a button stays longer. Milliseconds. */
const SHORT = 3_500
const WITH_ACTION = 8_000

let host = null
let timer = null

/**
 * Says what just happened, at the bottom, politely.
 * @param {string} text
 * @param {{label: string, run: () => void, ms?: number}} [action] for example 元に戻す; `ms` how long it can be done
 */
export function toast(text, action = null) {
  if (!host) {
    host = h('div', { class: 'toast-host', role: 'status', 'aria-live': 'polite', popover: 'manual' })
  }
  topmost().append(host)
  clearTimeout(timer)
  const button = action && h(
    'button', { class: 'toast__action', type: 'button', onClick: () => { hide(); action.run() } }, action.label,
  )
  host.replaceChildren(h('div', { class: 'toast' }, h('span', {}, text), button))
  // The top layer keeps it above an open sheet.
  if (host.showPopover) {
    if (host.matches(':popover-open')) host.hidePopover()
    host.showPopover()
  }
  timer = setTimeout(hide, action ? action.ms ?? WITH_ACTION : SHORT)
}

function hide() {
  clearTimeout(timer)
  if (!host.isConnected) return
  host.replaceChildren()
  if (host.hidePopover && host.matches(':popover-open')) host.hidePopover()
}
