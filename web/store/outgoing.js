import { Refusal } from '../api/refusal.js'

/**
 * What is on its way to the server.
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
 * @property {boolean} [reconsidered] its author was asked to think again and sends it as it is
 * @property {string|null} [heldReason] why it waits for a moderator, where that may be told
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
 */

/** What must stay in order goes through one lane. @param {Outgoing} entry */
export function laneOf(entry) {
  return entry.kind === 'post' ? `room-${entry.room}` : `message-${entry.message}`
}

/** As kept on the device: being sent is this page's business, and a wait is not worth more than a reload. */
export function toRow({ state, refusal, retryAtMs, sent, ...rest }) {
  return { ...rest, state: state === 'sending' ? 'waiting' : state, refusal: refusal?.toJSON() ?? null }
}

/** @returns {Outgoing} */
export function fromRow(row) {
  return { ...row, refusal: row.refusal ? new Refusal(row.refusal) : null, retryAtMs: null }
}

export function isSameRow(a, b) {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]))
}

/** The entries of one member, as this page knows them. Entries are replaced, never changed. */
export class OutgoingEntries {
  /** @type {Map<string, Outgoing>} */
  #entries = new Map()
  /** By message: sticker to on or off; another object when something changed. @type {Map<number, Map<string, boolean>>} */
  #reactions = new Map()

  /** @param {string} key @returns {Outgoing|undefined} */
  get(key) { return this.#entries.get(key) }
  /** @returns {Outgoing[]} */
  all() { return [...this.#entries.values()] }
  /** @returns {Outgoing[]} oldest first */
  inOrder() { return this.all().sort((a, b) => a.order - b.order) }
  /** @param {number} message */
  reactionsTo(message) { return this.#reactions.get(message) }
  /** @returns {string[]} */
  lanes() { return [...new Set(this.all().map(laneOf))] }

  /** @param {Outgoing} entry */
  set(entry) {
    this.#entries.set(entry.key, Object.freeze(entry))
    this.#index(entry)
  }

  /** @param {string} key @returns {Outgoing|undefined} what was removed */
  delete(key) {
    const entry = this.#entries.get(key)
    this.#entries.delete(key)
    if (entry) this.#index(entry)
    return entry
  }

  /** @returns {Outgoing[]} what was removed */
  clear() {
    const entries = this.all()
    this.#entries.clear()
    this.#reactions.clear()
    return entries
  }

  /** After everything there is, whatever the device's clock says. @param {number} now */
  nextOrder(now) {
    return Math.max(now, ...this.all().map(({ order }) => order + 1))
  }

  /** When the next one that waits for its time may go; null when none does. @returns {number|null} */
  get nextRetryAtMs() {
    const times = this.all().filter(({ state, retryAtMs }) => state === 'waiting' && retryAtMs !== null)
      .map(({ retryAtMs }) => retryAtMs)
    return times.length > 0 ? Math.min(...times) : null
  }

  #index({ kind, message }) {
    if (kind !== 'react') return
    const pending = this.all().filter((entry) => entry.kind === 'react' && entry.message === message)
    if (pending.length === 0) this.#reactions.delete(message)
    else this.#reactions.set(message, new Map(pending.map(({ sticker, on }) => [sticker, on])))
  }
}
