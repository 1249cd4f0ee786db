import { Thread } from './thread.js'

/** The open threads of a room. Each is one object however often it is opened, until it was closed as often. */
export class Threads {
  /** @type {Map<number, {thread:Thread, uses:number}>} */
  #open = new Map()
  #make

  /** @param {(post:number) => Omit<ConstructorParameters<typeof Thread>[0], 'post'|'release'>} make what a thread needs */
  constructor(make) {
    this.#make = make
  }

  get count() {
    return this.#open.size
  }

  /** @param {number} post @returns {Thread} */
  open(post) {
    const known = this.#open.get(post)
    if (known) {
      known.uses += 1
      return known.thread
    }
    const thread = new Thread({ ...this.#make(post), post, release: () => this.#release(post) })
    this.#open.set(post, { thread, uses: 1 })
    thread.begin()
    return thread
  }

  /** @param {string} reason @param {string[]} ids of items */
  told(reason, ids) {
    for (const { thread } of this.#open.values()) thread.told(reason, ids)
  }

  #release(post) {
    const known = this.#open.get(post)
    if (!known) return
    known.uses -= 1
    if (known.uses <= 0) this.#open.delete(post)
  }
}
