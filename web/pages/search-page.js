import { t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { addressOf } from '../components/messages/address.js'
import { avatar, badges } from '../components/members/avatar.js'
import { replaceAddress } from '../components/shell/router.js'
import { emptyState, failedState, skeleton } from '../components/shell/states.js'
import { briefly, timeElement } from '../components/times.js'
import { icon } from '../icons/icon.js'
import { splitHighlights } from '../text/tokens.js'

/** Ask when the fingers rest. Milliseconds. */
const REST = 280
const PAGE = 20

/** Search in all rooms one may enter, while one types. The address keeps the question, so "back" finds it again. */
class SearchPage extends HTMLElement {
  #query = { q: '', room: null, author: null }
  #input
  #clear
  #rooms
  #author
  #names
  #status
  #results
  #timer = null
  #asking = null
  #isComposing = false
  #roomsChanged = () => this.#drawRooms()

  begin({ query }) {
    this.#query = { q: query.get('q') ?? '', room: Number(query.get('room')) || null, author: authorIn(query) }
  }

  connectedCallback() {
    this.classList.add('page', 'search-page')
    this.#input = h('input', {
      class: 'search__input', id: 'search', type: 'search', autocomplete: 'off', autocapitalize: 'off',
      spellcheck: 'false', enterkeyhint: 'search',
      placeholder: t('search.placeholder'), 'aria-label': t('search.label'), value: this.#query.q,
    })
    this.#clear = h(
      'button',
      {
        class: 'icon-button', type: 'button', 'aria-label': t('search.clear'),
        onClick: () => { this.#input.value = ''; this.#typed(); this.#input.focus() },
      },
      icon('close'),
    )
    this.#rooms = h(
      'select',
      {
        class: 'pill-select', 'aria-label': t('search.room'),
        onChange: () => { this.#query.room = Number(this.#rooms.value) || null; this.#ask() },
      },
    )
    this.#author = h('div', { class: 'search__author' })
    this.#status = h('p', { class: 'search__status', role: 'status', 'aria-live': 'polite' })
    this.#results = h('div', { class: 'search__results' })
    this.append(
      h('header', { class: 'page__header' }, h('h1', { class: 'page__title', tabindex: '-1' }, t('search.title'))),
      h('form', {
        class: 'search', role: 'search',
        onSubmit: (event) => { event.preventDefault(); this.#ask(); this.#input.blur() },
      },
        h('div', { class: 'search__field' }, icon('search'), this.#input, this.#clear),
        h('div', { class: 'search__filters' }, this.#rooms, this.#author)),
      this.#status, this.#results)
    this.#input.addEventListener('compositionstart', () => { this.#isComposing = true })
    this.#input.addEventListener('compositionend', () => { this.#isComposing = false; this.#typed() })
    this.#input.addEventListener('input', () => this.#isComposing || this.#typed())
    community.rooms.addEventListener('change', this.#roomsChanged)
    this.#drawRooms()
    this.#drawAuthor()
    this.#ask()
  }

  disconnectedCallback() {
    community.rooms.removeEventListener('change', this.#roomsChanged)
    clearTimeout(this.#timer)
    this.#asking?.abort()
  }

  update(route) {
    this.begin(route)
    this.#input.value = this.#query.q
    this.#drawRooms()
    this.#drawAuthor()
    this.#ask()
  }

  #typed() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(), REST)
    this.#clear.hidden = this.#input.value === ''
  }

  async #ask() {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.#query.q = this.#input.value.trim()
    this.#clear.hidden = this.#input.value === ''
    this.#keepAddress()
    if (!this.#query.q) {
      this.#status.textContent = ''
      return fill(this.#results, emptyState({ icon: 'search', title: t('search.start'), body: t('search.startBody') }))
    }
    const asking = (this.#asking = new AbortController())
    if (!this.#results.querySelector('.result')) fill(this.#results, skeleton('messages', 4))
    this.#results.setAttribute('aria-busy', 'true')
    try {
      const answer = await this.#fetch(asking.signal)
      if (asking.signal.aborted) return
      this.#show(answer)
    } catch (error) {
      if (asking.signal.aborted) return
      this.#status.textContent = ''
      fill(this.#results, failedState(error, () => this.#ask()))
    }
    this.#results.removeAttribute('aria-busy')
  }

  #fetch(signal, before) {
    const { q, room, author } = this.#query
    return community.api.search({ q, room: room ?? undefined, author: author?.id, before, limit: PAGE }, { signal })
  }

  #show({ results, more }) {
    const { q } = this.#query
    this.#status.textContent = results.length === 0 ? '' : t(
      more ? 'search.foundMany' : 'search.found', { n: results.length },
    )
    if (results.length === 0) return fill(
      this.#results, emptyState({ icon: 'search', title: t('search.none', { q }), body: t('search.noneBody') }),
    )
    const list = h('ol', { class: 'results', 'aria-label': t('search.results') }, results.map(result))
    fill(this.#results, list, more && this.#moreButton(list, results.at(-1).message.id))
  }

  #moreButton(list, before) {
    const button = h('button', {
      class: 'button button--wide', type: 'button',
      onClick: async () => {
        button.disabled = true
        try {
          const { results, more } = await this.#fetch(this.#asking.signal, before)
          const rows = results.map(result)
          list.append(...rows)
          button.replaceWith(more ? this.#moreButton(list, results.at(-1).message.id) : '')
          rows[0]?.querySelector('a')?.focus({ preventScroll: true })
        } catch {
          button.disabled = false
        }
      },
    }, t('search.more'))
    return button
  }

  // Filters

  #drawRooms() {
    fill(this.#rooms, h('option', { value: '' }, t('search.allRooms')),
      community.rooms.list.map(({ id, name }) => h('option', { value: id, selected: id === this.#query.room }, name)))
    this.#rooms.classList.toggle('is-set', this.#query.room !== null)
  }

  #drawAuthor() {
    const { author } = this.#query
    this.#rooms.classList.toggle('is-set', this.#query.room !== null)
    if (author) {
      return fill(this.#author, h('button', {
        class: 'pill is-set', type: 'button', 'aria-label': t('search.clearAuthor', { name: author.name }),
        onClick: () => this.#setAuthor(null),
      }, icon('me'), h('span', {}, author.name), icon('close')))
    }
    const input = h(
      'input',
      {
        class: 'pill-input', type: 'text', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'search-names',
        'aria-autocomplete': 'list', autocomplete: 'off', 'aria-label': t('search.author'),
        placeholder: t('search.author'),
      },
    )
    this.#names = h(
      'ul',
      {
        class: 'mention-list search__names', id: 'search-names', role: 'listbox', 'aria-label': t('search.author'),
        hidden: true,
      },
    )
    let timer
    input.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#offerNames(input), REST)
    })
    input.addEventListener('keydown', (event) => this.#nameKey(event, input))
    input.addEventListener(
      'blur', () => setTimeout(() => { this.#names.hidden = true; input.setAttribute('aria-expanded', 'false') }, 150),
    )
    fill(this.#author, input, this.#names)
  }

  async #offerNames(input) {
    const asked = input.value.trim()
    const { members } = asked ? await community.api.members(asked).catch(() => ({ members: [] })) : { members: [] }
    if (input.value.trim() !== asked) return
    fill(this.#names, members.map((member, index) =>
      h('li', {
        class: 'mention-option', role: 'option', id: `search-name-${index}`, 'aria-selected': false,
        onPointerdown: (event) => event.preventDefault(), onClick: () => this.#setAuthor(member),
      },
        avatar(member, 'small'), h('span', { class: 'person__name' }, member.name), badges(member))))
    this.#names.hidden = members.length === 0
    input.setAttribute('aria-expanded', String(members.length > 0))
  }

  #nameKey(event, input) {
    const options = [...this.#names.children]
    if (event.isComposing || this.#names.hidden || options.length === 0) return
    const present = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const next = (present + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length
      for (const [index, option] of options.entries()) option.setAttribute('aria-selected', String(index === next))
      input.setAttribute('aria-activedescendant', options[next].id)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      options[Math.max(0, present)].click()
    } else if (event.key === 'Escape') {
      this.#names.hidden = true
    }
  }

  #setAuthor(member) {
    this.#query.author = member && { id: member.id, name: member.name }
    this.#drawAuthor()
    this.#author.querySelector('button, input').focus()
    this.#ask()
  }

  #keepAddress() {
    const { q, room, author } = this.#query
    const query = new URLSearchParams()
    if (q) query.set('q', q)
    if (room) query.set('room', String(room))
    if (author) query.set('author', `${author.id}:${author.name}`)
    const asked = query.toString()
    replaceAddress(asked ? `/search?${asked}` : '/search')
  }
}

customElements.define('search-page', SearchPage)

export function searchPage(route) {
  const element = document.createElement('search-page')
  element.begin(route)
  return { key: 'search', title: () => t('search.title'), element, update: (next) => element.update(next) }
}

/** One hit: where, who, when, and the words around it. */
function result({ message, room, highlights }) {
  const href = addressOf(room.id, message)
  return h('li', {}, h('a', { class: 'result', href },
    h(
      'span', { class: 'result__room' }, room.name,
      message.thread && h('span', { class: 'badge' }, t('search.comment')),
    ),
    h('span', { class: 'result__header' }, avatar(message.author, 'small'), h(
      'span', { class: 'result__author' }, message.author.name,
    ),
      timeElement(message.createdAtMs, briefly(message.createdAtMs), 'result__time')),
    h('span', { class: 'result__body running-text' }, excerpt(message.body ?? '', highlights))))
}

/** Begins a little before the first hit, so that it is in the three lines shown. */
function excerpt(body, highlights) {
  const first = Math.min(...highlights.map(([start]) => start), body.length)
  const from = first > 60 ? first - 30 : 0
  const ranges = highlights.map(([start, length]) => [start - from, length]).filter(([start]) => start >= 0)
  return [
    from > 0 && '…',
    splitHighlights(body.slice(from), ranges).map(({ text, isHit }) => (isHit ? h('mark', {}, text) : text)),
  ]
}

function authorIn(query) {
  const [id, ...name] = (query.get('author') ?? '').split(':')
  return Number(id) ? { id: Number(id), name: name.join(':') || id } : null
}
