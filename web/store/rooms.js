import { Change } from '../realtime/change.js'

/** Unread messages are not counted further; 100 is shown as 99+. */
export const MOST_UNREAD = 100

/**
 * The list of rooms and what is unread in them. The server counts; between its counts, what came since is added from
 * the rooms' numbers, never from what this screen happens to have loaded.
 *
 * Event: `change` (detail `{ids:number[]}`).
 *
 * @typedef {Object} Room
 * @property {number} id
 * @property {string} slug
 * @property {string} name
 * @property {string} purpose
 * @property {number} category
 * @property {string} audience
 * @property {string} posting
 * @property {boolean} canPost
 * @property {boolean} canReact
 * @property {boolean} followed
 * @property {number} offset
 * @property {number} postCount
 * @property {number} unread 0…100
 * @property {number} readOffset
 * @property {number|null} lastPostAtMs
 * @property {object|null} [controls] what is asked of the room now
 *
 * @typedef {Object} Count what the server counted last
 * @property {number} unread
 * @property {number} postCount the room's at that moment
 * @property {number} ownPosts the reader's own messages since
 */
export class RoomsStore extends EventTarget {
  /** @type {'loading'|'ready'|'failed'} */
  status = 'loading'
  /** True while the list is the one kept from last time. */
  fromCache = false
  /** @type {string|null} */
  epoch = null
  /** @type {{id:number, name:string}[]} */
  categories = []

  #api
  #keep
  /** @type {Map<number, Room>} in display order */
  #rooms = new Map()
  /** @type {Map<number, Count>} */
  #counts = new Map()
  #list = null
  #loading = null

  /**
   * @param {Object} options
   * @param {import('../api/api.js').Api} options.api
   * @param {(answer:object) => void} [options.keep] told every fresh list, for next time
   */
  constructor({ api, keep }) {
    super()
    this.#api = api
    this.#keep = keep ?? (() => {})
  }

  /** In display order. The same array until something changes. @returns {Room[]} */
  get list() {
    this.#list ??= [...this.#rooms.values()]
    return this.#list
  }

  /** @param {number} id @returns {Room|null} */
  get(id) { return this.#rooms.get(id) ?? null }
  /** @param {string} slug @returns {Room|null} */
  bySlug(slug) { return this.list.find((room) => room.slug === slug) ?? null }
  /** @param {number} category @returns {Room[]} */
  inCategory(category) { return this.list.filter((room) => room.category === category) }
  /** Unread messages in followed rooms. */
  get totalUnread() { return this.list.reduce((sum, room) => sum + (room.followed ? room.unread : 0), 0) }

  /** Loads the list; calls at the same time share one request. @returns {Promise<void>} rejects with `Refusal` */
  refresh() {
    this.#loading ??= this.#load().finally(() => { this.#loading = null })
    return this.#loading
  }

  async #load() {
    try {
      const answer = await this.#api.rooms()
      this.#take(answer, false)
      this.#keep(answer)
    } catch (refusal) {
      if (this.status === 'loading') this.#setStatus('failed')
      throw refusal
    }
  }

  /** Shows the list kept from last time. @param {object} answer */
  restore(answer) {
    if (this.status !== 'ready') this.#take(answer, true)
  }

  clear() {
    this.#rooms.clear()
    this.#counts.clear()
    this.categories = []
    this.epoch = null
    this.fromCache = false
    this.#setStatus('loading')
  }

  // News

  /**
   * Where a room stands: from `activity` frames and from publications of open rooms.
   * @param {{room:number, offset:number, postCount:number, lastPostAtMs?:number}} news
   * @param {{isOwnPost?:boolean}} [origin]
   */
  note(news, origin) {
    this.noteAll([news], origin)
  }

  /** What is asked of a room changed. @param {{room:number, controls:object}} news */
  noteControls({ room: id, controls }) {
    const room = this.#rooms.get(id)
    if (!room) return
    const { slowSeconds, adaptive, newcomerHours, frozen, shield } = controls
    const isOpen = !slowSeconds && !adaptive && !newcomerHours && !frozen && shield === 'off'
    if (this.#put({ ...room, controls: isOpen ? null : controls })) this.#changed([id])
  }

  /** @param {{room:number, offset:number, postCount:number, lastPostAtMs?:number}[]} all */
  noteAll(all, { isOwnPost = false } = {}) {
    const changed = []
    for (const { room: id, offset, postCount, lastPostAtMs } of all) {
      const room = this.#rooms.get(id)
      if (!room) continue
      const count = this.#counts.get(id)
      if (isOwnPost && postCount > count.postCount) this.#counts.set(id, { ...count, ownPosts: count.ownPosts + 1 })
      const isChanged = this.#put({
        ...room,
        offset: Math.max(room.offset, offset),
        postCount: Math.max(room.postCount, postCount),
        lastPostAtMs: Math.max(room.lastPostAtMs ?? 0, lastPostAtMs ?? 0) || null,
      })
      if (isChanged) changed.push(id)
    }
    this.#changed(changed)
  }

  /** The member wrote in a room whose publications do not arrive here. @param {number} id */
  noteOwnPost(id) {
    const count = this.#counts.get(id)
    if (count) this.#counts.set(id, { ...count, ownPosts: count.ownPosts + 1 })
  }

  /**
   * The server's word on how far the member has read, from this or another device.
   * @param {{room:number, offset:number, unread:number}} position
   */
  noteRead({ room: id, offset, unread }) {
    const room = this.#rooms.get(id)
    if (!room || offset < room.readOffset) return
    this.#counts.set(id, { unread, postCount: room.postCount, ownPosts: 0 })
    if (this.#put({ ...room, readOffset: offset })) this.#changed([id])
  }

  /**
   * The member has seen everything up to here: shown at once, confirmed by `noteRead`.
   * @param {number} id
   * @param {number} offset
   * @returns {boolean} whether that is further than before
   */
  read(id, offset) {
    const room = this.#rooms.get(id)
    if (!room || offset <= room.readOffset) return false
    if (offset >= room.offset) this.#counts.set(id, { unread: 0, postCount: room.postCount, ownPosts: 0 })
    this.#put({ ...room, readOffset: offset })
    this.#changed([id])
    return true
  }

  /**
   * Follows a room or stops; shown at once, taken back when the server refuses.
   * @param {number} id
   * @param {boolean} on
   * @returns {Promise<void>} rejects with `Refusal`
   */
  async follow(id, on) {
    const before = this.#rooms.get(id)
    if (!before || before.followed === on) return
    this.#put({ ...before, followed: on })
    this.#changed([id])
    try {
      await this.#api.follow(id, on)
    } catch (refusal) {
      const now = this.#rooms.get(id)
      if (now) this.#put({ ...now, followed: before.followed })
      this.#changed([id])
      throw refusal
    }
  }

  // Inside

  #take({ epoch, categories, rooms }, fromCache) {
    const isOtherLog = this.epoch !== null && this.epoch !== epoch
    const before = this.#rooms
    this.#rooms = new Map()
    this.#list = null
    this.epoch = epoch
    this.categories = categories
    this.fromCache = fromCache
    this.status = 'ready'
    for (const room of rooms) {
      this.#counts.set(room.id, { unread: room.unread, postCount: room.postCount, ownPosts: 0 })
      // Frames may have told of more than this answer knew.
      const known = isOtherLog ? undefined : before.get(room.id)
      this.#put({
        ...room,
        lastPostAtMs: Math.max(room.lastPostAtMs ?? 0, known?.lastPostAtMs ?? 0) || null,
        offset: Math.max(room.offset, known?.offset ?? 0),
        postCount: Math.max(room.postCount, known?.postCount ?? 0),
        readOffset: Math.max(room.readOffset, known?.readOffset ?? 0),
      })
    }
    this.dispatchEvent(new Change('change', { ids: rooms.map(({ id }) => id) }))
  }

  /** @returns {boolean} whether anything differs */
  #put(room) {
    const counted = { ...room, unread: this.#unread(room) }
    const before = this.#rooms.get(room.id)
    if (before && Object.keys(counted).every((name) => counted[name] === before[name])) return false
    this.#rooms.set(room.id, Object.freeze(counted))
    this.#list = null
    return true
  }

  #unread({ id, offset, postCount, readOffset }) {
    const count = this.#counts.get(id)
    const since = Math.max(0, postCount - count.postCount - count.ownPosts)
    // Each message takes an offset, so no more can be unread than offsets lie ahead: this also takes back what was
    // counted twice because a read position and an activity frame crossed.
    return Math.max(0, Math.min(MOST_UNREAD, count.unread + since, offset - readOffset))
  }

  #setStatus(status) {
    this.status = status
    this.#list = null
    this.dispatchEvent(new Change('change', { ids: [] }))
  }

  #changed(ids) {
    if (ids.length > 0) this.dispatchEvent(new Change('change', { ids }))
  }
}
