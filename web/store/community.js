import { Api } from '../api/api.js'
import { Refusal } from '../api/refusal.js'
import { Change } from '../realtime/change.js'
import { systemClock, wait } from '../realtime/clock.js'
import { Connection } from '../realtime/connection.js'
import { normaliseBody } from '../text/graphemes.js'
import { Database } from './database.js'
import { Drafts } from './drafts.js'
import { ItemMaker } from './items.js'
import { KeptPages } from './kept-pages.js'
import { KeptValues } from './kept-values.js'
import { LinkState } from './link-state.js'
import { OpenRooms } from './open-rooms.js'
import { Notices } from './notices.js'
import { Outbox } from './outbox.js'
import { ReadPositions } from './read-positions.js'
import { Reviews } from './reviews.js'
import { RoomsStore } from './rooms.js'
import { SessionKeeper } from './session-keeper.js'
import { Settings } from './settings.js'

/** How long a start waits for the server before it goes on with what the device remembers, in ms. */
const PATIENCE = 700
/** What everybody may know of the community is asked for again after this, on a first visit, in ms. */
const ASK_AGAIN = 10_000
/** After a reconnect the list of rooms is loaded within this, spread, in ms: a storm must not double itself. */
const LIST_SPREAD = 2_000

/**
 * The whole client but its screen: who is signed in, the rooms, what is open, what is on its way.
 *
 * Events: `session`, `info`, `link`, `rooms`, `outbox`, `roomchange` (detail `{room, reason, ids}`),
 * `reactionrefused` (detail `{refusal, room, message}`).
 */
export class Community extends EventTarget {
  /** The answer of GET /api/community; null before it was ever loaded. */
  info = null

  #clock
  #connection
  #kept
  #keeper
  #link
  #pages
  #open
  #reads
  #device
  #serverAhead = 0
  #stickers = new Map()
  #starting = null

  /**
   * @param {Object} parts see `createCommunity`
   * @param {Api} parts.api
   * @param {Connection} parts.connection
   * @param {Database} parts.database
   * @param {Settings} parts.settings
   * @param {Storage|null} parts.storage
   * @param {import('../realtime/clock.js').Clock} parts.clock
   * @param {LockManager|null} [parts.locks]
   * @param {(name:string) => BroadcastChannel|null} [parts.makeChannel]
   * @param {() => string} [parts.newKey]
   * @param {{onLine:boolean}} [parts.device]
   */
  constructor({ api, connection, database, settings, storage, clock, locks, makeChannel, newKey, device }) {
    super()
    this.api = api
    this.settings = settings
    this.#clock = clock
    this.#connection = connection
    this.#device = device ?? { onLine: true }
    this.#kept = new KeptValues(database)
    this.#keeper = new SessionKeeper({
      api, clock,
      kept: this.#kept,
      channel: makeChannel?.('hiroba-session') ?? null,
      isEnded: () => connection.state === 'ended',
      arrived: (member) => this.#arrived(member),
      left: (how) => this.#left(how),
    })
    this.#link = new LinkState(clock, () => this.#tell('link'))
    this.drafts = new Drafts(storage)
    this.notices = new Notices({ api, connection, clock })
    this.reviews = new Reviews({ api, connection, clock })
    this.rooms = new RoomsStore({ api, keep: (answer) => this.#kept.put('rooms', answer) })
    this.outbox = new Outbox({
      database, clock, locks, newKey,
      channel: makeChannel?.('hiroba-outbox') ?? null,
      send: (entry) => this.#deliver(entry),
      isReady: () => connection.isOpen,
    })
    this.#pages = new KeptPages({ database, clock, api, rooms: this.rooms, isOpen: (room) => this.#open.isOpen(room) })
    this.#reads = new ReadPositions({
      clock,
      request: (type, payload) => connection.request(type, payload),
      isConnected: () => connection.isOpen,
    })
    const maker = new ItemMaker({
      member: () => this.session.member ?? NOBODY,
      pendingReactions: (message) => this.outbox.pendingReactions(message),
      stickerOrder: (sticker) => this.#stickers.get(sticker) ?? this.#stickers.size,
    })
    this.#open = new OpenRooms({
      clock, connection, api, maker,
      outbox: this.outbox,
      rooms: this.rooms,
      pages: this.#pages,
      member: () => this.session.member?.id ?? NOBODY.id,
      isOffline: () => this.link === 'offline',
      markRead: (room, offset) => this.#markRead(room, offset),
      told: (detail) => this.#tell('roomchange', detail),
    })
    this.#listen()
  }

  /** Who is signed in. */
  get session() { return this.#keeper.session }
  /** @returns {'online'|'connecting'|'offline'|'ended'} */
  get link() { return this.#link.value }
  /** The server's clock, as well as we know it; for relative times. UTC ms. */
  serverNow() { return this.#clock.now() + this.#serverAhead }

  // Starting

  /** Resolves when it is known whether somebody is signed in, or when that cannot be found out now. */
  start() {
    this.#starting ??= this.#start()
    return this.#starting
  }

  stop() {
    this.#connection.stop()
  }

  async #start() {
    const [info, me, rooms] = await Promise.all(['community', 'me', 'rooms'].map((name) => this.#kept.get(name)))
    if (info) this.#learnInfo(info)
    this.#loadInfo()
    const check = this.#keeper.check()
    if (!me) return check
    await Promise.race([check, wait(this.#clock, this.#device.onLine ? PATIENCE : 0)])
    if (this.session.status !== 'unknown') return
    if (rooms) this.rooms.restore(rooms)
    await this.#keeper.remember(me)
  }

  async #loadInfo() {
    try {
      const info = await this.api.community()
      this.#learnInfo(info)
      await this.#kept.put('community', info)
    } catch {
      // What the device remembers serves until the next start; the first visit needs it and asks again.
      if (this.info === null) this.#clock.setTimeout(() => this.#loadInfo(), ASK_AGAIN)
    }
  }

  #learnInfo(info) {
    this.info = info
    this.#stickers = new Map((info.stickers ?? []).map(({ id }, index) => [id, index]))
    this.#tell('info')
  }

  // Signing in and out

  /** @param {string} email */
  requestCode(email) {
    return this.api.requestCode(email)
  }

  /** @param {string} code @returns {Promise<{next:'signedIn'|'profile'}>} */
  async verifyCode(code) {
    const answer = await this.api.verifyCode(code)
    if (answer.next === 'signedIn') await this.#signInDone()
    return answer
  }

  /** @param {{displayName:string, attributes:object, termsVersion:number}} profile */
  async signUp(profile) {
    await this.api.signUp(profile)
    await this.#signInDone()
  }

  /** @param {string} token */
  async setUp(token) {
    await this.api.setUp(token)
    await this.#signInDone()
  }

  /** @param {string} role */
  async demoSignIn(role) {
    await this.api.demoSignIn(role)
    await this.#signInDone()
  }

  /** Signs out; everything of the member leaves the device. Rejects without a network: the session would go on. */
  signOut() {
    return this.#keeper.signOut()
  }

  /** @param {import('../api/api.js').Attributes} patch null withdraws @returns {Promise<object>} */
  async changeAttributes(patch) {
    const attributes = await this.api.changeAttributes(patch)
    this.session.changed(attributes)
    this.#tell('session')
    return attributes
  }

  async #signInDone() {
    // The socket there may be is another member's.
    this.#connection.stop()
    await this.#keeper.signedIn()
  }

  async #arrived({ id }) {
    this.drafts.open(id)
    this.#pages.open(id)
    await this.outbox.open(id)
    this.#connection.start()
    if (this.rooms.status !== 'ready' || this.rooms.fromCache) this.#loadList()
    this.#tell('session')
  }

  /**
   * What others wrote leaves the device. The member's own unsent words stay for their return, unless they signed out
   * themselves; another member's arrival removes those too (`Outbox.open`, `Drafts.open`).
   */
  async #left({ isOwnWish, isReplaced }) {
    this.#connection.stop()
    this.#reads.clear()
    this.#open.forget()
    this.rooms.clear()
    this.reviews.clear()
    this.notices.clear()
    if (isOwnWish) this.drafts.clear()
    else this.drafts.open(null)
    if (!isReplaced) this.#tell('session')
    if (isOwnWish) await this.outbox.clear()
    else this.outbox.close()
    await Promise.all([this.#pages.clear(), this.#kept.delete('rooms')])
  }

  // Rooms and messages

  /**
   * Puts a room on the screen. Call `close` on it once for every call of this.
   * @param {number} id
   * @param {{at?:number}} [options] shows the posts around that offset instead of the newest
   * @returns {import('./open-room.js').OpenRoom}
   */
  openRoom(id, options) {
    return this.#open.open(id, options)
  }

  /**
   * Posts or comments: shown at once, sent when it can be.
   * @param {number} room
   * @param {string} body
   * @param {{thread?:number|null}} [options]
   * @returns {string} the key
   * @throws {RangeError} for an empty body
   */
  post(room, body, { thread = null } = {}) {
    const text = normaliseBody(body)
    if (text === '') throw new RangeError('an empty body')
    return this.outbox.post({ room, thread, body: text })
  }

  /** Puts on or takes off one sticker. @param {number} room @param {number} message @param {string} sticker @param {boolean} on */
  react(room, message, sticker, on) {
    this.outbox.react({ room, message, sticker, on })
  }

  /** @param {number} message @param {string} body @returns {Promise<void>} rejects with `Refusal` */
  edit(message, body) { return this.#ask('edit', { message, body: normaliseBody(body) }) }
  /** One's own message. @param {number} message @returns {Promise<void>} rejects with `Refusal` */
  remove(message) { return this.#ask('delete', { message }) }
  /** @param {number} message @param {string} [reason] @returns {Promise<void>} rejects with `Refusal` */
  hide(message, reason) { return this.#ask('hide', reason ? { message, reason } : { message }) }
  /** @param {number} message @returns {Promise<void>} rejects with `Refusal` */
  restore(message) { return this.#ask('restore', { message }) }

  async #ask(type, payload) {
    if (!this.#connection.isOpen) throw Refusal.own(this.#device.onLine ? 'disconnected' : 'offline', this.settings.language)
    await this.#connection.request(type, payload)
  }

  async #deliver(entry) {
    if (entry.kind === 'react') {
      const { message, sticker, on } = entry
      const { payload } = await this.#connection.request('react', { message, sticker, on })
      this.#open.ownStickers(payload.message, payload.mine ?? [])
      return { result: 'reacted' }
    }
    const { room, thread, body, key, reconsidered } = entry
    const { type, payload } = await this.#connection.request('post', {
      room, ...(thread === null ? {} : { thread }), body, key, ...(reconsidered ? { reconsidered } : {}),
    })
    if (type === 'held') return { result: 'held', reason: payload.reason ?? null }
    if (!this.#open.isOpen(room)) this.rooms.noteOwnPost(room)
    return { result: 'posted', message: payload.message, offset: payload.offset }
  }

  #markRead(room, offset) {
    if (this.rooms.read(room, offset)) this.#reads.tell(room, offset)
  }

  // Listening

  #listen() {
    const on = (type, heard) => this.#connection.addEventListener(type, ({ detail }) => heard(detail))
    on('state', (state) => this.#linkChanged(state))
    on('welcome', (welcome) => this.#welcomed(welcome))
    on('publication', (publication) => this.#published(publication))
    on('activity', ({ rooms }) => this.rooms.noteAll(rooms ?? []))
    on('readPosition', (position) => this.rooms.noteRead(position))
    on('ownReaction', ({ message, mine }) => this.#open.ownStickers(message, mine ?? []))
    on('typing', (frame) => this.#open.at(frame.room)?.heardTyping(frame))
    on('controls', (news) => this.rooms.noteControls(news))
    on('presence', (frame) => this.#open.at(frame.room)?.heardPresence(frame))
    this.rooms.addEventListener('change', () => this.#tell('rooms'))
    this.outbox.addEventListener('change', ({ detail }) => {
      this.#open.outboxChanged(detail.rooms)
      this.#tell('outbox')
    })
    this.outbox.addEventListener('refused', ({ detail: { entry, refusal } }) => {
      this.#tell('reactionrefused', { refusal, room: entry.room, message: entry.message })
    })
  }

  /**
   * Follows the page and the network of a browser.
   * @param {Document} document
   * @param {Window} window
   */
  follow(document, window) {
    this.#connection.follow(document, window)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') this.pageHidden()
    })
    window.addEventListener('online', () => this.networkChanged())
    window.addEventListener('offline', () => this.networkChanged())
    this.networkChanged()
  }

  /** The page may be gone for good from here. */
  pageHidden() {
    this.#reads.hurry()
    this.#open.keepNow()
  }

  networkChanged() {
    this.#link.learn({ hasNetwork: this.#device.onLine })
    if (this.#device.onLine && this.session.status === 'unknown' && this.#starting) this.#keeper.check()
  }

  #linkChanged(phase) {
    this.#link.learn({ phase })
    if (phase === 'open') return this.#connected()
    this.#open.disconnected()
    if (phase === 'ended') this.#keeper.connectionEnded()
    // The server may have turned us away because the session ended: a browser does not tell why a socket fails.
    if (phase === 'waiting' && this.#connection.wasTurnedAway) this.#keeper.check()
  }

  #welcomed({ member, serverTimeMs }) {
    this.#serverAhead = serverTimeMs - this.#clock.now()
    if (this.session.member && member.id !== this.session.member.id) this.#keeper.check()
  }

  #connected() {
    this.#open.connected()
    this.outbox.wake()
    this.#reads.connected()
    // What happened between the list's moment and this one, no frame told.
    this.#clock.setTimeout(() => this.#loadList(), this.#clock.random() * LIST_SPREAD)
    this.#clock.setTimeout(() => this.session.status === 'signedIn' && this.notices.load(), this.#clock.random() * LIST_SPREAD)
    this.#pages.freshenLater()
  }

  async #loadList() {
    if (this.session.status !== 'signedIn') return
    try {
      await this.rooms.refresh()
    } catch (refusal) {
      if (refusal.endsSession) await this.#keeper.check()
    }
  }

  #published(publication) {
    const { room, offset, postCount, atMs, kind, message } = publication
    const isPost = kind === 'posted'
    this.rooms.note(
      { room, offset, postCount, lastPostAtMs: isPost ? atMs : undefined },
      { isOwnPost: isPost && message.author.id === this.session.member?.id })
    this.#open.at(room)?.publication(publication)
  }

  #tell(type, detail) {
    this.dispatchEvent(new Change(type, detail))
  }
}

const NOBODY = { id: 0, name: '', role: 'member', badges: [] }

/**
 * A community with the browser's own parts.
 * @returns {Community}
 */
export function createCommunity() {
  const storage = storageOf(globalThis)
  const clock = systemClock
  const settings = new Settings(storage, navigator.languages)
  const language = () => settings.language
  const community = new Community({
    api: new Api({ language }),
    connection: new Connection({ clock, language }),
    database: new Database(),
    settings,
    storage,
    clock,
    locks: navigator.locks ?? null,
    makeChannel: (name) => (globalThis.BroadcastChannel ? new BroadcastChannel(name) : null),
    device: navigator,
  })
  community.follow(document, window)
  return community
}

/** A browser may forbid storage altogether, by an exception. */
function storageOf(scope) {
  try {
    return scope.localStorage
  } catch {
    return null
  }
}
