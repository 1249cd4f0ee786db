import { Refusal } from '../api/refusal.js'
import { jitteredWait } from '../realtime/backoff.js'
import { Change } from '../realtime/change.js'
import { LaneLocks } from './lane-locks.js'

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
 * @typedef {Object} OutgoingPost
 * @property {'post'} kind
 * @property {string} key
 * @property {number} member
 * @property {number} order
 * @property {number} room
 * @property {number|null} thread
 * @property {string} body
 * @property {number} createdAtMs
 * @property {'waiting'|'sending'|'sent'|'failed'|'held'|'refused'} state
 * @property {Refusal|null} refusal
 * @property {number} attempts
 * @property {number|null} retryAtMs
 * @property {{message:number, offset:number}} [sent]
 *
 * @typedef {Object} OutgoingReaction
 * @property {'react'} kind
 * @property {string} key
 * @property {number} member
 * @property {number} order
 * @property {number} room
 * @property {number} message
 * @property {string} sticker
 * @property {boolean} on
 * @property {number} version counts the member's changes of mind
 * @property {'waiting'|'sending'} state
 * @property {number} attempts
 * @property {number|null} retryAtMs
 *
 * @typedef {OutgoingPost|OutgoingReaction} Outgoing
 * @typedef {{result:'posted', message:number, offset:number}|{result:'held'}|{result:'reacted'}} Delivered
 */
export class Outbox extends EventTarget {
  #database
  #clock
  #locks
  #newKey
  #send
  #isReady
  #channel
  #member = null
  /** @type {Map<string, Outgoing>} */
  #entries = new Map()
  #reactions = new Map()
  #inFlight = new Set()
  #draining = new Set()
  /** Keys whose row on the device is about to change. */
  #writing = new Map()
  #unsavable = new Set()
  #writes = Promise.resolve()
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
    this.#database = database
    this.#clock = clock
    this.#send = send
    this.#isReady = isReady
    this.#locks = new LaneLocks(locks, clock)
    this.#newKey = newKey ?? (() => globalThis.crypto.randomUUID())
    this.#channel = channel ?? null
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#heardOf(data)
  }

  // A member's outbox

  /** Loads what this member left behind; what another member left is removed. @param {number} member */
  async open(member) {
    if (this.#member === member) return
    this.#forgetAll()
    this.#member = member
    const stored = await this.#database.all('outgoing').catch(() => [])
    for (const entry of stored) {
      const isOld = entry.state === 'held' && entry.createdAtMs < this.#clock.now() - HELD_IN_VIEW
      if (entry.member !== member || isOld) this.#erase(entry.key)
    }
    await this.#writes
    await this.#reload()
    for (const entry of this.#entries.values()) if (entry.state === 'held') this.#heldToAskAbout.add(entry.key)
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
    await this.#write(() => this.#database.clear('outgoing'))
    this.#tellOtherTabs()
  }

  // Looking

  /** Posts and comments not yet published, oldest first. @param {number} [room] @returns {OutgoingPost[]} */
  entries(room) {
    return this.#ordered().filter((entry) => entry.kind === 'post' && (room === undefined || entry.room === room))
  }

  /** Posts that would be lost with the device. */
  get waitingCount() {
    return this.entries().filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'failed').length
  }

  /** Stickers on their way to a message: sticker to on or off. @param {number} message @returns {Map<string, boolean>|undefined} */
  pendingReactions(message) {
    return this.#reactions.get(message)
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
      order: this.#nextOrder(),
    })
    return key
  }

  /** @param {{room:number, message:number, sticker:string, on:boolean}} reaction */
  react({ room, message, sticker, on }) {
    const key = `react-${this.#member}-${message}-${sticker}`
    const version = (this.#entries.get(key)?.version ?? 0) + 1
    this.#add({ kind: 'react', key, room, message, sticker, on, version, order: this.#nextOrder() })
  }

  /** もう一度. @param {string} key */
  retry(key) {
    const entry = this.#entries.get(key)
    if (entry?.kind !== 'post' || !['waiting', 'failed', 'refused'].includes(entry.state)) return
    this.#update(entry, { state: 'waiting', refusal: null, attempts: 0, retryAtMs: null })
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
    if (this.#entries.has(key)) this.#drop(key)
  }

  /** The connection is open: everything that waits may go. */
  wake() {
    if (this.#member === null || !this.#isReady()) return
    for (const lane of new Set([...this.#entries.values()].map(laneOf))) this.#drain(lane)
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
        await this.#writes
      })
    } finally {
      this.#draining.delete(lane)
    }
    this.#arm()
    if (this.#nextIn(lane)) this.#drain(lane)
  }

  #nextIn(lane) {
    if (!this.#isReady()) return null
    const next = this.#ordered().find((entry) => laneOf(entry) === lane && entry.state === 'waiting')
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
        this.#erase(entry.key)
        this.#clock.setTimeout(() => this.confirm(entry.key), SENT_IN_VIEW)
        return
      }
      case 'held': return this.#update(entry, { state: 'held', refusal: null, retryAtMs: null })
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
    const times = [...this.#entries.values()]
      .filter(({ state, retryAtMs }) => state === 'waiting' && retryAtMs !== null)
      .map(({ retryAtMs }) => retryAtMs)
    if (times.length === 0) return
    this.#timer = this.#clock.setTimeout(() => this.wake(), Math.max(0, Math.min(...times) - this.#clock.now()))
  }

  // Keeping

  #add(content) {
    if (this.#member === null) throw new Error('the outbox is not open')
    const entry = { ...content, member: this.#member, state: 'waiting', attempts: 0, retryAtMs: null }
    this.#show(this.#inFlight.has(entry.key) ? { ...entry, state: 'sending' } : entry)
    this.#save(entry)
    this.#drain(laneOf(entry))
  }

  #update(entry, changes) {
    const changed = { ...entry, ...changes }
    this.#show(changed)
    this.#save(changed)
  }

  #drop(key) {
    const entry = this.#entries.get(key)
    this.#entries.delete(key)
    this.#erase(key)
    if (entry) this.#changed([entry])
  }

  /** On screen, not yet on the device. */
  #show(entry) {
    this.#entries.set(entry.key, Object.freeze(entry))
    this.#changed([entry])
  }

  #changed(entries) {
    for (const { kind, message } of entries) if (kind === 'react') this.#indexReactions(message)
    this.dispatchEvent(new Change('change', { rooms: [...new Set(entries.map(({ room }) => room))] }))
  }

  #indexReactions(message) {
    const pending = [...this.#entries.values()].filter((entry) => entry.kind === 'react' && entry.message === message)
    if (pending.length === 0) this.#reactions.delete(message)
    else this.#reactions.set(message, new Map(pending.map(({ sticker, on }) => [sticker, on])))
  }

  #save(entry) {
    const { key } = entry
    return this.#writeRow(key, async () => {
      try {
        await this.#database.put('outgoing', stored(entry))
        this.#unsavable.delete(key)
      } catch {
        // No room on the device: it lives as long as this page.
        this.#unsavable.add(key)
      }
    })
  }

  #erase(key) {
    this.#unsavable.delete(key)
    return this.#writeRow(key, () => this.#database.delete('outgoing', key))
  }

  async #writeRow(key, work) {
    this.#writing.set(key, (this.#writing.get(key) ?? 0) + 1)
    await this.#write(work)
    const left = this.#writing.get(key) - 1
    if (left > 0) this.#writing.set(key, left)
    else this.#writing.delete(key)
    this.#tellOtherTabs()
  }

  /** One after the other, so that an entry is never stored again after it was removed. */
  #write(work) {
    this.#writes = this.#writes.then(work).catch(() => {})
    return this.#writes
  }

  /** Takes over what other tabs changed on the device. */
  async #reload() {
    const member = this.#member
    const all = await this.#database.all('outgoing').catch(() => null)
    if (all === null || member === null || member !== this.#member) return
    const found = new Map(all.filter((entry) => entry.member === member).map((entry) => [entry.key, entry]))
    const changed = []
    for (const [key, entry] of this.#entries) {
      if (found.has(key) || this.#isOnlyHere(entry)) continue
      this.#entries.delete(key)
      changed.push(entry)
    }
    for (const [key, entry] of found) {
      const known = this.#entries.get(key)
      if (this.#writing.has(key) || this.#inFlight.has(key) || known?.state === 'sent') continue
      if (known && isSame(stored(known), entry)) continue
      this.#entries.set(key, Object.freeze(revived(entry)))
      changed.push(entry)
    }
    if (changed.length > 0) this.#changed(changed)
  }

  #isOnlyHere({ key, state }) {
    return this.#writing.has(key) || this.#inFlight.has(key) || this.#unsavable.has(key) || state === 'sent'
  }

  #tellOtherTabs() {
    try {
      this.#channel?.postMessage({ member: this.#member })
    } catch {
      // A closing page cannot tell; the others look before they send.
    }
  }

  async #heardOf() {
    if (this.#member === null) return
    await this.#reload()
    this.wake()
  }

  #forgetAll() {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    this.#reactions.clear()
    this.#unsavable.clear()
    this.#heldToAskAbout.clear()
    if (entries.length > 0) this.#changed(entries)
  }

  #ordered() {
    return [...this.#entries.values()].sort((a, b) => a.order - b.order)
  }

  /** After everything there is, whatever the device's clock says. */
  #nextOrder() {
    const latest = Math.max(0, ...[...this.#entries.values()].map(({ order }) => order))
    return Math.max(latest + 1, this.#clock.now())
  }
}

/** What must stay in order goes through one lane. */
function laneOf(entry) {
  return entry.kind === 'post' ? `room-${entry.room}` : `message-${entry.message}`
}

/** As kept on the device: being sent is this page's business, and a wait is not worth more than a reload. */
function stored({ state, refusal, retryAtMs, sent, ...rest }) {
  return { ...rest, state: state === 'sending' ? 'waiting' : state, refusal: refusal?.toJSON() ?? null }
}

function revived(entry) {
  return { ...entry, refusal: entry.refusal ? new Refusal(entry.refusal) : null, retryAtMs: null }
}

function isSame(a, b) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]))
}
