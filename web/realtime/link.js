import { jitteredWait } from './backoff.js'

/** Time to reach the server and be welcomed, in ms. */
export const CONNECT_TIMEOUT = 12_000
/** Silence after which we ask whether anybody is there, in ms; the server's `heartbeatMs` when that is shorter. */
export const LONGEST_HEARTBEAT = 25_000
/** How long the answer may take, in ms. Heartbeat and this together: a dead socket is noticed within 35 s. */
export const PONG_WAIT = 10_000
/** The same after the page was away for a moment or a request had no answer, in ms. */
export const PROBE_WAIT = 2_500
/** Hidden for less than this, a socket is asked before it is given up, in ms. */
export const SHORT_ABSENCE = 20_000
/** A socket begun within this needs no replacement, in ms. */
export const JUST_BEGUN = 3_000
/** A socket that held this long was a good one: the next failure counts as the first, in ms. */
export const STABLE_AFTER = 10_000
/** Close codes from here to 4999 say: do not come back. */
const FIRST_FINAL_CODE = 4500
const LAST_FINAL_CODE = 4999
/** The server found us too fast: give it more room. */
const TOO_FAST = 4029

/**
 * The state machine of one link to the server: when to open, ask, give up, wait and end. Pure: time and chance are
 * passed in, and every step returns what to do. The socket itself is `Connection`'s.
 *
 * - `idle` not started · `connecting` until the welcome · `open` · `waiting` until `retryAt` · `ended` for good
 *
 * @typedef {'open'|'abandon'|'ping'} Action `abandon`: forget the socket without waiting for its close
 */
export class Link {
  /** @type {'idle'|'connecting'|'open'|'waiting'|'ended'} */
  phase = 'idle'
  /** Failures since the last good connection. */
  attempt = 0
  /** The close code that ended it. @type {number|null} */
  endCode = null
  /** True after a socket closed before it was welcomed: the server may have refused it. */
  wasTurnedAway = false

  #heartbeat = LONGEST_HEARTBEAT
  #since = 0
  #lastFrameAt = 0
  #hiddenSince = null
  #pongDueAt = null
  #retryAt = null
  /** When a server that is about to stop told us to have moved. */
  #moveAt = null

  /** When `timerFired` wants to be called; null: never. @returns {number|null} */
  get timerAt() {
    switch (this.phase) {
      case 'connecting': return this.#since + CONNECT_TIMEOUT
      case 'open': return Math.min(this.#pongDueAt ?? this.#lastFrameAt + this.#heartbeat, this.#moveAt ?? Infinity)
      case 'waiting': return this.#retryAt
      default: return null
    }
  }

  /** @param {number} now @returns {Action[]} */
  start(now) {
    if (this.phase !== 'idle' && this.phase !== 'ended') return []
    this.attempt = 0
    this.endCode = null
    return this.#open(now)
  }

  /** @returns {Action[]} */
  stop() {
    const hadSocket = this.#hasSocket
    this.phase = 'idle'
    this.#retryAt = null
    this.#moveAt = null
    return hadSocket ? ['abandon'] : []
  }

  /**
   * @param {number} now
   * @param {{type:string, payload:any}} frame
   * @param {number} random
   * @returns {Action[]}
   */
  frameReceived(now, frame, random) {
    this.#lastFrameAt = now
    this.#pongDueAt = null
    if (frame.type === 'welcome' && this.phase === 'connecting') {
      this.phase = 'open'
      this.#since = now
      this.wasTurnedAway = false
      this.#heartbeat = Math.min(frame.payload.heartbeatMs || LONGEST_HEARTBEAT, LONGEST_HEARTBEAT)
    }
    if (frame.type === 'reconnect') this.#moveAt = now + random * frame.payload.withinMs
    return []
  }

  /** @param {number} now @param {number} code @param {number} random @returns {Action[]} */
  socketClosed(now, code, random) {
    if (!this.#hasSocket) return []
    this.wasTurnedAway = this.phase === 'connecting'
    if (code >= FIRST_FINAL_CODE && code <= LAST_FINAL_CODE) {
      this.phase = 'ended'
      this.endCode = code
      return []
    }
    if (code === TOO_FAST) this.attempt = Math.max(this.attempt, 2)
    this.#wait(now, random)
    return []
  }

  /** @param {number} now @param {number} random @returns {Action[]} */
  timerFired(now, random) {
    this.#noticeClockSetBack(now)
    if (this.timerAt === null || now < this.timerAt) return []
    switch (this.phase) {
      case 'waiting': return this.#open(now)
      case 'connecting':
        this.#wait(now, random)
        return ['abandon']
      default: return this.#openTimerFired(now, random)
    }
  }

  #openTimerFired(now, random) {
    if (this.#moveAt !== null && now >= this.#moveAt) return ['abandon', ...this.#open(now)]
    if (this.#pongDueAt === null) return this.#ask(now, PONG_WAIT)
    this.#wait(now, random)
    return ['abandon']
  }

  /** The page went to the background. @param {number} now */
  hidden(now) {
    this.#hiddenSince = now
    return []
  }

  /**
   * The page is seen again, or the device found a network: what a socket looks like then means nothing, because a
   * sleeping phone is told of no close.
   * @param {number} now
   * @param {'visible'|'pageshow'|'online'} reason
   * @returns {Action[]}
   */
  woken(now, reason) {
    this.#noticeClockSetBack(now)
    const absence = this.#hiddenSince === null ? 0 : now - this.#hiddenSince
    if (reason !== 'online') this.#hiddenSince = null
    switch (this.phase) {
      case 'waiting':
        this.attempt = 0
        return this.#open(now)
      case 'connecting':
        // One waking brings several of these events: the socket just begun is the one they want.
        if (reason !== 'online' && now - this.#since < JUST_BEGUN) return []
        return ['abandon', ...this.#open(now)]
      case 'open':
        if (reason === 'visible' && absence < SHORT_ABSENCE) return this.doubted(now)
        return ['abandon', ...this.#open(now)]
      default: return []
    }
  }

  /** A request had no answer in time. @param {number} now @returns {Action[]} */
  doubted(now) {
    if (this.phase !== 'open') return []
    if (this.#pongDueAt !== null && this.#pongDueAt <= now + PROBE_WAIT) return []
    return this.#ask(now, PROBE_WAIT)
  }

  get #hasSocket() {
    return this.phase === 'connecting' || this.phase === 'open'
  }

  #open(now) {
    this.phase = 'connecting'
    this.#since = now
    this.#lastFrameAt = now
    this.#pongDueAt = null
    this.#retryAt = null
    this.#moveAt = null
    return ['open']
  }

  #ask(now, patience) {
    this.#pongDueAt = now + patience
    return ['ping']
  }

  #wait(now, random) {
    if (this.phase === 'open' && now - this.#since >= STABLE_AFTER) this.attempt = 0
    this.phase = 'waiting'
    if (this.#moveAt !== null) {
      this.#retryAt = Math.max(now, this.#moveAt)
    } else {
      this.#retryAt = now + jitteredWait(this.attempt, random)
      this.attempt += 1
    }
    this.#moveAt = null
    this.#pongDueAt = null
  }

  /** After the device's clock was set back, old times would keep us waiting; count from now. */
  #noticeClockSetBack(now) {
    if (now >= this.#lastFrameAt && now >= this.#since) return
    this.#since = Math.min(this.#since, now)
    this.#lastFrameAt = Math.min(this.#lastFrameAt, now)
    if (this.#hiddenSince !== null) this.#hiddenSince = now - SHORT_ABSENCE
    if (this.#pongDueAt !== null) this.#pongDueAt = now + PONG_WAIT
    if (this.#retryAt !== null) this.#retryAt = now
    if (this.#moveAt !== null) this.#moveAt = now
  }
}
