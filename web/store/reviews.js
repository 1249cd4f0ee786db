import { Change } from '../realtime/change.js'

/** Items of one page. */
const PAGE = 100
/** A claim lasts two minutes; it is renewed this often while the item is on the screen. Milliseconds. */
const RENEWAL = 60_000
/** After a reconnect the queue is loaded within this, spread, in ms. */
const SPREAD = 1_500
/** Receipts that are remembered. */
const RECEIPTS = 50

/**
 * What waits for a moderator, live. Filled only for those who may review: the server tells nobody else.
 *
 * @typedef {Object} ReviewItem
 * @property {number} id
 * @property {'held'|'flagged'|'reported'|'deletion'} kind
 * @property {'open'|'decided'} state
 * @property {number} room
 * @property {{id:number, author:object, body?:string, thread?:number, createdAtMs:number, state:string, offset?:number}} message
 * @property {{phrase:string, category:string, startUTF16:number, endUTF16:number, explanation:{ja:string,en:string}}[]} hits
 * @property {{reason:string, note?:string, reporter:object, atMs:number}[]} reports
 * @property {number} createdAtMs
 * @property {{by:object, untilMs:number}} [claim]
 * @property {{kind:string, by:object, atMs:number, reason?:string, undoUntilMs?:number}} [decision]
 *
 * Events: `change` (items, count or status), `receipt` (detail: the receipt), `climate` (detail: the room's level).
 */
export class Reviews extends EventTarget {
  /** @type {'idle'|'loading'|'ready'|'failed'} */
  status = 'idle'
  /** Why loading failed. @type {import('../api/refusal.js').Refusal|null} */
  error = null
  /** How many wait; null before the server said so. @type {number|null} */
  open = null
  /** Since when the oldest waits, UTC ms. @type {number|null} */
  oldestMs = null

  #api
  #clock
  #items = new Map()
  #receipts = new Map()
  #climates = new Map()
  #isUsed = false
  #claimed = null
  #renewal = null
  /** What was told while the queue was on its way: it is newer than the answer. @type {(() => void)[]|null} */
  #told = null

  /** @param {{api: import('../api/api.js').Api, connection: EventTarget, clock: import('../realtime/clock.js').Clock}} parts */
  constructor({ api, connection, clock }) {
    super()
    this.#api = api
    this.#clock = clock
    const on = (type, heard) => connection.addEventListener(type, ({ detail }) => heard(detail))
    const onNews = (type, heard) => on(type, (detail) => {
      this.#told?.push(() => heard(detail))
      heard(detail)
    })
    onNews('review', ({ item }) => this.#note(item))
    onNews('reviewCount', (count) => this.#count(count))
    onNews('climate', (climate) => this.#noteClimate(climate))
    on('receipt', (receipt) => this.#noteReceipt(receipt))
    on('state', (state) => state === 'open' && this.#connected())
  }

  /** The items that wait, the oldest first. @returns {ReviewItem[]} */
  get items() {
    return [...this.#items.values()].sort((a, b) => a.createdAtMs - b.createdAtMs || a.id - b.id)
  }

  /** Rooms above calm. @returns {{room:number, level:'attention'|'alert', atMs:number, sinceMs?:number}[]} */
  get climates() {
    return [...this.#climates.values()].sort((a, b) => Number(b.level === 'alert') - Number(a.level === 'alert') || a.room - b.room)
  }

  /** The receipt of a hide of one's own. @param {number} message */
  receipt(message) {
    return this.#receipts.get(message) ?? null
  }

  /** The page is on the screen: from now on the items are kept loaded. */
  use() {
    this.#isUsed = true
    if (this.status === 'idle' || this.status === 'failed') return this.load()
    return Promise.resolve()
  }

  /** The page is gone. */
  leave() {
    this.#isUsed = false
    this.release()
  }

  async load() {
    if (this.status !== 'ready') this.status = 'loading'
    this.#tell()
    const told = []
    this.#told = told
    try {
      const [queue, { climates }] = await Promise.all([this.#api.reviews({ state: 'open', limit: PAGE }), this.#api.climates()])
      this.#items = new Map(queue.items.map((item) => [item.id, item]))
      this.#climates = new Map(climates.map((climate) => [climate.room, climate]))
      this.status = 'ready'
      this.error = null
      this.#count(queue)
      for (const again of told) again()
    } catch (error) {
      if (this.status !== 'ready') this.status = 'failed'
      this.error = error
      this.#tell()
    }
    if (this.#told === told) this.#told = null
  }

  /** Those already decided, the newest first. @param {{before?:number}} [page] @returns {Promise<ReviewItem[]>} */
  async decided({ before } = {}) {
    return (await this.#api.reviews({ state: 'decided', before, limit: 30 })).items
  }

  /** What was said around it, and what its author did so far. Every look is written down. @param {number} id */
  async look(id) {
    const found = await this.#api.review(id)
    this.#note(found.item)
    return found
  }

  // Working on one

  /** Keeps others from deciding while one thinks. Quiet when somebody else has it: the card says so. @param {number} id */
  async claim(id) {
    if (this.#claimed === id) return
    this.release()
    this.#claimed = id
    await this.#renew(id)
  }

  /** Gives back what was claimed. */
  release() {
    const id = this.#claimed
    this.#claimed = null
    if (this.#renewal !== null) this.#clock.clearTimeout(this.#renewal)
    this.#renewal = null
    if (id !== null && this.#items.has(id)) this.#api.releaseReview(id).catch(() => {})
  }

  async #renew(id) {
    this.#renewal = this.#clock.setTimeout(() => this.#claimed === id && this.#renew(id), RENEWAL)
    try {
      const { item } = await this.#api.claimReview(id)
      this.#note(item)
    } catch {
      if (this.#claimed === id) this.#claimed = null
    }
  }

  /**
   * @param {number} id
   * @param {{kind:string, reason?:string, exceptionPhrase?:string, mark?:'right'|'wrong'}} decision
   * @returns {Promise<ReviewItem>} rejects with `Refusal`
   */
  async decide(id, decision) {
    const { item, receipt } = await this.#api.decideReview(id, decision)
    if (this.#claimed === id) this.#claimed = null
    this.#note(item)
    if (receipt) this.#noteReceipt(receipt)
    return item
  }

  /** Takes one's own decision back, within ten seconds. @param {number} id @returns {Promise<ReviewItem>} */
  async undo(id) {
    const { item } = await this.#api.undoReview(id)
    this.#note(item)
    return item
  }

  /** What a hidden message said. Needs a reason; the look is written down. @param {number} message @param {string} reason */
  evidence(message, reason) {
    return this.#api.evidence(message, reason)
  }

  /** A calm word to those who may have seen it; the usual one without a text. @returns {Promise<number>} how many are told */
  async correct(message, text) {
    return (await this.#api.correct(message, text)).told
  }

  /** Why the early warning speaks of a room. @param {number} room */
  climate(room) {
    return this.#api.climate(room)
  }

  /** One tap of the card. @param {number} room @param {string} step */
  async play(room, step) {
    await this.#api.playbook(room, step)
  }

  /** Nothing of it stays when its reader leaves. */
  clear() {
    this.#claimed = null
    if (this.#renewal !== null) this.#clock.clearTimeout(this.#renewal)
    this.#renewal = null
    this.#items.clear()
    this.#receipts.clear()
    this.#climates.clear()
    this.status = 'idle'
    this.open = null
    this.oldestMs = null
    this.#tell()
  }

  // Listening

  #connected() {
    // What happened meanwhile no frame told.
    if (this.#isUsed) this.#clock.setTimeout(() => this.#isUsed && this.load(), this.#clock.random() * SPREAD)
  }

  #note(item) {
    if (item.state === 'open') this.#items.set(item.id, item)
    else this.#items.delete(item.id)
    this.#tell()
  }

  #count({ open, oldestMs = null }) {
    this.open = open
    this.oldestMs = oldestMs
    this.#tell()
  }

  #noteReceipt(receipt) {
    const known = this.#receipts.get(receipt.message)
    // An older word that was overtaken.
    if (known && known.ms > receipt.ms) return
    this.#receipts.delete(receipt.message)
    this.#receipts.set(receipt.message, receipt)
    if (this.#receipts.size > RECEIPTS) this.#receipts.delete(this.#receipts.keys().next().value)
    this.dispatchEvent(new Change('receipt', receipt))
  }

  #noteClimate(climate) {
    if (climate.level === 'calm') this.#climates.delete(climate.room)
    else this.#climates.set(climate.room, climate)
    this.dispatchEvent(new Change('climate', climate))
    this.#tell()
  }

  #tell() {
    this.dispatchEvent(new Change('change'))
  }
}
