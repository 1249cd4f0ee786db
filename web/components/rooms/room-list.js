import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { emptyState, failedState, skeleton } from '../shell/states.js'
import { briefly, timeElement } from '../times.js'

/** Relative times are drawn anew this often. Milliseconds. */
const REFRESH = 60_000

/** Every room one may enter, by category; the followed ones first. `variant` is `page` or `panel`. */
export class RoomList extends HTMLElement {
  variant = 'page'
  /** @type {number|null} the room on screen */
  current = null

  #rows = new Map()
  #timer
  #changed = () => this.#later()
  #isWaiting = false
  #drafts = new Set()

  connectedCallback() {
    this.classList.add('room-list', `room-list--${this.variant}`)
    this.#drafts = new Set(community.drafts.rooms())
    community.rooms.addEventListener('change', this.#changed)
    this.#timer = setInterval(() => this.#draw(true), REFRESH)
    this.#draw()
  }

  disconnectedCallback() {
    community.rooms.removeEventListener('change', this.#changed)
    clearInterval(this.#timer)
  }

  /** Marks the room that is open. */
  show(room) {
    this.current = room
    for (const link of this.querySelectorAll('a[aria-current]')) link.removeAttribute('aria-current')
    for (const link of this.querySelectorAll(`a[href="/rooms/${room}"]`)) link.setAttribute('aria-current', 'page')
  }

  #later() {
    if (this.#isWaiting) return
    this.#isWaiting = true
    requestAnimationFrame(() => {
      this.#isWaiting = false
      if (this.isConnected) this.#draw()
    })
  }

  #draw(refreshAll = false) {
    const { rooms } = community
    if (rooms.list.length === 0) {
      if (rooms.status === 'loading') fill(this, skeleton('rooms', 8))
      else if (rooms.status === 'failed') fill(this, failedState(rooms.error, () => rooms.refresh().catch(() => {})))
      else fill(this, emptyState({ icon: 'rooms', title: t('rooms.empty'), body: t('rooms.emptyBody') }))
      return
    }
    if (refreshAll) this.#rows.clear()
    const followed = rooms.list.filter((room) => room.followed)
    const groups = [
      { id: 'followed', name: t('rooms.showFollowed'), list: followed },
      ...rooms.categories.map(({ id, name }) => ({
        id, name, list: rooms.inCategory(id).filter((room) => !room.followed),
      })),
    ].filter(({ list }) => list.length > 0)
    const active = this.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
    fill(this, groups.map((group) => this.#group(group)))
    if (active) this.querySelector(`a[href="${active}"]`)?.focus({ preventScroll: true })
  }

  #group({ id, name, list }) {
    const heading = `${this.variant}-category-${id}`
    return h('section', { class: 'room-list__group', 'aria-labelledby': heading },
      h('h2', { class: 'room-list__category', id: heading }, name),
      h('ul', { class: 'room-list__rooms' }, list.map((room) => h('li', {}, this.#row(room)))))
  }

  /** The same element while the room is the same object. */
  #row(room) {
    const known = this.#rows.get(room.id)
    if (known?.room === room) return known.element
    const element = this.#link(room)
    this.#rows.set(room.id, { room, element })
    return element
  }

  #link(room) {
    const isUnread = room.unread > 0
    return h('a', {
      // Rooms one does not follow say quietly that there is something new.
      class: isUnread && room.followed ? 'room-link is-unread' : 'room-link',
      href: `/rooms/${room.id}`,
      'aria-current': room.id === this.current ? 'page' : null,
    },
    h('span', { class: 'room-link__sign', 'aria-hidden': 'true', 'data-kind': kindOf(room) }, icon(signOf(room))),
    h('span', { class: 'room-link__text' },
      h('span', { class: 'room-link__name' }, room.name,
        room.audience === 'staff' && h('span', { class: 'badge badge--official' }, t('rooms.staff'))),
      h('span', { class: 'room-link__purpose' },
        this.#drafts.has(room.id) && h('span', { class: 'room-link__draft' }, t('rooms.draft')), room.purpose)),
    h('span', { class: 'room-link__side' },
      room.lastPostAtMs ? timeElement(room.lastPostAtMs, briefly(room.lastPostAtMs), 'room-link__time') : null,
      isUnread && unreadBadge(room)))
  }
}

/** `12`, or `99+`. */
function unreadBadge({ unread, followed }) {
  return h('span', { class: followed ? 'unread numbers' : 'unread unread--quiet numbers' },
    h('span', { 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread),
    h('span', { class: 'visually-hidden' }, unread > 99 ? t('rooms.unreadMany') : t('rooms.unread', { n: unread })))
}

function kindOf(room) {
  if (room.audience === 'staff') return 'staff'
  return room.posting === 'everyone' ? 'open' : 'official'
}

function signOf(room) {
  return { staff: 'lock', official: 'official', open: 'rooms' }[kindOf(room)]
}

customElements.define('room-list', RoomList)
