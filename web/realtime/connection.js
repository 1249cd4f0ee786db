import { Refusal } from '../api/refusal.js'
import { Change } from './change.js'
import { systemClock } from './clock.js'
import { Link } from './link.js'
import { Requests } from './requests.js'

/** Version of the protocol we speak. */
const VERSION = 1

/**
 * One socket to the server, kept alive and replaced as `Link` decides. Frames of a replaced socket are never heard.
 *
 * Events: `state` (detail: the phase) and every server frame that is not a reply, under its type (detail: its
 * payload). `welcome` comes before the `state` event that says `open`.
 */
export class Connection extends EventTarget {
  #makeSocket
  #clock
  #requests
  #language
  #link = new Link()
  #socket = null
  #timer = null
  #timerAt = null
  #told = 'idle'

  /**
   * @param {Object} [options]
   * @param {() => WebSocket} [options.makeSocket]
   * @param {import('./clock.js').Clock} [options.clock]
   * @param {() => 'ja'|'en'} [options.language] for the texts of our own refusals
   */
  constructor({ makeSocket, clock, language } = {}) {
    super()
    this.#makeSocket = makeSocket ?? (() => new WebSocket(address(globalThis.location)))
    this.#clock = clock ?? systemClock
    this.#language = language ?? (() => 'ja')
    this.#requests = new Requests(this.#clock, this.#language)
  }

  /** @returns {'idle'|'connecting'|'open'|'waiting'|'ended'} */
  get state() { return this.#link.phase }
  get isOpen() { return this.#link.phase === 'open' }
  /** The close code that ended it for good. @returns {number|null} */
  get endCode() { return this.#link.endCode }
  /** True while the last socket was closed before its welcome. */
  get wasTurnedAway() { return this.#link.wasTurnedAway }
  /** When it will be tried again, while `waiting`. @returns {number|null} */
  get retryAtMs() { return this.#link.phase === 'waiting' ? this.#link.timerAt : null }

  start() { this.#step((link, now) => link.start(now)) }
  stop() { this.#step((link) => link.stop()) }
  /** Try now, whatever the wait. @param {'visible'|'pageshow'|'online'} reason */
  wake(reason) { this.#step((link, now) => link.woken(now, reason)) }
  /** Something makes the socket doubtful: it is asked, and given up when it does not answer soon. */
  doubt() { this.#step((link, now) => link.doubted(now)) }
  /** The page went to the background. */
  hide() { this.#step((link, now) => link.hidden(now)) }

  /**
   * Sends a request and resolves with its reply.
   * @param {string} type
   * @param {object} payload
   * @param {{timeoutMs?:number}} [options]
   * @returns {Promise<{type:string, payload:any}>}
   * @throws {Refusal} the server's, or `disconnected` or `timeout`: then it may have happened or not
   */
  async request(type, payload, { timeoutMs } = {}) {
    if (!this.isOpen) throw Refusal.own('disconnected', this.#language())
    const { ref, reply } = this.#requests.begin(timeoutMs, () => this.doubt())
    this.#write({ v: VERSION, type, ref, payload })
    return reply
  }

  /**
   * Sends something that needs no answer; nothing happens without a socket.
   * @param {string} type
   * @param {object} payload
   */
  send(type, payload) {
    if (this.isOpen) this.#write({ v: VERSION, type, payload })
  }

  /**
   * Follows the page and the network: a socket means nothing after the page was away.
   * @param {Document} document
   * @param {Window} window
   */
  follow(document, window) {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.wake('visible')
      else this.hide()
    })
    window.addEventListener('pageshow', (event) => { if (event.persisted) this.wake('pageshow') })
    window.addEventListener('online', () => this.wake('online'))
    // A browser may say offline and still reach this server: on the same machine, on a network of its own.
    window.addEventListener('offline', () => this.doubt())
  }

  /** Lets the machine take a step, does what it says, and arms its timer. */
  #step(step) {
    for (const action of step(this.#link, this.#clock.now(), this.#clock.random())) this.#perform(action)
    this.#arm()
    if (this.#told === this.#link.phase) return
    this.#told = this.#link.phase
    this.dispatchEvent(new Change('state', this.#link.phase))
  }

  #perform(action) {
    switch (action) {
      case 'open': return this.#open()
      case 'abandon': return this.#abandon()
      case 'ping': return this.#write({ v: VERSION, type: 'ping', payload: {} })
    }
  }

  #open() {
    let socket
    try {
      socket = this.#makeSocket()
    } catch {
      // A browser may refuse to make one at all; the connect timeout then leads on.
      return
    }
    this.#socket = socket
    socket.onmessage = (event) => { if (this.#socket === socket) this.#receive(event.data) }
    socket.onclose = (event) => { if (this.#socket === socket) this.#closed(event.code) }
    // An error is always followed by a close.
    socket.onerror = () => {}
  }

  /** A half-open socket would take minutes to close: it is dropped, and told to close for what that is worth. */
  #abandon() {
    const socket = this.#socket
    this.#socket = null
    if (socket) {
      socket.onmessage = null
      socket.onclose = null
      try {
        socket.close(1000)
      } catch {
        // It never opened or is closed already.
      }
    }
    this.#requests.failAll()
  }

  #closed(code) {
    this.#socket = null
    this.#step((link, now, random) => link.socketClosed(now, code, random))
    this.#requests.failAll()
  }

  #receive(text) {
    const frame = decode(text)
    if (!frame) return
    // The welcome is heard before the state changes, everything else after.
    if (frame.type === 'welcome') this.dispatchEvent(new Change('welcome', frame.payload))
    this.#step((link, now, random) => link.frameReceived(now, frame, random))
    if (frame.ref !== undefined && this.#requests.settle(frame)) return
    if (frame.type !== 'welcome') this.dispatchEvent(new Change(frame.type, frame.payload))
  }

  #write(envelope) {
    try {
      this.#socket?.send(JSON.stringify(envelope))
    } catch {
      // Not open any more; its close is on the way, and requests time out or fail with it.
    }
  }

  #arm() {
    const at = this.#link.timerAt
    // One that fires too early looks again; frames would otherwise set a timer each.
    if (at !== null && this.#timerAt !== null && this.#timerAt <= at) return
    this.#disarm()
    if (at === null) return
    this.#timerAt = at
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = null
      this.#timerAt = null
      this.#step((link, now, random) => link.timerFired(now, random))
    }, Math.max(0, at - this.#clock.now()))
  }

  #disarm() {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer)
    this.#timer = null
    this.#timerAt = null
  }
}

/** @returns {{type:string, ref?:number, payload:any}|null} null for what is no frame of our version */
function decode(text) {
  try {
    const frame = JSON.parse(text)
    const isOurs = frame?.v === VERSION && typeof frame.type === 'string'
    return isOurs ? { type: frame.type, ref: frame.ref, payload: frame.payload ?? {} } : null
  } catch {
    return null
  }
}

/** @param {Location} location */
function address(location) {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`
}
