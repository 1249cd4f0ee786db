/**
 * What is shown of an ordered list of messages: the part around one place, then what the member has on its way there.
 * Posts of a room and comments of a thread are both shown so.
 */
export class Timeline {
  /** The offset to stay at; `Infinity` for the newest. */
  #anchor = Infinity
  #items = null
  #isLoading = false
  #source

  /**
   * @param {Object} source
   * @param {(anchor:number) => import('./room-log.js').Window} source.window
   * @param {(window:import('./room-log.js').Window) => import('./room-log.js').Entry[]} source.entries
   * @param {() => import('./outbox.js').OutgoingPost[]} source.outgoing
   * @param {(anchor:import('./room-log.js').Anchor) => Promise<void>} source.load
   * @param {import('./items.js').ItemMaker} source.maker
   */
  constructor(source) {
    this.#source = source
  }

  get anchor() {
    return this.#anchor
  }

  /** @returns {import('./room-log.js').Window} */
  get window() {
    return this.#source.window(this.#anchor)
  }

  /** Messages ascending, then own unsent ones. The same array until something changes. @returns {import('./items.js').Item[]} */
  get items() {
    this.#items ??= this.#make()
    return this.#items
  }

  /** Something changed: `items` is made anew when asked for. */
  changed() {
    this.#items = null
  }

  /** @param {number} anchor */
  moveTo(anchor) {
    this.#anchor = anchor
    this.#items = null
  }

  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  async loadOlder() {
    const { hasOlder, from } = this.window
    return hasOlder && this.#load({ before: from })
  }

  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  async loadNewer() {
    const { hasNewer, to } = this.window
    return hasNewer && this.#load({ after: to })
  }

  async #load(anchor) {
    if (this.#isLoading) return false
    this.#isLoading = true
    try {
      await this.#source.load(anchor)
      return true
    } finally {
      this.#isLoading = false
    }
  }

  #make() {
    const { entries, outgoing, maker } = this.#source
    const { window } = this
    const published = entries(window).map((entry) => maker.published(entry))
    // What was just written belongs after the newest, not after the part that happens to be shown.
    return window.hasNewer ? published : [...published, ...outgoing().map((entry) => maker.outgoing(entry))]
  }
}
