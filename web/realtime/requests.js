import { Refusal } from '../api/refusal.js'

/** Longest a reply may take, in ms. */
export const REPLY_WAIT = 10_000

/** Requests that wait for their reply, paired by `ref`. A ref means nothing beyond its socket. */
export class Requests {
  #clock
  #language
  #waiting = new Map()
  #lastRef = 0

  /**
   * @param {import('./clock.js').Clock} clock
   * @param {() => 'ja'|'en'} language
   */
  constructor(clock, language) {
    this.#clock = clock
    this.#language = language
  }

  get count() {
    return this.#waiting.size
  }

  /**
   * @param {number} [timeoutMs]
   * @param {() => void} [onTimeout] called beside the rejection
   * @returns {{ref:number, reply:Promise<{type:string, payload:any}>}}
   */
  begin(timeoutMs = REPLY_WAIT, onTimeout = () => {}) {
    this.#lastRef = this.#lastRef >= 0xffff_fffe ? 1 : this.#lastRef + 1
    const ref = this.#lastRef
    const reply = new Promise((resolve, reject) => {
      const timer = this.#clock.setTimeout(() => {
        this.#waiting.delete(ref)
        reject(Refusal.own('timeout', this.#language()))
        onTimeout()
      }, timeoutMs)
      this.#waiting.set(ref, { resolve, reject, timer })
    })
    return { ref, reply }
  }

  /**
   * @param {{type:string, ref?:number, payload:any}} frame
   * @returns {boolean} whether the frame was an awaited reply
   */
  settle(frame) {
    const waiting = this.#waiting.get(frame.ref)
    if (!waiting) return false
    this.#waiting.delete(frame.ref)
    this.#clock.clearTimeout(waiting.timer)
    if (frame.type === 'refused') waiting.reject(new Refusal(frame.payload))
    else waiting.resolve({ type: frame.type, payload: frame.payload })
    return true
  }

  /** The socket is gone: nobody will answer. What was asked may still have happened. */
  failAll() {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject, timer } of waiting) {
      this.#clock.clearTimeout(timer)
      reject(Refusal.own('disconnected', this.#language()))
    }
  }
}
