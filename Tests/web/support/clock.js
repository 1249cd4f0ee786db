/** A clock that moves only when told, and chance that repeats. */
export class FakeClock {
  #now
  #timers = []
  #nextTimer = 1
  #seed

  constructor({ now = 1_700_000_000_000, seed = 1 } = {}) {
    this.#now = now
    this.#seed = seed
  }

  now = () => this.#now

  random = () => {
    // mulberry32
    this.#seed = (this.#seed + 0x6d2b79f5) | 0
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  setTimeout = (callback, ms) => {
    const id = this.#nextTimer
    this.#nextTimer += 1
    this.#timers.push({ id, at: this.#now + Math.max(0, ms), callback })
    return id
  }

  clearTimeout = (id) => {
    this.#timers = this.#timers.filter((timer) => timer.id !== id)
  }

  get pending() {
    return this.#timers.length
  }

  /** Moves on, firing timers in order, and lets promises settle in between. */
  async advance(ms) {
    const end = this.#now + ms
    await settle()
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.id - b.id)[0]
      if (!due) break
      this.clearTimeout(due.id)
      this.#now = Math.max(this.#now, due.at)
      due.callback()
      await settle()
    }
    this.#now = end
    await settle()
  }

  /** The device's clock is set, without time passing. */
  set(now) {
    this.#now = now
  }
}

/** Lets everything that waits on promises go on. */
export async function settle() {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
}
