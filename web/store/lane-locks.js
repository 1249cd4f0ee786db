/** How long to wait for another tab, in ms. A frozen one may hold its lock for ever; the keys make haste harmless. */
export const LOCK_PATIENCE = 15_000

/**
 * One sender at a time among the tabs of a browser, where it has Web Locks. Without them the idempotency keys alone
 * keep messages from being made twice.
 */
export class LaneLocks {
  #locks
  #clock

  /**
   * @param {LockManager|null|undefined} locks
   * @param {import('../realtime/clock.js').Clock} clock
   */
  constructor(locks, clock) {
    this.#locks = locks ?? null
    this.#clock = clock
  }

  /**
   * Runs `work` while no other tab runs any under this name.
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  async run(name, work) {
    if (!this.#locks) return work()
    const impatience = new AbortController()
    const timer = this.#clock.setTimeout(() => impatience.abort(), LOCK_PATIENCE)
    let hasBegun = false
    try {
      await this.#locks.request(name, { signal: impatience.signal }, () => {
        this.#clock.clearTimeout(timer)
        hasBegun = true
        return work()
      })
    } catch (error) {
      if (hasBegun) throw error
      await work()
    } finally {
      this.#clock.clearTimeout(timer)
    }
  }
}
