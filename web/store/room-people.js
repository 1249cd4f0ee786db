/** A typist is forgotten after this, in ms. */
const TYPIST_IN_VIEW = 5_000
/** Own typing is told at most this often, in ms. */
const TYPING_INTERVAL = 3_000

/** Who is in a room and writing. Soft news: it may be lost, and is forgotten without a connection. */
export class RoomPeople {
  /** People here now, not their names; null when it is not known. @type {number|null} */
  count = null

  #clock
  #told
  #typists = new Map()
  #toldTypingAt = -Infinity

  /**
   * @param {import('../realtime/clock.js').Clock} clock
   * @param {(reason:'presence'|'typing') => void} told
   */
  constructor(clock, told) {
    this.#clock = clock
    this.#told = told
  }

  /** @returns {{member:number, name:string}[]} */
  get typists() {
    return [...this.#typists.values()].map(({ member, name }) => ({ member, name }))
  }

  /** @param {{count:number}} frame */
  heardPresence({ count }) {
    this.count = count
    this.#told('presence')
  }

  /** @param {{member:number, name:string}} frame */
  heardTyping({ member, name }) {
    const typist = { member, name }
    this.#typists.set(member, typist)
    this.#clock.setTimeout(() => {
      if (this.#typists.get(member) !== typist) return
      this.#typists.delete(member)
      this.#told('typing')
    }, TYPIST_IN_VIEW)
    this.#told('typing')
  }

  /** They are no longer writing. @param {number} member */
  hasWritten(member) {
    if (this.#typists.delete(member)) this.#told('typing')
  }

  /** Whether it is time to tell that the member is writing. */
  mayTellTyping() {
    const now = this.#clock.now()
    if (Math.abs(now - this.#toldTypingAt) < TYPING_INTERVAL) return false
    this.#toldTypingAt = now
    return true
  }

  forget() {
    this.count = null
    this.#typists.clear()
    this.#told('presence')
  }
}
