import { Refusal } from '../api/refusal.js'
import { jitteredWait } from '../realtime/backoff.js'
import { RoomLog } from './room-log.js'

/** The range of the first wait before asking again, in ms; it doubles up to half a minute. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000
/** Pages older than the news may be asked for again this often. */
const STALE_TRIES = 2
/** Publications held back while the past is being fetched. More, and the next one shows a gap again. */
const MOST_EARLY = 2_000

/**
 * Keeps one room's log in step with the server: first page, subscription, catching up after every absence, starting
 * over when the server says so. However often it is interrupted, it ends in the state of one that never left.
 *
 * @typedef {'posted'|'edited'|'deleted'|'hidden'|'restored'|'reacted'|'page'|'recovered'|'reset'|'status'} Reason
 */
export class RoomSync {
  /** @type {RoomLog} */
  log
  /** `off`: no connection · `catchingUp`: asked, not answered · `live`: every publication arrives */
  state = 'off'

  #room
  #request
  #isConnected
  #fetchPage
  #clock
  #told
  #gone
  #isClosed = false
  /** Answers to what was asked in an earlier turn are not used. */
  #turn = 0
  #early = []
  /** Disappointments in a row: resets, gaps, refusals. The first is acted on at once, later ones wait. */
  #troubles = 0
  /** The turn in which we are starting over. */
  #reloadTurn = null

  /**
   * @param {Object} options
   * @param {number} options.room
   * @param {RoomLog} [options.log] what is known from before
   * @param {(type:string, payload:object) => Promise<{type:string, payload:any}>} options.request
   * @param {() => boolean} options.isConnected
   * @param {(anchor:import('./room-log.js').Anchor) => Promise<import('./room-log.js').Page>} options.fetchPage
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {(change:{reason:Reason, ids:number[]}) => void} options.told
   * @param {(refusal:Refusal) => void} options.gone the room is not ours to see
   */
  constructor({ room, log, request, isConnected, fetchPage, clock, told, gone }) {
    this.#room = room
    this.log = log ?? new RoomLog()
    this.#request = request
    this.#isConnected = isConnected
    this.#fetchPage = fetchPage
    this.#clock = clock
    this.#told = told
    this.#gone = gone
  }

  /**
   * Loads the first page unless something is known already, and subscribes.
   * @param {import('./room-log.js').Anchor} [anchor]
   * @returns {Promise<void>} resolves when there is something to show; rejects with `Refusal`
   */
  async begin(anchor = {}) {
    this.#isClosed = false
    if (this.log.hasPosts) this.connected()
    else await this.load(anchor)
  }

  /** The connection is open (again). */
  connected() {
    this.#troubles = 0
    if (!this.log.isEmpty) this.#subscribe()
  }

  disconnected() {
    this.#turn += 1
    this.#early = []
    this.#become('off')
  }

  close() {
    this.#isClosed = true
    this.disconnected()
  }

  /** @param {object} publication */
  publication(publication) {
    if (this.state === 'off') return
    const { outcome, ids } = this.log.applyPublication(publication)
    if (outcome === 'applied') {
      if (this.state === 'live') this.#troubles = 0
      this.#told({ reason: publication.kind, ids })
    } else if (outcome === 'gap') {
      if (this.state === 'catchingUp') this.#keepForLater(publication)
      else this.#subscribeAfterTrouble()
    }
  }

  /**
   * Loads a page into the log.
   * @param {import('./room-log.js').Anchor} anchor
   * @returns {Promise<void>} rejects with `Refusal`
   */
  async load(anchor, triesLeft = STALE_TRIES) {
    const { log } = this
    const mark = log.mark()
    const page = await this.#fetchPage(anchor)
    // Started over meanwhile: the page belongs to nothing any more.
    if (this.log !== log || this.#isClosed) return
    const { outcome, ids } = log.applyPage(page, anchor, mark)
    switch (outcome) {
      case 'stale':
        if (triesLeft === 0) throw Refusal.own('badAnswer')
        return this.load(anchor, triesLeft - 1)
      case 'otherEpoch': return this.startOver()
      default: this.loaded(ids)
    }
  }

  /** Something was loaded into the log; the first time, the subscription follows from there. @param {number[]} ids */
  loaded(ids) {
    this.#told({ reason: 'page', ids })
    if (this.state === 'off' && this.#isConnected()) this.#subscribe()
  }

  // Subscribing

  async #subscribe() {
    if (this.#isClosed) return
    if (!this.#isConnected()) return this.#become('off')
    const turn = this.#nextTurn()
    const { log } = this
    const mark = log.mark()
    this.#become('catchingUp')
    let answer
    try {
      const after = { offset: log.offset, epoch: log.epoch }
      answer = (await this.#request('subscribe', { room: this.#room, after })).payload
    } catch (error) {
      if (this.#isTurn(turn)) this.#subscribeRefused(Refusal.from(error))
      return
    }
    if (!this.#isTurn(turn)) return
    switch (answer.recovery) {
      case 'recovered': {
        const ids = log.applyRecovered(answer.messages ?? [], answer.offset, mark)
        return this.#caughtUp({ reason: 'recovered', ids })
      }
      case 'caughtUp':
        // Should the server be further than what it calls caught up, the past is asked for again.
        if (answer.offset > log.offset) return this.#subscribeAfterTrouble()
        return this.#caughtUp({ reason: 'status', ids: [] })
      default: return this.startOver()
    }
  }

  #caughtUp(change) {
    const early = this.#early
    this.#early = []
    this.state = 'live'
    this.#told(change)
    for (const publication of early) this.publication(publication)
  }

  #subscribeRefused(refusal) {
    if (refusal.isConnectionTrouble && refusal.code !== 'timeout') return this.#become('off')
    if (!refusal.temporary) {
      this.#become('off')
      // A socket that ends says so itself, by its close code.
      if (!refusal.endsSession && refusal.code !== 'tooManySubscriptions') this.#gone(refusal)
      return
    }
    this.#subscribeAfterTrouble(refusal.retryAfterMs ?? FIRST_WAIT)
  }

  /** @param {number} [least] ms */
  async #subscribeAfterTrouble(least = 0) {
    const turn = this.#nextTurn()
    this.#become('catchingUp')
    await this.#waitAfterTrouble(least)
    if (this.#isTurn(turn)) this.#subscribe()
  }

  // Starting over

  /**
   * Drops what is known (another epoch, or too much was missed) and begins with the newest page. What is on the screen
   * stays until that is here. Once; if the server still is not content, with growing waits: never a loop.
   */
  async startOver() {
    if (this.#reloadTurn === this.#turn) return
    const turn = this.#nextTurn()
    this.#reloadTurn = turn
    this.#become('catchingUp')
    for (;;) {
      await this.#waitAfterTrouble()
      if (!this.#isTurn(turn)) return
      try {
        const page = await this.#fetchPage({})
        if (!this.#isTurn(turn)) return
        const log = new RoomLog()
        const { ids } = log.applyPage(page, {}, log.mark())
        this.log = log
        this.#early = []
        this.#told({ reason: 'reset', ids })
        break
      } catch (error) {
        if (!this.#isTurn(turn)) return
        const refusal = Refusal.from(error)
        if (!refusal.temporary) return this.#gone(refusal)
      }
    }
    this.#subscribe()
  }

  /** The first trouble in a row costs no time. */
  #waitAfterTrouble(least = 0) {
    const troubles = this.#troubles
    this.#troubles += 1
    const range = { first: FIRST_WAIT, longest: LONGEST_WAIT }
    const ms = least + (troubles === 0 ? 0 : jitteredWait(troubles, this.#clock.random(), range))
    return ms === 0 ? Promise.resolve() : new Promise((resolve) => { this.#clock.setTimeout(resolve, ms) })
  }

  #keepForLater(publication) {
    if (this.#early.length < MOST_EARLY) this.#early.push(publication)
  }

  #nextTurn() {
    this.#turn += 1
    return this.#turn
  }

  #isTurn(turn) {
    return turn === this.#turn && !this.#isClosed
  }

  #become(state) {
    if (this.state === state) return
    this.state = state
    this.#told({ reason: 'status', ids: [] })
  }
}
