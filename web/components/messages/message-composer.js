import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { EnterGuard } from '../../text/enter.js'
import { bodyLength } from '../../text/graphemes.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { isTouch } from '../shell/screen.js'
import { toast } from '../shell/toast.js'
import { MentionSuggestions } from './mention-suggestions.js'

/** The counter appears when this many characters are left. */
const COUNTER_FROM = 200

/**
 * Where one writes: a post, or a comment when `thread` is set. Grows to six lines, keeps its draft, and turns into the
 * editor of a message already sent. Set `room` (an OpenRoom), `thread` and `items` before it is connected. Fires `sent`.
 */
export class MessageComposer extends HTMLElement {
  /** @type {any} */
  room = null
  /** @type {number|null} */
  thread = null
  /** What has been said here, to find one's own latest. */
  items = () => this.room.items

  #text
  #send
  #counter
  #banner
  #suggestions
  #guard = new EnterGuard()
  /** The message being put in other words: its item, and how to finish. */
  #editing = null

  connectedCallback() {
    const id = `composer-${this.room.id}-${this.thread ?? 'room'}`
    this.#text = h('textarea', {
      class: 'composer__text', id, rows: '1', enterkeyhint: isTouch() ? 'enter' : 'send', autocomplete: 'off',
      'aria-label': t(this.thread ? 'composer.commentLabel' : 'composer.label'),
      placeholder: t(this.thread ? 'composer.commentPlaceholder' : 'composer.placeholder'),
      'aria-describedby': `${id}-counter`,
    })
    this.#send = h(
      'button', { class: 'composer__send', type: 'submit', disabled: true }, icon('send'),
      h('span', { class: 'composer__send-word' }, t('composer.send')),
    )
    this.#counter = h('output', { class: 'composer__counter numbers', id: `${id}-counter` })
    this.#banner = h('div', { class: 'composer__banner', hidden: true })
    this.#suggestions = new MentionSuggestions(this.#text, () => this.#changed())
    this.append(this.#banner, this.#suggestions.element,
      h('form', { class: 'composer', onSubmit: (event) => { event.preventDefault(); this.#submit() } },
        h('div', { class: 'composer__field' }, this.#text, this.#counter), this.#send))

    // A tap on the button must not take the focus, or the keyboard would close after every message.
    this.#send.addEventListener('pointerdown', (event) => event.preventDefault())
    this.#text.addEventListener('input', () => {
      this.room.noteTyping()
      this.#changed()
    })
    this.#text.addEventListener('compositionstart', (event) => this.#guard.compositionStarted(event))
    this.#text.addEventListener('compositionend', (event) => this.#guard.compositionEnded(event))
    this.#text.addEventListener('keydown', (event) => this.#keyDown(event))
    this.#text.addEventListener('focus', () => this.classList.add('is-focused'))
    this.#text.addEventListener('blur', () => this.classList.remove('is-focused'))
    this.#set(community.drafts.get(this.room.id, this.thread ?? undefined))
  }

  disconnectedCallback() {
    this.#suggestions.stop()
  }

  focus() {
    this.#text.focus()
  }

  /** Puts an own published message into the field to change it. */
  edit(item) {
    this.#begin({ item, finish: (body) => community.edit(item.message, body).then(() => toast(t('composer.saved'))) })
  }

  /** Puts a refused message back into the field. */
  rewrite(item) {
    this.#begin({ item, finish: async (body) => { await community.outbox.rewrite(item.key, body) } })
  }

  // Actions

  async #submit() {
    const body = this.#text.value
    if (!this.#isSendable(body)) return this.#text.focus()
    if (this.#editing) return this.#finishEdit(body)
    try {
      community.post(this.room.id, body, this.thread ? { thread: this.thread } : undefined)
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
      return
    }
    this.#set('')
    this.#keepDraft('')
    this.dispatchEvent(new CustomEvent('sent'))
  }

  async #finishEdit(body) {
    const { item, finish } = this.#editing
    if (body.trim() === item.body && item.message) return this.#endEdit()
    this.#send.disabled = true
    try {
      await finish(body)
      this.#endEdit()
    } catch (error) {
      this.#changed()
      toast(error?.text || t('failed.unknown'))
    }
  }

  #begin(editing) {
    if (!this.#editing) this.#keepDraft(this.#text.value)
    this.#editing = editing
    this.#banner.hidden = false
    this.#banner.replaceChildren(icon('edit'), h('span', {}, t('composer.editing')),
      h(
        'button',
        {
          class: 'icon-button', type: 'button', 'aria-label': t('composer.cancelEdit'), onClick: () => this.#endEdit(),
        },
        icon('close'),
      ))
    this.classList.add('is-editing')
    this.#set(editing.item.body ?? '')
    this.#text.focus()
    this.#text.setSelectionRange(this.#text.value.length, this.#text.value.length)
  }

  #endEdit() {
    this.#editing = null
    this.#banner.hidden = true
    this.classList.remove('is-editing')
    this.#set(community.drafts.get(this.room.id, this.thread ?? undefined))
    this.#text.focus()
  }

  #keyDown(event) {
    const decision = this.#guard.decide(
      event, { isTouch: isTouch(), sendByButtonOnly: community.settings.sendByButtonOnly },
    )
    const isComposing = event.isComposing || (event.key === 'Enter' && decision === 'ignore')
    if (!isComposing && this.#suggestions.takes(event)) return
    if (decision === 'send' || decision === 'swallow') {
      event.preventDefault()
      if (decision === 'send') this.#submit()
    } else if (event.key === 'Escape' && this.#editing) {
      event.preventDefault()
      event.stopPropagation()
      this.#endEdit()
    } else if (event.key === 'ArrowUp' && !isComposing && this.#text.value === '' && !this.#editing) {
      this.#editLatest(event)
    }
  }

  /** ↑ in the empty field: one's own latest message, to correct it. */
  #editLatest(event) {
    const latest = this.items().findLast((item) => item.own && item.state === 'published')
    if (!latest || isTouch()) return
    event.preventDefault()
    this.edit(latest)
  }

  // Internal

  #set(text) {
    this.#text.value = text ?? ''
    this.#suggestions.close()
    this.#changed()
  }

  #changed() {
    const text = this.#text.value
    if (!this.#editing && this.isConnected) this.#keepDraft(text)
    this.#grow()
    this.#count(text)
    this.#send.disabled = !this.#isSendable(text)
    this.#send.querySelector('span').textContent = t(this.#editing ? 'composer.saveEdit' : 'composer.send')
    this.#suggestions.update()
  }

  #keepDraft(text) {
    community.drafts.set(this.room.id, this.thread ?? null, text)
  }

  #grow() {
    this.#text.style.blockSize = 'auto'
    this.#text.style.blockSize = `${this.#text.scrollHeight}px`
  }

  #count(text) {
    // Counting clusters of a long text costs; far from the limit UTF-16 units are a safe bound.
    const left = text.length < this.#limit - COUNTER_FROM ? Infinity : this.#limit - bodyLength(text)
    const words = left >= 0 ? t('composer.left', { n: left }) : t('composer.over', { n: -left })
    this.#counter.textContent = left > COUNTER_FROM ? '' : words
    this.#counter.classList.toggle('is-over', left < 0)
  }

  #isSendable(text) {
    const length = bodyLength(text)
    return length > 0 && length <= this.#limit
  }

  get #limit() {
    return community.info?.limits?.bodyLength ?? 2_000
  }
}

customElements.define('message-composer', MessageComposer)
