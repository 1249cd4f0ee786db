/** Trying for longer than this is being offline, in ms: shorter interruptions need no banner. */
export const UNNOTICED = 4_000

/**
 * What a screen says about the connection.
 * - `online` · `connecting` just lost or first tried · `offline` for a while, or the device has no network · `ended`
 */
export class LinkState {
  /** @type {'online'|'connecting'|'offline'|'ended'} */
  value = 'online'

  #clock
  #changed
  #facts = { phase: 'idle', hasNetwork: true }
  #troubleSince = null
  #timer = null

  /**
   * @param {import('../realtime/clock.js').Clock} clock
   * @param {() => void} changed
   */
  constructor(clock, changed) {
    this.#clock = clock
    this.#changed = changed
  }

  /** @param {{phase?:string, hasNetwork?:boolean}} facts */
  learn(facts) {
    this.#facts = { ...this.#facts, ...facts }
    this.#decide()
  }

  #decide() {
    const isTrying = this.#facts.phase === 'connecting' || this.#facts.phase === 'waiting'
    if (!isTrying) this.#troubleSince = null
    else this.#troubleSince ??= this.#clock.now()
    this.#arm()
    const value = this.#value()
    if (value === this.value) return
    this.value = value
    this.#changed()
  }

  #value() {
    const { phase, hasNetwork } = this.#facts
    if (phase === 'ended') return 'ended'
    if (phase === 'open') return 'online'
    if (!hasNetwork) return 'offline'
    if (this.#troubleSince === null) return 'online'
    return this.#clock.now() - this.#troubleSince < UNNOTICED ? 'connecting' : 'offline'
  }

  #arm() {
    if (this.#troubleSince === null && this.#timer !== null) {
      this.#clock.clearTimeout(this.#timer)
      this.#timer = null
    }
    if (this.#troubleSince === null || this.#timer !== null) return
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = null
      this.#decide()
    }, UNNOTICED)
  }
}
