import { Partials, withNews } from './partials.js'

/**
 * Every message we have of a room, in its newest version, whatever order the copies came in.
 *
 * A copy gives way to one of the same or a higher revision. `mine` (the reader's own stickers) has no revision: what
 * was asked for before the latest change of it (see `mark`) does not overwrite it.
 *
 * @typedef {Object} Message as in the protocol
 * @property {number} id
 * @property {number} room
 * @property {number} offset
 * @property {number} revision
 * @property {number} [thread]
 * @property {{id:number, name:string, role:string, badges?:string[]}} author
 * @property {'published'|'hidden'|'deleted'} state
 * @property {string} [body]
 * @property {number} createdAtMs
 * @property {number} [editedAtMs]
 * @property {{count:number, lastAtMs:number}} [comments]
 * @property {{sticker:string, count:number}[]} [tallies]
 * @property {{member:number, name:string}[]} [mentions]
 * @property {string} [key]
 * @property {string[]} [mine] in personal answers only
 *
 * @typedef {Object} Entry one message and what belongs to it; replaced, never changed
 * @property {Message} message without `mine`
 * @property {string[]} mine
 * @property {string[]} mineCounted those of the reader's stickers that `message.tallies` counts
 * @property {boolean} isMineKnown false for what was only ever seen hidden
 * @property {number} mineStamp
 */
export class MessageTable {
  /** @type {Map<number, Entry>} */
  #entries = new Map()
  /** @type {Map<string, number>} */
  #keys = new Map()
  #partials = new Partials()
  #earlyMine = new Map()
  #stamp = 0

  /** What was read at this offset or before may lack news that was forgotten. */
  get floor() {
    return this.#partials.floor
  }

  /** To be taken before asking for anything personal, and given back with the answer. */
  mark() {
    return this.#stamp
  }

  /** @param {number} id @returns {Entry|undefined} */
  get(id) {
    return this.#entries.get(id)
  }

  /** The message an author made with a key. @param {number} author @param {string} key @returns {number|undefined} */
  idOf(author, key) {
    return this.#keys.get(`${author}:${key}`)
  }

  /**
   * Takes in a copy of a message.
   * @param {Message} copy
   * @param {number|null} mark null: the copy says nothing of the reader's stickers
   * @returns {boolean} whether the message was unknown
   */
  upsert({ mine, ...message }, mark) {
    const known = this.#entries.get(message.id)
    const isNewer = !known || message.revision > known.message.revision
    if (!known) {
      this.#insert(this.#partials.complete(message))
    } else if (message.revision >= known.message.revision) {
      // Copies of one revision have the same tallies; only newer ones may count what was not counted before.
      this.#entries.set(message.id, { ...known, message, mineCounted: isNewer ? known.mine : known.mineCounted })
    }
    // Hidden and deleted messages come without the reader's stickers, whatever those are.
    if (mark !== null && message.state === 'published') this.#learnMine(message.id, mine ?? [], mark, isNewer)
    return !known
  }

  /**
   * New tallies or comment counts; of a message we do not have they are remembered until we do.
   * @param {number} id
   * @param {{revision:number, tallies?:object[], comments?:object|null}} news
   * @returns {boolean} whether we have the message
   */
  news(id, news) {
    const known = this.#entries.get(id)
    if (!known) {
      this.#partials.note(id, news)
      return false
    }
    if (news.revision >= known.message.revision) {
      const mineCounted = news.tallies ? known.mine : known.mineCounted
      this.#entries.set(id, { ...known, message: withNews(known.message, news), mineCounted })
    }
    return true
  }

  /** The reader's own stickers on a message changed. @param {number} id @param {string[]} mine */
  setMine(id, mine) {
    this.#stamp += 1
    const entry = this.#entries.get(id)
    if (entry) this.#entries.set(id, { ...entry, mine, isMineKnown: true, mineStamp: this.#stamp })
    else this.#earlyMine.set(id, { mine, stamp: this.#stamp })
  }

  /**
   * The server had time to announce: its tallies count the reader's stickers now. Matters when somebody else's taking
   * off and ours cancelled out, which is never announced.
   * @param {number} id
   */
  settleMine(id) {
    const entry = this.#entries.get(id)
    if (entry && entry.mineCounted !== entry.mine) this.#entries.set(id, { ...entry, mineCounted: entry.mine })
  }

  /** @param {number} id */
  delete(id) {
    const message = this.#entries.get(id)?.message
    this.#entries.delete(id)
    if (message?.key) this.#keys.delete(`${message.author.id}:${message.key}`)
  }

  #insert(message) {
    const early = this.#earlyMine.get(message.id)
    this.#earlyMine.delete(message.id)
    const mine = early?.mine ?? []
    this.#entries.set(message.id, {
      message, mine, mineCounted: mine,
      // Nobody can have reacted before a message was first published.
      isMineKnown: Boolean(early) || message.revision === message.offset,
      mineStamp: early?.stamp ?? 0,
    })
    if (message.key) this.#keys.set(`${message.author.id}:${message.key}`, message.id)
  }

  #learnMine(id, mine, mark, isCounted) {
    const entry = this.#entries.get(id)
    if (entry.mineStamp > mark) return
    const mineCounted = isCounted || !entry.isMineKnown ? mine : entry.mineCounted
    this.#entries.set(id, { ...entry, mine, mineCounted, isMineKnown: true })
  }
}
