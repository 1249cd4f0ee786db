import { Change } from '../realtime/change.js'

/**
 * What the member is told about their own affairs: decisions about what they wrote or reported, words of the organisers.
 *
 * Events: `change` (list, count or status), `notice` (detail: one that has just come).
 */
export class Notices extends EventTarget {
  /** @type {'idle'|'loading'|'ready'|'failed'} */
  status = 'idle'
  error = null
  unread = 0
  hasOlder = false

  #api
  #clock
  #list = new Map()

  /** @param {{api: import('../api/api.js').Api, connection: EventTarget, clock: import('../realtime/clock.js').Clock}} parts */
  constructor({ api, connection, clock }) {
    super()
    this.#api = api
    this.#clock = clock
    connection.addEventListener('notice', ({ detail }) => this.#heard(detail))
  }

  /** The newest first. @returns {{id:number, kind:string, text:string, atMs:number, readAtMs?:number, link?:string}[]} */
  get list() {
    return [...this.#list.values()].sort((a, b) => b.id - a.id)
  }

  /** The newest ones, and how many are unread. */
  async load() {
    if (this.status !== 'ready') this.status = 'loading'
    this.#tell()
    try {
      this.#take(await this.#api.notices())
      this.status = 'ready'
      this.error = null
    } catch (error) {
      if (this.status !== 'ready') this.status = 'failed'
      this.error = error
    }
    this.#tell()
  }

  async loadOlder() {
    const oldest = this.list.at(-1)
    if (!oldest) return
    this.#take(await this.#api.notices({ before: oldest.id }))
    this.#tell()
  }

  /** Everything there is was seen. */
  async markRead() {
    const [newest] = this.list
    if (!newest || this.unread === 0) return
    const now = this.#clock.now()
    this.unread = 0
    for (const notice of this.list) if (!notice.readAtMs) this.#list.set(notice.id, { ...notice, readAtMs: now })
    this.#tell()
    try {
      await this.#api.readNotices(newest.id)
    } catch {
      // Counted again with the next load.
    }
  }

  clear() {
    this.#list.clear()
    this.status = 'idle'
    this.unread = 0
    this.#tell()
  }

  #take({ notices, unread }) {
    for (const notice of notices) this.#list.set(notice.id, notice)
    this.unread = unread
    this.hasOlder = notices.length >= PAGE
  }

  #heard(notice) {
    if (this.#list.has(notice.id)) return
    this.#list.set(notice.id, notice)
    this.unread += 1
    this.dispatchEvent(new Change('notice', notice))
    this.#tell()
  }

  #tell() {
    this.dispatchEvent(new Change('change'))
  }
}

/** What the server sends at once when not asked for another number. */
const PAGE = 50
