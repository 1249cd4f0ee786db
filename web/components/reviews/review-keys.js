import { t } from '../../catalogues/t.js'
import { h } from '../h.js'
import { openSheet } from '../shell/sheet.js'

const KEYS = [['J', 'review.keyNext'], ['K', 'review.keyPrevious'], ['A', 'review.keyLeave'], ['R / H', 'review.keyAway'], ['?', 'review.keyHelp']]

/** The console's keys. Silent while one types and while a sheet is open. */
export class ReviewKeys {
  #handle

  /** @param {{next: () => void, previous: () => void, decide: (place: number) => void}} verbs */
  constructor({ next, previous, decide }) {
    this.#handle = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target.closest?.('input, textarea, select, dialog') || document.querySelector('dialog[open]')) return
      const run = { j: next, k: previous, a: () => decide(0), r: () => decide(1), h: () => decide(1), '?': openKeys }[event.key.toLowerCase()]
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', this.#handle)
  }

  stop() {
    document.removeEventListener('keydown', this.#handle)
  }
}

export function openKeys() {
  openSheet({
    title: t('review.keys'),
    content: h('dl', { class: 'review__facts' }, KEYS.map(([key, name]) =>
      h('div', {}, h('dt', {}, h('kbd', { class: 'review__key' }, key)), h('dd', {}, t(name))))),
  })
}
