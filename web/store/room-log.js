import { Coverage } from './coverage.js'
import { Partials, withNews } from './partials.js'

/**
 * What a client knows of one room's log: a reducer over pages, publications and recovered messages, in whatever order
 * they come. Its end state is that of a fresh fetch. Knows nothing of sockets, time or screens.
 *
 * What makes the order not matter: a message copy gives way to one of the same or a higher revision, and publications
 * are taken in offset order only, without a hole. `mine` (the reader's own stickers) has no revision: an answer asked
 * for before the latest change of it (`mark`) does not overwrite it.
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
 *
 * @typedef {{epoch:string, offset:number, messages:Message[], hasOlder:boolean, hasNewer:boolean, post?:Message}} Page
 * @typedef {{before?:number, after?:number, around?:number}} Anchor
 * @typedef {{from:number, to:number, hasOlder:boolean, hasNewer:boolean}} Window offsets, both included
 */
export class RoomLog {
  /** Of the log we know; null before the first page. @type {string|null} */
  epoch = null
  /** The last publication that is contained. @type {number|null} */
  offset = null

  /** From here on every publication was taken. */
  #knownSince = 0
  /** @type {Map<number, Entry>} */
  #entries = new Map()
  #ownKeys = new Map()
  #posts = new Sequence()
  /** @type {Map<number, Sequence>} comments by post */
  #comments = new Map()
  #postCoverage = new Coverage()
  /** @type {Map<number, Coverage>} */
  #commentCoverage = new Map()
  #partials = new Partials()
  #earlyMine = new Map()
  #stamp = 0

  /** True until a page arrived. */
  get isEmpty() {
    return this.offset === null
  }

  /** To be taken before asking for anything personal, and given back with the answer. */
  mark() {
    return this.#stamp
  }

  // Taking in

  /**
   * A page of posts.
   * @param {Page} page
   * @param {Anchor} anchor it was asked with
   * @param {number} mark
   * @returns {{outcome:'applied'|'stale'|'otherEpoch', ids:number[]}} `stale`: too old to be safe, ask again
   */
  applyPage(page, anchor, mark) {
    const outcome = this.#admit(page)
    if (outcome !== 'applied') return { outcome, ids: [] }
    const ids = page.messages.map((message) => this.#upsert(message, mark))
    cover(this.#postCoverage, page, anchor)
    return { outcome, ids }
  }

  /**
   * A page of comments under a post.
   * @param {number} post
   * @param {Page} page
   * @param {Anchor} anchor
   * @param {number} mark
   * @returns {{outcome:'applied'|'stale'|'otherEpoch', ids:number[]}}
   */
  applyComments(post, page, anchor, mark) {
    const outcome = this.#admit(page)
    if (outcome !== 'applied') return { outcome, ids: [] }
    const messages = page.post ? [page.post, ...page.messages] : page.messages
    const ids = messages.map((message) => this.#upsert(message, mark))
    if (!this.#commentCoverage.has(post)) this.#commentCoverage.set(post, new Coverage())
    cover(this.#commentCoverage.get(post), page, anchor)
    return { outcome, ids }
  }

  /**
   * A single message as it is now.
   * @param {{epoch:string, offset:number, message:Message, post?:Message}} answer
   * @param {number} mark
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
  applyPublication(publication) {
    if (this.offset === null || publication.offset > this.offset + 1) return { outcome: 'gap', ids: [] }
    if (publication.offset <= this.offset) return { outcome: 'ignored', ids: [] }
    this.offset = publication.offset
    const ids = []
    if (publication.kind === 'reacted') {
      const { id, revision, tallies } = publication.message
      ids.push(this.#news(id, { revision, tallies: tallies ?? [] }))
    } else {
      ids.push(this.#upsert(publication.message, null))
    }
    const { thread } = publication
    if (thread) {
      // A message without comments says nothing of them, a summary says 0.
      const comments = thread.comments?.count > 0 ? thread.comments : null
      ids.push(this.#news(thread.post, { revision: thread.revision, comments }))
    }
    return { outcome: 'applied', ids: ids.filter((id) => id !== null) }
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

  /**
   * The reader's own stickers on a message changed.
   * @param {number} id
   * @param {string[]} mine
   */
  setMine(id, mine) {
    this.#stamp += 1
    const entry = this.#entries.get(id)
    if (!entry) {
      this.#earlyMine.set(id, { mine, stamp: this.#stamp })
      return
    }
    this.#entries.set(id, { ...entry, mine, isMineKnown: true, mineStamp: this.#stamp })
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

  // Looking

  /** @param {number} id @returns {Entry|undefined} */
  entry(id) {
    return this.#entries.get(id)
  }

  /** The message an author made with a key. @param {number} author @param {string} key @returns {number|undefined} */
  idOf(author, key) {
    return this.#ownKeys.get(`${author}:${key}`)
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
    return this.#posts.between(from, to).map((id) => this.#entries.get(id))
  }

  /** As `window`, for the comments of a post. @param {number} post @param {number} offset @returns {Window} */
  commentWindow(post, offset) {
    return windowOf(this.#commentCoverage.get(post)?.at(offset) ?? null)
  }

  /** The comments of a window, ascending. @param {number} post @param {Window} window @returns {Entry[]} */
  comments(post, { from, to }) {
    return (this.#comments.get(post)?.between(from, to) ?? []).map((id) => this.#entries.get(id))
  }

  // Keeping

  /**
   * The newest posts, to be kept for reading without a network.
   * @param {number} most
   * @returns {{epoch:string, offset:number, from:number, messages:Message[]}|null}
   */
  snapshot(most) {
    const tail = this.#postCoverage.tail
    if (!tail || this.epoch === null) return null
    const ids = this.#posts.between(tail.from, Infinity)
    const kept = ids.slice(-most).map((id) => this.#entries.get(id))
    const messages = kept.map(({ message, mine }) => (mine.length > 0 ? { ...message, mine } : message))
    const from = kept.length < ids.length ? messages[0].offset : tail.from
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
    const ids = this.#posts.between(tail.from, Infinity)
    if (ids.length <= most) return false
    const from = this.#entries.get(ids.at(-most)).message.offset
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
    return offset < this.#knownSince || offset < this.#partials.floor ? 'stale' : 'applied'
  }

  /** @param {number|null} mark null: the copy says nothing of the reader's stickers */
  #upsert({ mine, ...message }, mark) {
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
    return message.id
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
    if (message.key) this.#ownKeys.set(`${message.author.id}:${message.key}`, message.id)
    this.#sequenceOf(message).insert(message.offset, message.id)
  }

  #learnMine(id, mine, mark, isCounted) {
    const entry = this.#entries.get(id)
    if (entry.mineStamp > mark) return
    const mineCounted = isCounted || !entry.isMineKnown ? mine : entry.mineCounted
    this.#entries.set(id, { ...entry, mine, mineCounted, isMineKnown: true })
  }

  /** @returns {number|null} null for a message we do not have: it is remembered until we do */
  #news(id, news) {
    const known = this.#entries.get(id)
    if (!known) {
      this.#partials.note(id, news)
      return null
    }
    if (news.revision >= known.message.revision) {
      const mineCounted = news.tallies ? known.mine : known.mineCounted
      this.#entries.set(id, { ...known, message: withNews(known.message, news), mineCounted })
    }
    return id
  }

  #sequenceOf(message) {
    if (!message.thread) return this.#posts
    if (!this.#comments.has(message.thread)) this.#comments.set(message.thread, new Sequence())
    return this.#comments.get(message.thread)
  }

  /** A post and its comments. */
  #forget(id) {
    const comments = this.#comments.get(id)?.between(0, Infinity) ?? []
    for (const each of [id, ...comments]) {
      const { message } = this.#entries.get(each)
      this.#entries.delete(each)
      if (message.key) this.#ownKeys.delete(`${message.author.id}:${message.key}`)
    }
    this.#posts.remove(id)
    this.#comments.delete(id)
    this.#commentCoverage.delete(id)
  }
}

/** @returns {Window} */
function windowOf(interval) {
  if (!interval) return { from: 1, to: 0, hasOlder: false, hasNewer: false }
  return { ...interval, hasOlder: interval.from > 1, hasNewer: interval.to !== Infinity }
}

/** What a page says about the log: which offsets have no message that is not on it. */
function cover(coverage, { messages, hasOlder, hasNewer }, { before, after }) {
  const first = messages[0]?.offset
  const last = messages.at(-1)?.offset
  if (after !== undefined) {
    coverage.add(after + 1, hasNewer ? last ?? after : Infinity)
  } else if (before !== undefined) {
    coverage.add(hasOlder ? first ?? before : 1, hasNewer ? before - 1 : Infinity)
  } else {
    coverage.add(hasOlder ? first ?? Infinity : 1, hasNewer ? last ?? 0 : Infinity)
  }
}

/** Message ids by offset. New ones nearly always come at the end. */
class Sequence {
  #offsets = []
  #ids = []

  insert(offset, id) {
    const index = this.#firstAt(offset)
    if (this.#offsets[index] === offset) return
    this.#offsets.splice(index, 0, offset)
    this.#ids.splice(index, 0, id)
  }

  remove(id) {
    const index = this.#ids.indexOf(id)
    if (index < 0) return
    this.#offsets.splice(index, 1)
    this.#ids.splice(index, 1)
  }

  /** Ids from one offset to another, both included. */
  between(from, to) {
    return this.#ids.slice(this.#firstAt(from), to === Infinity ? undefined : this.#firstAt(to + 1))
  }

  /** The first index whose offset is not below. */
  #firstAt(offset) {
    let low = 0
    let high = this.#offsets.length
    if (high > 0 && this.#offsets[high - 1] < offset) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#offsets[middle] < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
