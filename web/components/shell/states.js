import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { h } from '../h.js'

/**
 * What a list shows when it has nothing: what is so, and the one thing to do next.
 * @param {{icon?: string, title: string, body?: string, action?: Node|null, level?: 2|3}} options
 */
export function emptyState({ icon: name, title, body = '', action = null, level = 2 }) {
  return h('div', { class: 'state' },
    name && h('span', { class: 'state__icon' }, icon(name)),
    h(`h${level}`, { class: 'state__title' }, title),
    body && h('p', { class: 'state__body' }, body),
    action)
}

/** What a list shows when it could not be loaded. */
export function failedState(error, retry) {
  return h('div', { class: 'state', role: 'alert' },
    h('span', { class: 'state__icon' }, icon('alert')),
    h('h2', { class: 'state__title' }, t('failed.title')),
    h('p', { class: 'state__body' }, error?.text || t('failed.body')),
    h('button', { class: 'button', type: 'button', onClick: retry }, icon('retry'), t('app.retry')))
}

/** Grey shapes in the place of what is coming; they appear after 200 ms, so a quick answer shows none. */
export function skeleton(kind, rows = 6) {
  return h('div', { class: `skeleton skeleton--${kind}`, role: 'status' },
    h('span', { class: 'visually-hidden' }, t('app.loading')),
    Array.from({ length: rows }, (_, index) =>
      h('div', { class: 'skeleton__row', 'aria-hidden': 'true', vars: { row: String(index) } },
        h('span', { class: 'skeleton__round' }),
        h('span', { class: 'skeleton__lines' }, h('span'), h('span')))))
}
