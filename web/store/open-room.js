import { Refusal } from '../api/refusal.js'
import { Change } from '../realtime/change.js'
import { afterPaint } from '../realtime/clock.js'
import { OwnStickers } from './own-stickers.js'
import { RoomLog } from './room-log.js'
import { RoomPeople } from './room-people.js'
import { RoomSync } from './room-sync.js'
import { Threads } from './threads.js'
import { Timeline } from './timeline.js'

/** Messages known from before are shown unchecked only after this without an answer, in ms. */
const CHECKING = 1_200
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
  /** True while what is shown is known from before and not yet checked with the server. */
  fromCache = false
  /** Where 「ここまで読んだ」 stands, fixed when the room was opened. @type {number|null} */
  readLine = null

  #id
  #context
  #sync
  #timeline
  #people
  #stickers
  #threads
  #isOpen = false
  #hasReadLine = false
  /** As the first page said, for a room that is not in the list yet. @type {number|null} */
  #pageReadOffset = null

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
   * @param {() => boolean} context.isOffline whether there is no connection to expect
   * @param {(room:number, offset:number) => void} context.markRead
   * @param {(room:OpenRoom) => void} context.release
   */
  constructor(id, context) {
    super()
    this.#id = id
    this.#context = context
    this.#people = new RoomPeople(context.clock, (reason) => this.#tell(reason))
    this.#sync = new RoomSync({
      room: id,
      clock: context.clock,
      request: (type, payload) => context.connection.request(type, payload),
      isConnected: () => context.connection.isOpen,
      fetchPage: (anchor) => this.#fetchPage(anchor),
      told: (change) => this.#told(change),
      gone: (refusal) => this.#isGone(refusal),
    })
    this.#timeline = new Timeline({
      window: (anchor) => this.#sync.log.window(anchor),
      // Known messages wait for their check; own unsent ones need none.
      entries: (window) => (this.fromCache && this.status !== 'ready' ? [] : this.#sync.log.posts(window)),
      outgoing: () => this.#outgoing(null),
      load: (anchor) => this.#sync.load(anchor),
      maker: context.maker,
    })
    this.#threads = new Threads((post) => ({
      sync: this.#sync, api: context.api, maker: context.maker, outgoing: () => this.#outgoing(post),
    }))
    this.#stickers = new OwnStickers({
      clock: context.clock,
      api: context.api,
      log: () => this.#sync.log,
      told: (change) => this.#told(change),
    })
  }

  get id() { return this.#id }
  /** The entry in the list of rooms; null until that is loaded. */
  get room() { return this.#context.rooms.get(this.#id) }
  /** True while every change arrives at once. */
  get isLive() { return this.#sync.state === 'live' }
  /** People here now, not their names; null when it is not known (不明). @returns {number|null} */
  get presence() { return this.#people.count }
  /** Who is writing, not the member themselves. @returns {{member:number, name:string}[]} */
  get typists() { return this.#people.typists }

  // What is shown

  /** Posts ascending, then own unsent ones. The same array until something changes. @returns {import('./items.js').Item[]} */
  get items() { return this.#timeline.items }
  get hasOlder() { return this.#timeline.window.hasOlder }
  get hasNewer() { return this.#timeline.window.hasNewer }
  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  loadOlder() { return this.#timeline.loadOlder() }
  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  loadNewer() { return this.#timeline.loadNewer() }

  /** Any post or comment that is known. @param {number} message @returns {import('./items.js').Item|null} */
  item(message) {
    const entry = this.#sync.log.entry(message)
    return entry ? this.#context.maker.published(entry) : null
  }

  /** Shows the posts around an offset. @param {number} offset @returns {Promise<void>} rejects with `Refusal` */
  async jumpTo(offset) {
    if (!this.#sync.log.coversPost(offset)) await this.#sync.load({ around: offset })
    this.#timeline.moveTo(offset)
    this.#tell('page')
  }

  /** @returns {Promise<void>} rejects with `Refusal` */
  async jumpToNewest() {
    if (!this.#sync.log.reachesNewest) await this.#sync.load({})
    this.#timeline.moveTo(Infinity)
    this.#tell('page')
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
    const isAway = this.#threads.count > 0 || this.#timeline.anchor !== Infinity
    if (isAway || !this.#sync.log.trim(TRIMMED_TO)) return false
    this.#timeline.changed()
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
    if (this.isLive && this.#people.mayTellTyping()) this.#context.connection.send('typing', { room: this.#id })
  }

  /**
   * The comments of a post. Call `close` on it once for every call of this.
   * @param {number} message
   * @returns {import('./thread.js').Thread}
   */
  thread(message) {
    return this.#threads.open(message)
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
    this.#timeline.moveTo(at ?? Infinity)
    return this.#begin()
  }

  /** Off the screen: nothing more arrives, what is known stays for the next visit. */
  leave() {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#sync.close()
    this.#context.connection.send('unsubscribe', { room: this.#id })
    this.#people.forget()
    this.keepNow()
  }

  /** Another person signed in, or nobody is. */
  forget() {
    this.#isOpen = false
    this.#sync.close()
  }

  connected() {
    if (!this.#isOpen) return
    if (this.status === 'failed') this.#begin()
    else this.#sync.connected()
  }

  disconnected() {
    this.#sync.disconnected()
    this.#people.forget()
  }

  /** @param {object} publication */
  publication(publication) {
    this.#people.hasWritten(publication.message?.author?.id)
    this.#sync.publication(publication)
    if (publication.kind === 'hidden') this.#acknowledge(publication.offset)
  }

  /** Lets the moderator know that the message left this screen. */
  #acknowledge(offset) {
    const { clock, connection } = this.#context
    afterPaint(clock, () => connection.send('hidden', { room: this.#id, offset }))
  }

  /** @param {{count:number}} frame */
  heardPresence(frame) {
    this.#people.heardPresence(frame)
  }

  /** @param {{member:number, name:string}} frame */
  heardTyping(frame) {
    if (frame.member !== this.#context.member()) this.#people.heardTyping(frame)
  }

  /** The member's own stickers on a message, from the server. @param {number} message @param {string[]} mine */
  ownStickers(message, mine) {
    this.#stickers.heard(message, mine)
  }

  /** @param {number} message */
  knows(message) {
    return this.#sync.log.entry(message) !== undefined
  }

  /** Something on its way changed. */
  outboxChanged() {
    this.#told({ reason: 'outbox', ids: [] })
  }

  /** Keeps the newest posts on the device, for reading without a network. */
  keepNow() {
    return this.#context.pages.save(this.#id, this.#sync.log)
  }

  // Opening

  async #begin() {
    if (this.status !== 'ready') this.#become('loading')
    if (!this.#sync.log.hasPosts && this.#timeline.anchor === Infinity) await this.#takeKept()
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

  get #firstPage() {
    return this.#timeline.anchor === Infinity ? {} : { around: this.#timeline.anchor }
  }

  get #isShownPartKnown() {
    const { log } = this.#sync
    return this.#timeline.anchor === Infinity ? log.reachesNewest : log.coversPost(this.#timeline.anchor)
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
    const { log } = this.#sync
    const member = this.#context.member()
    const isUnread = ({ message }) => message.offset > read && message.author.id !== member
    this.readLine = read > 0 && log.posts(this.#timeline.window).some(isUnread) ? read : null
  }

  async #fetchPage(anchor) {
    const page = await this.#context.api.messages(this.#id, anchor)
    this.#pageReadOffset ??= page.readOffset
    return page
  }

  /** Not found, or not for this member any more: nothing of it stays. */
  #isGone(refusal) {
    this.#sync.close()
    this.#sync.log = new RoomLog()
    this.#context.pages.remove(this.#id)
    this.#become('gone', refusal)
  }

  // Changing

  #told({ reason, ids }) {
    if (!this.#isOpen) return
    this.#timeline.changed()
    if (reason === 'reset') this.#timeline.moveTo(Infinity)
    if (this.fromCache && (this.isLive || reason === 'reset')) {
      this.fromCache = false
      if (this.#isShownPartKnown) this.#ready()
    }
    this.#confirmOwn(ids)
    if (reason === 'restored') this.#stickers.restored(ids)
    const items = ids.map((id) => this.item(id)?.id).filter(Boolean)
    this.#threads.told(reason, items)
    if (!this.fromCache) this.#context.pages.saveLater(this.#id, () => this.#sync.log)
    this.#tell(reason, items)
  }

  /** A publication is as good as an answer: what is here need not be sent. */
  #confirmOwn(ids) {
    const member = this.#context.member()
    for (const id of ids) {
      const message = this.#sync.log.entry(id)?.message
      if (message?.key && message.author.id === member) this.#context.outbox.confirm(message.key)
    }
  }

  /** What is on its way to this room or thread and not here yet. */
  #outgoing(thread) {
    const member = this.#context.member()
    return this.#context.outbox.entries(this.#id)
      .filter((entry) => entry.thread === thread && this.#sync.log.idOf(member, entry.key) === undefined)
  }

  #become(status, error = null) {
    if (this.status === status && this.error === error) return
    this.status = status
    this.error = error
    this.#timeline.changed()
    this.#tell('status')
  }

  #tell(reason, ids = []) {
    this.dispatchEvent(new Change('change', { reason, ids }))
  }
}
