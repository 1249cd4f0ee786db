import { Refusal } from '../api/refusal.js'
import { wait } from '../realtime/clock.js'

/** Read positions are told at most this often per room, in ms. */
export const READ_INTERVAL = 1_000

/**
 * Tells the server how far the member has read: only forward, not too often, and again after a lost connection.
 */
export class ReadPositions {
  #clock
  #request
  #isConnected
  /** Not confirmed yet. @type {Map<number, number>} */
  #wanted = new Map()
  /** Rooms being told, or told a moment ago. */
  #busy = new Set()

  /**
   * @param {Object} options
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {(type:string, payload:object) => Promise<object>} options.request
   * @param {() => boolean} options.isConnected
   */
  constructor({ clock, request, isConnected }) {
    this.#clock = clock
    this.#request = request
    this.#isConnected = isConnected
  }

  /** @param {number} room @param {number} offset */
  tell(room, offset) {
    this.#wanted.set(room, Math.max(offset, this.#wanted.get(room) ?? 0))
    this.#send(room)
  }

  /** The connection is open again. */
  connected() {
    for (const room of this.#wanted.keys()) this.#send(room)
  }

  /** The page may be closed at any moment: no more resting. */
  hurry() {
    this.#busy.clear()
    this.connected()
  }

  clear() {
    this.#wanted.clear()
  }

  async #send(room) {
    if (!this.#isConnected() || this.#busy.has(room)) return
    this.#busy.add(room)
    const offset = this.#wanted.get(room)
    const rest = wait(this.#clock, READ_INTERVAL)
    try {
      await this.#request('read', { room, offset })
      this.#done(room, offset)
    } catch (error) {
      if (!Refusal.from(error).temporary) this.#done(room, offset)
    }
    await rest
    this.#busy.delete(room)
    if (this.#wanted.has(room)) this.#send(room)
  }

  #done(room, offset) {
    if (this.#wanted.get(room) === offset) this.#wanted.delete(room)
  }
}
