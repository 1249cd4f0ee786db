import { Coverage, coverPage, windowOf } from './coverage.js'
import { MessageTable } from './message-table.js'
import { Sequence } from './sequence.js'

/**
 * What a client knows of one room's log: a reducer over pages, publications and recovered messages, in whatever order
 * they come. Its end state is that of a fresh fetch. Knows nothing of sockets, time or screens.
 *
 * What makes the order not matter: copies of messages commute (`MessageTable`), and publications are taken in offset
 * order only, without a hole.
 *
 * @typedef {import('./message-table.js').Message} Message
 * @typedef {import('./message-table.js').Entry} Entry
 * @typedef {{epoch:string, offset:number, messages:Message[], hasOlder:boolean, hasNewer:boolean, post?:Message}} Page
 * @typedef {{before?:number, after?:number, around?:number}} Anchor
 * @typedef {{from:number, to:number, hasOlder:boolean, hasNewer:boolean}} Window offsets, both included
 * @typedef {'applied'|'stale'|'otherEpoch'} Outcome `stale`: too old to be safe, ask again
 */
export class RoomLog {
  /** Of the log we know; null before the first page. @type {string|null} */
  epoch = null
  /** The last publication that is contained. @type {number|null} */
  offset = null

  /** From here on every publication was taken. */
  #knownSince = 0
  #messages = new MessageTable()
  #posts = new Sequence()
  #postCoverage = new Coverage()
  /** By post. @type {Map<number, Sequence>} */
  #comments = new Map()
  /** By post. @type {Map<number, Coverage>} */
  #commentCoverage = new Map()

  /** True until a page arrived. */
  get isEmpty() {
    return this.offset === null
  }

  /** To be taken before asking for anything personal, and given back with the answer. */
  mark() {
    return this.#messages.mark()
  }

  // Taking in

  /**
   * A page of posts.
   * @param {Page} page
   * @param {Anchor} anchor it was asked with
   * @param {number} mark
   * @returns {{outcome:Outcome, ids:number[]}}
   */
  applyPage(page, anchor, mark) {
    const outcome = this.#admit(page)
    if (outcome !== 'applied') return { outcome, ids: [] }
    const ids = page.messages.map((message) => this.#upsert(message, mark))
    coverPage(this.#postCoverage, page, anchor)
    return { outcome, ids }
  }

  /**
   * A page of comments under a post.
   * @param {number} post
   * @param {Page} page
   * @param {Anchor} anchor
   * @param {number} mark
   * @returns {{outcome:Outcome, ids:number[]}}
   */
  applyComments(post, page, anchor, mark) {
    const outcome = this.#admit(page)
    if (outcome !== 'applied') return { outcome, ids: [] }
    const messages = page.post ? [page.post, ...page.messages] : page.messages
    const ids = messages.map((message) => this.#upsert(message, mark))
    if (!this.#commentCoverage.has(post)) this.#commentCoverage.set(post, new Coverage())
    coverPage(this.#commentCoverage.get(post), page, anchor)
    return { outcome, ids }
  }

  /**
   * A single message as it is now.
   * @param {{epoch:string, offset:number, message:Message, post?:Message}} answer
   * @param {number} mark
   * @returns {{outcome:Outcome, ids:number[]}}
   */
  applyMessage({ epoch, offset, message, post }, mark) {
    if (this.isEmpty) return { outcome: 'stale', ids: [] }
    const outcome = this.#admit({ epoch, offset })
    if (outcome !== 'applied') return { outcome, ids: [] }
    return { outcome, ids: [message, post].filter(Boolean).map((each) => this.#upsert(each, mark)) }
  }

  /**
   * A publication. Those must come one after the other: `gap` says that something is missing, and nothing was changed.
   * @param {{offset:number, kind:string, message:Message, thread?:{post:number, revision:number, comments?:object}}} publication
   * @returns {{outcome:'applied'|'ignored'|'gap', ids:number[]}}
   */
  applyPublication({ offset, kind, message, thread }) {
    if (this.offset === null || offset > this.offset + 1) return { outcome: 'gap', ids: [] }
    if (offset <= this.offset) return { outcome: 'ignored', ids: [] }
    this.offset = offset
    const ids = []
    if (kind === 'reacted') {
      const { id, revision, tallies } = message
      if (this.#messages.news(id, { revision, tallies: tallies ?? [] })) ids.push(id)
    } else {
      ids.push(this.#upsert(message, null))
    }
    if (thread) {
      // A message without comments says nothing of them, a summary says 0.
      const comments = thread.comments?.count > 0 ? thread.comments : null
      if (this.#messages.news(thread.post, { revision: thread.revision, comments })) ids.push(thread.post)
    }
    return { outcome: 'applied', ids }
  }

  /**
   * Everything that changed since our offset, as it is now.
   * @param {Message[]} messages
   * @param {number} offset the room's, at the same moment
   * @param {number} mark
   * @returns {number[]} ids
   */
  applyRecovered(messages, offset, mark) {
    const ids = messages.map((message) => this.#upsert(message, mark))
    this.offset = Math.max(this.offset ?? 0, offset)
    return ids
  }

  /** The reader's own stickers on a message changed. @param {number} id @param {string[]} mine */
  setMine(id, mine) {
    this.#messages.setMine(id, mine)
  }

  /** See `MessageTable.settleMine`. @param {number} id */
  settleMine(id) {
    this.#messages.settleMine(id)
  }

  // Looking

  /** @param {number} id @returns {Entry|undefined} */
  entry(id) {
    return this.#messages.get(id)
  }

  /** The message an author made with a key. @param {number} author @param {string} key @returns {number|undefined} */
  idOf(author, key) {
    return this.#messages.idOf(author, key)
  }

  /** True when any part of the posts is known. */
  get hasPosts() {
    return !this.#postCoverage.isEmpty
  }

  /** True when the newest posts are known and new ones follow by themselves. */
  get reachesNewest() {
    return this.#postCoverage.tail !== null
  }

  /** @param {number} offset */
  coversPost(offset) {
    return this.#postCoverage.has(offset)
  }

  /**
   * The part around an offset in which every post is known; `Infinity` for the newest.
   * @param {number} offset
   * @returns {Window}
   */
  window(offset) {
    return windowOf(this.#postCoverage.at(offset))
  }

  /** The posts of a window, ascending. @param {Window} window @returns {Entry[]} */
  posts({ from, to }) {
    return this.#posts.between(from, to).map((id) => this.#messages.get(id))
  }

  /** As `window`, for the comments of a post. @param {number} post @param {number} offset @returns {Window} */
  commentWindow(post, offset) {
    return windowOf(this.#commentCoverage.get(post)?.at(offset) ?? null)
  }

  /** The comments of a window, ascending. @param {number} post @param {Window} window @returns {Entry[]} */
  comments(post, { from, to }) {
    return (this.#comments.get(post)?.between(from, to) ?? []).map((id) => this.#messages.get(id))
  }

  // Keeping

  /**
   * The newest posts, to be kept for reading without a network.
   * @param {number} most
   * @returns {{epoch:string, offset:number, from:number, messages:Message[]}|null} null when they are not known
   */
  snapshot(most) {
    const tail = this.#postCoverage.tail
    if (!tail || this.epoch === null) return null
    const entries = this.posts(tail)
    const messages = entries.slice(-most)
      .map(({ message, mine }) => (mine.length > 0 ? { ...message, mine } : message))
    const from = messages.length < entries.length ? messages[0].offset : tail.from
    return { epoch: this.epoch, offset: this.offset, from, messages }
  }

  /** @param {{epoch:string, offset:number, from:number, messages:Message[]}} snapshot */
  static restore({ epoch, offset, from, messages }) {
    const log = new RoomLog()
    log.#admit({ epoch, offset })
    for (const message of messages) log.#upsert(message, log.mark())
    log.#postCoverage.add(from, Infinity)
    return log
  }

  /**
   * Forgets all but the newest posts, for a room that runs for hours.
   * @param {number} most
   * @returns {boolean} whether something was forgotten
   */
  trim(most) {
    const tail = this.#postCoverage.tail
    if (!tail) return false
    const entries = this.posts(tail)
    if (entries.length <= most) return false
    const from = entries.at(-most).message.offset
    this.#postCoverage.dropBefore(from)
    for (const id of this.#posts.between(0, from - 1)) this.#forget(id)
    return true
  }

  // Inside

  /** Whether what is of this epoch and offset can be taken in; the first one decides where the log begins. */
  #admit({ epoch, offset }) {
    if (this.offset === null) {
      this.epoch = epoch
      this.offset = offset
      this.#knownSince = offset
      return 'applied'
    }
    if (epoch !== this.epoch) return 'otherEpoch'
    return offset < this.#knownSince || offset < this.#messages.floor ? 'stale' : 'applied'
  }

  #upsert(message, mark) {
    const isNew = this.#messages.upsert(message, mark)
    if (isNew) this.#sequenceOf(message).insert(message.offset, message.id)
    return message.id
  }

  #sequenceOf({ thread }) {
    if (!thread) return this.#posts
    if (!this.#comments.has(thread)) this.#comments.set(thread, new Sequence())
    return this.#comments.get(thread)
  }

  /** A post and its comments. */
  #forget(post) {
    for (const id of this.#comments.get(post)?.between(0, Infinity) ?? []) this.#messages.delete(id)
    this.#messages.delete(post)
    this.#posts.remove(post)
    this.#comments.delete(post)
    this.#commentCoverage.delete(post)
  }
}
