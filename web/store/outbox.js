import { Refusal } from '../api/refusal.js'
import { jitteredWait } from '../realtime/backoff.js'
import { Change } from '../realtime/change.js'
import { LaneLocks } from './lane-locks.js'
import { OutboxShelf } from './outbox-shelf.js'
import { OutgoingEntries, fromRow, isSameRow, laneOf, toRow } from './outgoing.js'

/** Temporary refusals in a row after which a person must decide. */
export const MOST_ATTEMPTS = 12
/** The range of the first retry after a temporary refusal without a stated time, in ms; it doubles up to a minute. */
const FIRST_RETRY = 2_000
/** An acknowledged message stays in view this long if its publication does not come, in ms. */
const SENT_IN_VIEW = 30_000
/** What a moderator has not decided after this long is no longer shown as 確認中, in ms. */
const HELD_IN_VIEW = 14 * 24 * 60 * 60 * 1_000
const LOCK = 'hiroba-outbox'

/**
 * What the member wrote and did that the server has not confirmed: kept on the device, sent in order, made once.
 *
 * Each post carries a key the server remembers, so sending it again after a lost answer, a reload or from another tab
 * makes no second message. Posts of one room go one after the other; a reaction is the wanted state of one sticker on
 * one message, so only the last wish is sent.
 *
 * Events: `change` (detail `{rooms:number[]}`), `refused` (detail `{entry, refusal}`: a reaction was undone).
 *
 * @typedef {import('./outgoing.js').OutgoingPost} OutgoingPost
 * @typedef {import('./outgoing.js').Outgoing} Outgoing
 * @typedef {{result:'posted', message:number, offset:number}|{result:'held', reason?:string|null}|{result:'reacted'}} Delivered
 */
export class Outbox extends EventTarget {
  #clock
  #locks
  #newKey
  #send
  #isReady
  #shelf
  #member = null
  #entries = new OutgoingEntries()
  #inFlight = new Set()
  #draining = new Set()
  #heldToAskAbout = new Set()
  #timer = null

  /**
   * @param {Object} options
   * @param {import('./database.js').Database} options.database
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {(entry:Outgoing) => Promise<Delivered>} options.send rejects with `Refusal`
   * @param {() => boolean} options.isReady whether sending makes sense now
   * @param {LockManager|null} [options.locks]
   * @param {() => string} [options.newKey]
   * @param {BroadcastChannel|null} [options.channel] to the other tabs
   */
  constructor({ database, clock, send, isReady, locks, newKey, channel }) {
    super()
    this.#clock = clock
    this.#send = send
    this.#isReady = isReady
    this.#locks = new LaneLocks(locks, clock)
    this.#newKey = newKey ?? timedKey
    this.#shelf = new OutboxShelf(database, channel ?? null, () => this.#otherTabChanged())
  }

  // A member's outbox

  /** Loads what this member left behind; what another member left is removed. @param {number} member */
  async open(member) {
    if (this.#member === member) return
    this.#forgetAll()
    this.#member = member
    for (const row of await this.#shelf.rows() ?? []) {
      const isOld = row.state === 'held' && row.createdAtMs < this.#clock.now() - HELD_IN_VIEW
      if (row.member !== member || isOld) this.#shelf.delete(row.key)
    }
    await this.#shelf.written
    await this.#reload()
    for (const entry of this.#entries.all()) if (entry.state === 'held') this.#heldToAskAbout.add(entry.key)
    this.wake()
  }

  /** Nobody is signed in any more; what was written stays on the device for its author. */
  close() {
    this.#forgetAll()
    this.#member = null
  }

  /** Signing out: nothing stays on the device. */
  async clear() {
    this.close()
    await this.#shelf.clear()
  }

  // Looking

  /** Posts and comments not yet published, oldest first. @param {number} [room] @returns {OutgoingPost[]} */
  entries(room) {
    return this.#entries.inOrder().filter((entry) => entry.kind === 'post' && (room === undefined || entry.room === room))
  }

  /** Posts that would be lost with the device. */
  get waitingCount() {
    return this.entries().filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'failed').length
  }

  /** Stickers on their way to a message: sticker to on or off. @param {number} message @returns {Map<string, boolean>|undefined} */
  pendingReactions(message) {
    return this.#entries.reactionsTo(message)
  }

  // Writing

  /**
   * @param {{room:number, thread?:number|null, body:string}} post
   * @returns {string} its key
   */
  post({ room, thread, body }) {
    const key = this.#newKey()
    this.#add({
      kind: 'post', key, room, thread: thread ?? null, body, createdAtMs: this.#clock.now(), refusal: null,
      order: this.#entries.nextOrder(this.#clock.now()),
    })
    return key
  }

  /** @param {{room:number, message:number, sticker:string, on:boolean}} reaction */
  react({ room, message, sticker, on }) {
    const key = `react-${this.#member}-${message}-${sticker}`
    const version = (this.#entries.get(key)?.version ?? 0) + 1
    this.#add({ kind: 'react', key, room, message, sticker, on, version, order: this.#entries.nextOrder(this.#clock.now()) })
  }

  /** もう一度. @param {string} key */
  retry(key) {
    const entry = this.#entries.get(key)
    if (entry?.kind !== 'post' || !['waiting', 'failed', 'refused'].includes(entry.state)) return
    this.#update(entry, { state: 'waiting', refusal: null, attempts: 0, retryAtMs: null })
    this.#drain(laneOf(entry))
  }

  /** このまま送る: its author was asked to think again and sends it as it is. @param {string} key */
  sendAnyway(key) {
    const entry = this.#entries.get(key)
    if (entry?.kind !== 'post' || entry.state !== 'refused' || entry.refusal?.code !== 'reconsider') return
    this.#update(entry, { state: 'waiting', reconsidered: true, refusal: null, attempts: 0, retryAtMs: null })
    this.#drain(laneOf(entry))
  }

  /**
   * 消す.
   * @param {string} key
   * @returns {boolean} false while it is being sent: then it may exist already
   */
  remove(key) {
    if (this.#inFlight.has(key) || this.#entries.get(key)?.kind !== 'post') return false
    this.#drop(key)
    return true
  }

  /**
   * 書き直して送る: another text in the same place, under a new key.
   * @param {string} key
   * @param {string} body
   * @returns {string|null} the new key; null when there is nothing to rewrite
   */
  rewrite(key, body) {
    const entry = this.#entries.get(key)
    if (!entry || !this.remove(key)) return null
    const { room, thread, order } = entry
    const renewed = this.#newKey()
    this.#add({
      kind: 'post', key: renewed, room, thread, body, createdAtMs: this.#clock.now(), refusal: null, order,
    })
    return renewed
  }

  /** Its publication is here: the message exists, whatever became of the answer. @param {string} key */
  confirm(key) {
    if (this.#entries.get(key)) this.#drop(key)
  }

  /** The connection is open: everything that waits may go. */
  wake() {
    if (this.#member === null || !this.#isReady()) return
    for (const lane of this.#entries.lanes()) this.#drain(lane)
    this.#askAboutHeld()
  }

  // Sending

  /** Sends what waits in a lane, one after the other, unless another tab is at it. */
  async #drain(lane) {
    if (this.#draining.has(lane) || !this.#nextIn(lane)) return this.#arm()
    this.#draining.add(lane)
    const member = this.#member
    try {
      await this.#locks.run(`${LOCK}:${member}:${lane}`, async () => {
        await this.#reload()
        for (let entry = this.#nextIn(lane); entry && this.#member === member; entry = this.#nextIn(lane)) {
          await this.#deliver(entry)
        }
        // Before another tab may look: what was sent is no longer there.
        await this.#shelf.written
      })
    } finally {
      this.#draining.delete(lane)
    }
    this.#arm()
    if (this.#nextIn(lane)) this.#drain(lane)
  }

  #nextIn(lane) {
    if (!this.#isReady()) return null
    const next = this.#entries.inOrder().find((entry) => laneOf(entry) === lane && entry.state === 'waiting')
    return next && (next.retryAtMs ?? 0) <= this.#clock.now() ? next : null
  }

  async #deliver(entry) {
    this.#inFlight.add(entry.key)
    this.#show({ ...entry, state: 'sending' })
    let delivered = null
    let refusal = null
    try {
      delivered = await this.#send(entry)
    } catch (error) {
      refusal = Refusal.from(error)
    }
    this.#inFlight.delete(entry.key)
    // Confirmed by its publication or cleared meanwhile: nothing left to say.
    const current = this.#entries.get(entry.key)
    if (!current || current.member !== entry.member) return
    if (current.version !== entry.version) return this.#show({ ...current, state: 'waiting' })
    if (delivered) this.#delivered(current, delivered)
    else this.#refused(current, refusal)
  }

  #delivered(entry, delivered) {
    switch (delivered.result) {
      case 'posted': {
        const { message, offset } = delivered
        this.#show({ ...entry, state: 'sent', sent: { message, offset }, refusal: null, retryAtMs: null })
        this.#shelf.delete(entry.key)
        this.#clock.setTimeout(() => this.confirm(entry.key), SENT_IN_VIEW)
        return
      }
      case 'held':
        return this.#update(entry, { state: 'held', heldReason: delivered.reason ?? null, refusal: null, retryAtMs: null })
      default: return this.#drop(entry.key)
    }
  }

  #refused(entry, refusal) {
    if (refusal.endsSession || (refusal.isConnectionTrouble && refusal.code !== 'timeout')) {
      // Not its fault, so it counts for nothing; `wake` sends it on. Still ready all the same: no hurry, no loop.
      const retryAtMs = this.#isReady() ? this.#clock.now() + FIRST_RETRY : null
      return this.#show({ ...entry, state: 'waiting', retryAtMs })
    }
    if (!refusal.temporary) return this.#refusedForGood(entry, refusal)
    const attempts = entry.attempts + 1
    const isHopeless = attempts >= MOST_ATTEMPTS
    if (isHopeless && entry.kind === 'react') return this.#refusedForGood(entry, refusal)
    this.#update(entry, {
      state: isHopeless ? 'failed' : 'waiting',
      refusal,
      attempts,
      retryAtMs: isHopeless ? null : this.#clock.now() + this.#retryWait(attempts, refusal),
    })
  }

  #refusedForGood(entry, refusal) {
    if (entry.kind === 'post') return this.#update(entry, { state: 'refused', refusal, retryAtMs: null })
    this.#drop(entry.key)
    this.dispatchEvent(new Change('refused', { entry, refusal }))
  }

  #retryWait(attempts, { retryAfterMs }) {
    const random = this.#clock.random()
    if (retryAfterMs === null) return jitteredWait(attempts - 1, random, { first: FIRST_RETRY })
    return retryAfterMs * (1 + random / 4)
  }

  /** The same key again tells whether a moderator has let it through while we were away. */
  async #askAboutHeld() {
    const keys = [...this.#heldToAskAbout]
    this.#heldToAskAbout.clear()
    for (const key of keys) {
      const entry = this.#entries.get(key)
      if (entry?.state !== 'held') continue
      try {
        const delivered = await this.#send(entry)
        if (delivered.result === 'posted' && this.#entries.get(key) === entry) this.#delivered(entry, delivered)
      } catch (error) {
        if (Refusal.from(error).temporary) this.#heldToAskAbout.add(key)
      }
    }
  }

  /** Wakes up for the next retry. */
  #arm() {
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer)
    this.#timer = null
    const at = this.#entries.nextRetryAtMs
    if (at !== null) this.#timer = this.#clock.setTimeout(() => this.wake(), Math.max(0, at - this.#clock.now()))
  }

  // Keeping

  #add(content) {
    if (this.#member === null) throw new Error('the outbox is not open')
    const entry = { ...content, member: this.#member, state: 'waiting', attempts: 0, retryAtMs: null }
    this.#show(this.#inFlight.has(entry.key) ? { ...entry, state: 'sending' } : entry)
    this.#shelf.put(entry)
    this.#drain(laneOf(entry))
  }

  #update(entry, changes) {
    const changed = { ...entry, ...changes }
    this.#show(changed)
    this.#shelf.put(changed)
  }

  #drop(key) {
    const entry = this.#entries.delete(key)
    this.#shelf.delete(key)
    if (entry) this.#changed([entry])
  }

  /** On screen, not yet on the device. */
  #show(entry) {
    this.#entries.set(entry)
    this.#changed([entry])
  }

  #changed(entries) {
    if (entries.length === 0) return
    this.dispatchEvent(new Change('change', { rooms: [...new Set(entries.map(({ room }) => room))] }))
  }

  /** Takes over what other tabs changed on the device. */
  async #reload() {
    const member = this.#member
    const rows = await this.#shelf.rows()
    if (rows === null || member === null || member !== this.#member) return
    const found = new Map(rows.filter((row) => row.member === member).map((row) => [row.key, row]))
    const gone = this.#entries.all().filter((entry) => !found.has(entry.key) && !this.#knowsBetter(entry.key))
    for (const { key } of gone) this.#entries.delete(key)
    const changed = [...found.values()].filter((row) => {
      const known = this.#entries.get(row.key)
      return !this.#knowsBetter(row.key) && !(known && isSameRow(toRow(known), row))
    })
    for (const row of changed) this.#entries.set(fromRow(row))
    this.#changed([...gone, ...changed])
  }

  /** This page is in the middle of something with it. */
  #knowsBetter(key) {
    return this.#shelf.isBehind(key) || this.#inFlight.has(key) || this.#entries.get(key)?.state === 'sent'
  }

  async #otherTabChanged() {
    if (this.#member === null) return
    await this.#reload()
    this.wake()
  }

  #forgetAll() {
    this.#heldToAskAbout.clear()
    this.#changed(this.#entries.clear())
  }
}

/** A key nobody has used. It begins with the time, so that the server's index of keys grows at its end. */
function timedKey() {
  return `${Date.now().toString(36)}-${globalThis.crypto.randomUUID()}`
}
