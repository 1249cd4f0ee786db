import { wait } from '../realtime/clock.js'
import { RoomLog } from './room-log.js'

/** Posts kept of each room for reading without a network. */
export const KEPT_POSTS = 50
/** Rooms kept; the one not visited for longest gives way. */
export const KEPT_ROOMS = 20
/** A room that changes is kept this long after the first change, in ms. */
const KEEP_AFTER = 2_000
/** Kept rooms that moved on are brought up to date this long after connecting, in ms, plus as much again at random. */
const FRESHEN_AFTER = 15_000
/** Time between two of them, in ms. */
const FRESHEN_EVERY = 2_000
/** Not again within this, in ms. */
const FRESHEN_AGAIN = 30 * 60_000

/**
 * The newest messages of visited rooms, on the device, for reading without a network. What was hidden is taken out at
 * the next sync: when the room is opened, or in the background soon after the device is online.
 *
 * @typedef {{room:number, member:number, savedAtMs:number, epoch:string, offset:number, from:number,
 *   messages:import('./room-log.js').Message[]}} KeptPage
 */
export class KeptPages {
  #database
  #clock
  #api
  #rooms
  #isOpen
  #member = null
  #freshenedAt = -Infinity
  /** By room. */
  #timers = new Map()
  /** Rooms known to be among the kept ones. */
  #counted = new Set()

  /**
   * @param {Object} options
   * @param {import('./database.js').Database} options.database
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {import('../api/api.js').Api} options.api
   * @param {import('./rooms.js').RoomsStore} options.rooms
   * @param {(room:number) => boolean} options.isOpen an open room keeps itself up to date
   */
  constructor({ database, clock, api, rooms, isOpen }) {
    this.#database = database
    this.#clock = clock
    this.#api = api
    this.#rooms = rooms
    this.#isOpen = isOpen
  }

  /** @param {number} member */
  open(member) {
    this.#member = member
  }

  /** @param {number} room @returns {Promise<KeptPage|null>} */
  async get(room) {
    const member = this.#member
    if (member === null) return null
    const page = await this.#database.get('page', room).catch(() => undefined)
    return page?.member === member && member === this.#member ? page : null
  }

  /** @returns {Promise<KeptPage[]>} the latest visited first */
  async all() {
    const pages = await this.#database.all('page').catch(() => [])
    return pages.filter(({ member }) => member === this.#member).sort((a, b) => b.savedAtMs - a.savedAtMs)
  }

  /** Keeps a room soon, once for many changes. @param {number} room @param {() => RoomLog} log */
  saveLater(room, log) {
    if (this.#timers.has(room)) return
    this.#timers.set(room, this.#clock.setTimeout(() => this.save(room, log()), KEEP_AFTER))
  }

  /** @param {number} room */
  cancel(room) {
    this.#clock.clearTimeout(this.#timers.get(room))
    this.#timers.delete(room)
  }

  /**
   * @param {number} room
   * @param {RoomLog} log
   * @param {number} [savedAtMs]
   */
  async save(room, log, savedAtMs = this.#clock.now()) {
    this.cancel(room)
    const snapshot = log.snapshot(KEPT_POSTS)
    if (this.#member === null || snapshot === null) return
    const page = { ...snapshot, room, member: this.#member, savedAtMs }
    await this.#database.put('page', page).catch(() => {})
    if (this.#counted.has(room)) return
    this.#counted.add(room)
    for (const old of (await this.all()).slice(KEPT_ROOMS)) await this.remove(old.room)
  }

  /** @param {number} room */
  async remove(room) {
    this.cancel(room)
    this.#counted.delete(room)
    await this.#database.delete('page', room).catch(() => {})
  }

  /** Nobody is signed in any more. */
  async clear() {
    this.#member = null
    this.#counted.clear()
    for (const room of [...this.#timers.keys()]) this.cancel(room)
    await this.#database.clear('page').catch(() => {})
  }

  // Freshening

  /** The device is online: kept rooms that moved on will be brought up to date, one after the other, without hurry. */
  freshenLater() {
    const now = this.#clock.now()
    if (Math.abs(now - this.#freshenedAt) < FRESHEN_AGAIN) return
    this.#freshenedAt = now
    const member = this.#member
    const delay = FRESHEN_AFTER * (1 + this.#clock.random())
    this.#clock.setTimeout(() => { if (this.#member === member) this.#freshen() }, delay)
  }

  async #freshen() {
    if (this.#rooms.status !== 'ready' || this.#rooms.fromCache) return
    for (const page of await this.all()) {
      const room = this.#rooms.get(page.room)
      if (!room) {
        // Not for this member any more.
        await this.remove(page.room)
      } else if (!this.#isOpen(page.room) && (room.offset > page.offset || this.#rooms.epoch !== page.epoch)) {
        await this.#reload(page)
        await wait(this.#clock, FRESHEN_EVERY)
      }
    }
  }

  async #reload({ room, savedAtMs }) {
    const page = await this.#api.messages(room, { limit: KEPT_POSTS }).catch(() => null)
    if (page === null || this.#isOpen(room)) return
    const log = new RoomLog()
    log.applyPage(page, {}, log.mark())
    await this.save(room, log, savedAtMs)
  }
}
