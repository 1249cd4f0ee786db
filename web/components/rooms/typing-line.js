import { t } from '../../catalogues/t.js'
import { h } from '../h.js'

/** 「…さんが書いています」. Always the same height, so that nothing jumps when somebody starts. */
export class TypingLine extends HTMLElement {
  room = null

  /** Whoever is writing stops doing so by posting and by going away, too. */
  #changed = (event) => ['typing', 'posted', 'presence'].includes(event.detail.reason) && this.#draw()
  #shown = ''

  connectedCallback() {
    this.classList.add('typing-line')
    // Not a live region: somebody typing is not worth interrupting a screen reader.
    this.setAttribute('aria-hidden', 'true')
    this.room.addEventListener('change', this.#changed)
    this.#draw()
  }

  disconnectedCallback() {
    this.room.removeEventListener('change', this.#changed)
  }

  #draw() {
    const { typists } = this.room
    const text = typists.length === 0 ? '' : typists.length === 1
      ? t('room.typingOne', { name: typists[0].name })
      : t('room.typingMany', { n: typists.length })
    if (text === this.#shown) return
    this.#shown = text
    this.replaceChildren(h('span', {}, text))
  }
}

customElements.define('typing-line', TypingLine)
