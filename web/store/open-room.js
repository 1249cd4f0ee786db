import { Refusal } from '../api/refusal.js'
import { Change } from '../realtime/change.js'
import { RoomLog } from './room-log.js'
import { RoomSync } from './room-sync.js'
import { Thread } from './thread.js'

/** A typist is forgotten after this, in ms. */
const TYPIST_IN_VIEW = 5_000
/** Own typing is told at most this often, in ms. */
const TYPING_INTERVAL = 3_000
/** The server has announced new tallies after this, in ms. */
const TALLIES_ANNOUNCED = 1_500
/** Kept messages are shown unchecked only after this without an answer, in ms. */
const CHECKING = 1_200
/** The room is kept on the device this long after its latest change, in ms. */
const KEEP_AFTER = 2_000
/** Posts that stay after `trim`. */
const TRIMMED_TO = 300

/**
 * A room that is on the screen: its messages, kept in step with the server, and what the member does in it.
 *
 * Event: `change` (detail `{reason, ids}`; `ids` are item ids, none when all may have changed).
 */
export class OpenRoom extends EventTarget {
  /** @type {'loading'|'ready'|'failed'|'gone'} */
  status = 'loading'
  /** @type {Refusal|null} */
  error = null
  /** True while what is shown was kept on the device and not yet checked with the server. */
  fromCache = false
  /** People here now, not their names; null when it is not known (不明). @type {number|null} */
  presence = null
  /** Where 「ここまで読んだ」 stands, fixed when the room was opened. @type {number|null} */
  readLine = null

  #id
  #context
  #sync
  #maker
  #anchor = Infinity
  #items = null
  /** @type {Map<number, {thread:Thread, uses:number}>} */
  #threads = new Map()
  #typists = new Map()
  #typedAt = -Infinity
  #isLoading = false
  #keepTimer = null
  #isOpen = false
  #hasReadLine = false

  /**
   * @param {number} id
   * @param {Object} context of the community
   * @param {import('../realtime/clock.js').Clock} context.clock
   * @param {import('../realtime/connection.js').Connection} context.connection
   * @param {import('../api/api.js').Api} context.api
   * @param {import('./outbox.js').Outbox} context.outbox
   * @param {import('./rooms.js').RoomsStore} context.rooms
   * @param {import('./kept-pages.js').KeptPages} context.pages
   * @param {import('./items.js').ItemMaker} context.maker
   * @param {() => number} context.member
   * @param {() => boolean} context.isOffline whether the device knows that it has no network
   * @param {(room:number, offset:number) => void} context.markRead
   * @param {(room:OpenRoom) => void} context.release
   */
  constructor(id, context) {
    super()
    this.#id = id
    this.#context = context
    this.#maker = context.maker
    this.#sync = new RoomSync({
      room: id,
      clock: context.clock,
      request: (type, payload) => context.connection.request(type, payload),
      isConnected: () => context.connection.isOpen,
      fetchPage: (anchor) => this.#fetchPage(anchor),
      told: (change) => this.#told(change),
      gone: (refusal) => this.#isGone(refusal),
    })
  }

  get id() { return this.#id }
  /** The entry in the list of rooms; null until that is loaded. */
  get room() { return this.#context.rooms.get(this.#id) }
  /** True while every change arrives at once. */
  get isLive() { return this.#sync.state === 'live' }

  // What is shown

  /** Posts ascending, then own unsent ones. The same array until something changes. @returns {import('./items.js').Item[]} */
  get items() {
    this.#items ??= this.#make()
    return this.#items
  }

  get hasOlder() { return this.#window.hasOlder }
  get hasNewer() { return this.#window.hasNewer }

  /** @param {number} message @returns {import('./items.js').Item|null} */
  item(message) {
    const entry = this.#sync.log.entry(message)
    return entry ? this.#maker.published(entry) : null
  }

  /** Who is writing, not the member themselves. @returns {{member:number, name:string}[]} */
  get typists() {
    return [...this.#typists.values()].map(({ member, name }) => ({ member, name }))
  }

  // Moving

  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  async loadOlder() {
    return this.#window.hasOlder ? this.#loadMore({ before: this.#window.from }) : false
  }

  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  async loadNewer() {
    return this.#window.hasNewer ? this.#loadMore({ after: this.#window.to }) : false
  }

  /** Shows the posts around an offset. @param {number} offset @returns {Promise<void>} rejects with `Refusal` */
  async jumpTo(offset) {
    if (!this.#sync.log.coversPost(offset)) await this.#sync.load({ around: offset })
    this.#show(offset)
  }

  /** @returns {Promise<void>} rejects with `Refusal` */
  async jumpToNewest() {
    if (!this.#sync.log.reachesNewest) await this.#sync.load({})
    this.#show(Infinity)
  }

  /** Tries again after `failed`. */
  async retry() {
    if (this.status === 'failed') await this.#begin()
  }

  /**
   * Forgets old posts of a room that has been open for hours. Call while the newest posts are on the screen and no
   * thread is open.
   * @returns {boolean} whether `items` lost some
   */
  trim() {
    if (this.#threads.size > 0 || this.#anchor !== Infinity || !this.#sync.log.trim(TRIMMED_TO)) return false
    this.#items = null
    return true
  }

  // Doing

  /** Everything up to here was seen. @param {number} [offset] default: everything that is known */
  markRead(offset) {
    const newest = this.#sync.log.offset
    if (this.status !== 'ready' || newest === null || this.fromCache) return
    this.#context.markRead(this.#id, Math.min(offset ?? newest, newest))
  }

  /** The member is writing. Call for every input. */
  noteTyping() {
    const now = this.#context.clock.now()
    if (Math.abs(now - this.#typedAt) < TYPING_INTERVAL || !this.isLive) return
    this.#typedAt = now
    this.#context.connection.send('typing', { room: this.#id })
  }

  /**
   * The comments of a post. Call `close` on it once for every call of this.
   * @param {number} message
   * @returns {Thread}
   */
  thread(message) {
    const known = this.#threads.get(message)
    if (known) {
      known.uses += 1
      return known.thread
    }
    const thread = new Thread({
      post: message,
      sync: this.#sync,
      api: this.#context.api,
      maker: this.#maker,
      outgoing: (post) => this.#outgoing(post),
      release: () => this.#releaseThread(message),
    })
    this.#threads.set(message, { thread, uses: 1 })
    thread.begin()
    return thread
  }

  close() {
    this.#context.release(this)
  }

  // For the community

  /** @param {{at?:number}} [options] */
  open({ at } = {}) {
    this.#isOpen = true
    this.#hasReadLine = false
    this.readLine = null
    this.fromCache = false
    this.status = 'loading'
    this.error = null
    this.#anchor = at ?? Infinity
    this.#items = null
    return this.#begin()
  }

  /** Off the screen: nothing more arrives, what is known stays for the next visit. */
  leave() {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#sync.close()
    this.#context.connection.send('unsubscribe', { room: this.#id })
    this.#forgetPeople()
    this.keepNow()
  }

  connected() {
    if (this.#isOpen && this.status === 'failed') this.#begin()
    else if (this.#isOpen) this.#sync.connected()
  }

  disconnected() {
    this.#sync.disconnected()
    this.#forgetPeople()
    this.#tell('presence')
  }

  /** @param {object} publication */
  publication(publication) {
    this.#typists.delete(publication.message?.author?.id)
    this.#sync.publication(publication)
  }

  /** @param {{count:number}} frame */
  heardPresence({ count }) {
    this.presence = count
    this.#tell('presence')
  }

  /** @param {{member:number, name:string}} frame */
  heardTyping({ member, name }) {
    if (member === this.#context.member()) return
    const { clock } = this.#context
    const typist = { member, name }
    this.#typists.set(member, typist)
    clock.setTimeout(() => {
      if (this.#typists.get(member) !== typist) return
      this.#typists.delete(member)
      this.#tell('typing')
    }, TYPIST_IN_VIEW)
    this.#tell('typing')
  }

  /** The member's own stickers on a message, from the server. @param {number} message @param {string[]} mine */
  ownStickers(message, mine) {
    const { log } = this.#sync
    log.setMine(message, mine)
    this.#context.clock.setTimeout(() => {
      log.settleMine(message)
      this.#told({ reason: 'reacted', ids: [message] })
    }, TALLIES_ANNOUNCED)
    this.#told({ reason: 'reacted', ids: [message] })
  }

  /** @param {number} message */
  knows(message) {
    return this.#sync.log.entry(message) !== undefined
  }

  /** Something on its way changed. */
  outboxChanged() {
    this.#told({ reason: 'outbox', ids: [] })
  }

  /** Another person signed in, or nobody is. */
  forget() {
    this.#isOpen = false
    this.#sync.close()
    if (this.#keepTimer !== null) this.#context.clock.clearTimeout(this.#keepTimer)
    this.#keepTimer = null
  }

  /** Keeps the newest posts on the device, for reading without a network. */
  keepNow() {
    if (this.#keepTimer !== null) this.#context.clock.clearTimeout(this.#keepTimer)
    this.#keepTimer = null
    return this.#context.pages.save(this.#id, this.#sync.log)
  }

  // Opening

  async #begin() {
    if (this.status !== 'ready') this.#become('loading')
    if (!this.#sync.log.hasPosts && this.#anchor === Infinity) await this.#takeKept()
    if (this.#sync.log.hasPosts) this.#checkBeforeShowing()
    try {
      await this.#sync.begin(this.#firstPage)
      if (!this.#isShownPartKnown) await this.#sync.load(this.#firstPage)
      if (!this.fromCache) this.#ready()
    } catch (error) {
      const refusal = Refusal.from(error)
      if (refusal.temporary) this.#become('failed', refusal)
      else this.#isGone(refusal)
    }
  }

  /** Not found, or not for this member any more: nothing of it stays. */
  #isGone(refusal) {
    this.#sync.close()
    this.#sync.log = new RoomLog()
    this.#context.pages.remove(this.#id)
    this.#become('gone', refusal)
  }

  get #firstPage() {
    return this.#anchor === Infinity ? {} : { around: this.#anchor }
  }

  get #isShownPartKnown() {
    const { log } = this.#sync
    return this.#anchor === Infinity ? log.reachesNewest : log.coversPost(this.#anchor)
  }

  /** Begins from what the device kept: then only what changed since is fetched. */
  async #takeKept() {
    const kept = await this.#context.pages.get(this.#id)
    // A thread opened by its own address may have loaded its comments meanwhile: those must not be lost.
    if (kept && this.#sync.log.isEmpty) this.#sync.log = RoomLog.restore(kept)
  }

  /**
   * What is known from an earlier visit is not shown before it was checked, so that what was hidden meanwhile does not
   * flash; unless there is no connection to check it with.
   */
  #checkBeforeShowing() {
    if (this.fromCache || this.isLive) return
    this.fromCache = true
    const { clock, isOffline } = this.#context
    clock.setTimeout(() => { if (this.fromCache && this.#isOpen) this.#ready() }, isOffline() ? 0 : CHECKING)
  }

  #ready() {
    this.#setReadLine()
    this.#become('ready')
  }

  /** Below what was read before, when something of others came after it. */
  #setReadLine() {
    if (this.#hasReadLine) return
    this.#hasReadLine = true
    const read = this.room?.readOffset ?? this.#pageReadOffset ?? 0
    const isUnread = (item) => item.offset !== null && item.offset > read && !item.own
    this.readLine = read > 0 && this.items.some(isUnread) ? read : null
  }

  #pageReadOffset = null

  async #fetchPage(anchor) {
    const page = await this.#context.api.messages(this.#id, anchor)
    this.#pageReadOffset ??= page.readOffset
    return page
  }

  // Changing

  #told(change) {
    if (!this.#isOpen) return
    this.#items = null
    if (change.reason === 'reset') this.#anchor = Infinity
    if (this.fromCache && (this.isLive || change.reason === 'reset')) {
      this.fromCache = false
      if (this.#isShownPartKnown) this.#ready()
    }
    this.#confirmOwn(change.ids)
    if (change.reason === 'restored') this.#learnOwnStickers(change.ids)
    const ids = change.ids.map((id) => this.item(id)?.id).filter(Boolean)
    for (const { thread } of this.#threads.values()) thread.told(change, ids)
    this.#keepLater()
    this.dispatchEvent(new Change('change', { reason: change.reason, ids }))
  }

  /** A publication is as good as an answer: what is here need not be sent. */
  #confirmOwn(ids) {
    const member = this.#context.member()
    for (const id of ids) {
      const message = this.#sync.log.entry(id)?.message
      if (message?.key && message.author.id === member) this.#context.outbox.confirm(message.key)
    }
  }

  /** A message that was only ever seen hidden is back: which stickers on it are ours, nobody has told. */
  async #learnOwnStickers(ids) {
    const { log } = this.#sync
    for (const id of ids) {
      const entry = log.entry(id)
      if (!entry || entry.isMineKnown || entry.message.state !== 'published') continue
      const mark = log.mark()
      const answer = await this.#context.api.message(id).catch(() => null)
      if (answer && this.#sync.log === log) this.#told({ reason: 'page', ids: log.applyMessage(answer, mark).ids })
    }
  }

  #keepLater() {
    if (this.#keepTimer !== null || this.fromCache) return
    this.#keepTimer = this.#context.clock.setTimeout(() => this.keepNow(), KEEP_AFTER)
  }

  #forgetPeople() {
    this.presence = null
    this.#typists.clear()
  }

  #become(status, error = null) {
    if (this.status === status && this.error === error) return
    this.status = status
    this.error = error
    this.#items = null
    this.#tell('status')
  }

  #tell(reason) {
    this.dispatchEvent(new Change('change', { reason, ids: [] }))
  }

  // Making

  get #window() {
    return this.#sync.log.window(this.#anchor)
  }

  #make() {
    // Kept messages wait for their check; own unsent ones need none.
    const isHeldBack = this.fromCache && this.status !== 'ready'
    const window = this.#window
    const published = isHeldBack ? [] : this.#sync.log.posts(window).map((entry) => this.#maker.published(entry))
    if (window.hasNewer) return published
    return [...published, ...this.#outgoing(null).map((entry) => this.#maker.outgoing(entry))]
  }

  /** What is on its way to this room or thread and not here yet. */
  #outgoing(thread) {
    const member = this.#context.member()
    return this.#context.outbox.entries(this.#id)
      .filter((entry) => entry.thread === thread && this.#sync.log.idOf(member, entry.key) === undefined)
  }

  #show(anchor) {
    this.#anchor = anchor
    this.#items = null
    this.#tell('page')
  }

  async #loadMore(anchor) {
    if (this.#isLoading) return false
    this.#isLoading = true
    try {
      await this.#sync.load(anchor)
      return true
    } finally {
      this.#isLoading = false
    }
  }

  #releaseThread(message) {
    const known = this.#threads.get(message)
    if (!known) return
    known.uses -= 1
    if (known.uses <= 0) this.#threads.delete(message)
  }
}
