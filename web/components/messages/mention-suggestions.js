import { t } from '../../catalogues/t.js'
import { insertMention, mentionQuery } from '../../text/mentions.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { avatar, badges } from '../members/avatar.js'
import { announce } from '../shell/announce.js'

/** Ask the server only when the fingers rest. Milliseconds. */
const REST = 140

let lists = 0

/** Names offered while ＠ or @ is being typed in a text field. */
export class MentionSuggestions {
  #text
  #changed
  #members = []
  #selected = 0
  #timer = null
  #asked = null
  #id = `mentions-${(lists += 1)}`
  element = h(
    'ul', { class: 'mention-list', role: 'listbox', id: this.#id, hidden: true, 'aria-label': t('composer.mentions') },
  )

  /**
   * @param {HTMLTextAreaElement} text
   * @param {() => void} changed called after a name was put in
   */
  constructor(text, changed) {
    this.#text = text
    this.#changed = changed
    text.setAttribute('aria-autocomplete', 'list')
    text.setAttribute('aria-controls', this.#id)
    text.addEventListener('blur', () => setTimeout(() => this.close(), 150))
  }

  /** Looks at the caret and asks for names when it stands in a mention. */
  update() {
    const asked = mentionQuery(this.#text.value, this.#text.selectionStart)
    clearTimeout(this.#timer)
    this.#asked = asked?.query ?? null
    if (asked === null || document.activeElement !== this.#text) return this.close()
    this.#timer = setTimeout(() => this.#ask(asked.query), REST)
  }

  /** True when the key was for the list. */
  takes(event) {
    if (this.element.hidden) return false
    const steps = { ArrowDown: 1, ArrowUp: -1 }
    const { length } = this.#members
    if (steps[event.key]) this.#select((this.#selected + steps[event.key] + length) % length)
    else if (['Enter', 'Tab'].includes(event.key) && !event.shiftKey) this.#choose(this.#members[this.#selected])
    else if (event.key === 'Escape') this.close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  close() {
    this.element.hidden = true
    this.#members = []
    this.#text.removeAttribute('aria-activedescendant')
  }

  stop() {
    clearTimeout(this.#timer)
  }

  async #ask(query) {
    const { members } = await community.api.members(query).catch(() => ({ members: [] }))
    if (this.#asked !== query || !this.element.isConnected) return
    if (members.length === 0) return this.close()
    const wasHidden = this.element.hidden
    this.#members = members
    this.element.hidden = false
    this.#draw()
    this.#select(0)
    if (wasHidden) announce(t('composer.mentionCount', { n: members.length }))
  }

  #draw() {
    this.element.replaceChildren(...this.#members.map((member, index) =>
      h('li', {
        class: 'mention-option', role: 'option', id: `${this.#id}-${index}`,
        onPointerdown: (event) => event.preventDefault(),
        onClick: () => this.#choose(member),
      }, avatar(member, 'small'), h('span', { class: 'person__name' }, member.name), badges(member))))
  }

  #select(index) {
    this.#selected = index
    for (const [place, option] of [...this.element.children].entries()) {
      option.setAttribute('aria-selected', String(place === index))
      if (place === index) option.scrollIntoView({ block: 'nearest' })
    }
    this.#text.setAttribute('aria-activedescendant', `${this.#id}-${index}`)
  }

  #choose(member) {
    const { text, caret } = insertMention(this.#text.value, this.#text.selectionStart, member.name)
    this.#text.value = text
    this.#text.setSelectionRange(caret, caret)
    this.close()
    this.#changed()
    this.close()
  }
}
