import { Refusal } from '../api/refusal.js'
import { Change } from '../realtime/change.js'

/**
 * The comments of one post, kept in step through the room's log. Event: `change` (as `OpenRoom`'s).
 */
export class Thread extends EventTarget {
  /** @type {'loading'|'ready'|'failed'|'gone'} */
  status = 'loading'
  /** @type {Refusal|null} */
  error = null

  #post
  #sync
  #api
  #maker
  #outgoing
  #release
  #anchor = Infinity
  #items = null
  #isLoading = false

  /**
   * @param {Object} options
   * @param {number} options.post
   * @param {import('./room-sync.js').RoomSync} options.sync
   * @param {import('../api/api.js').Api} options.api
   * @param {import('./items.js').ItemMaker} options.maker
   * @param {(thread:number) => import('./outbox.js').OutgoingPost[]} options.outgoing
   * @param {() => void} options.release called by `close`
   */
  constructor({ post, sync, api, maker, outgoing, release }) {
    super()
    this.#post = post
    this.#sync = sync
    this.#api = api
    this.#maker = maker
    this.#outgoing = outgoing
    this.#release = release
  }

  /** @returns {import('./items.js').Item|null} */
  get post() {
    const entry = this.#sync.log.entry(this.#post)
    return entry ? this.#maker.published(entry) : null
  }

  /** Comments ascending, then own unsent ones. The same array until something changes. @returns {import('./items.js').Item[]} */
  get items() {
    this.#items ??= this.#make()
    return this.#items
  }

  get hasOlder() { return this.#window.hasOlder }
  get hasNewer() { return this.#window.hasNewer }

  /** @returns {Promise<boolean>} rejects with `Refusal` */
  async loadOlder() {
    return this.#window.hasOlder ? this.#loadMore({ before: this.#window.from }) : false
  }

  /** @returns {Promise<boolean>} rejects with `Refusal` */
  async loadNewer() {
    return this.#window.hasNewer ? this.#loadMore({ after: this.#window.to }) : false
  }

  /** Shows the newest comments, and own unsent ones after them. @returns {Promise<void>} rejects with `Refusal` */
  async jumpToNewest() {
    this.#anchor = Infinity
    if (this.#window.hasNewer || this.#window.to === 0) await this.#load({ before: Number.MAX_SAFE_INTEGER })
    this.#items = null
    this.dispatchEvent(new Change('change', { reason: 'page', ids: [] }))
  }

  /** Tries again after `failed`. */
  async retry() {
    if (this.status === 'failed') await this.begin()
  }

  close() {
    this.#release()
  }

  // For OpenRoom

  async begin() {
    this.#become('loading')
    try {
      await this.#load({})
      this.#become('ready')
    } catch (error) {
      const refusal = Refusal.from(error)
      this.#become(refusal.temporary ? 'failed' : 'gone', refusal)
    }
  }

  /** @param {{reason:string, ids:number[]}} change @param {string[]} itemIDs */
  told(change, itemIDs) {
    this.#items = null
    if (change.reason === 'reset' && this.status === 'ready') this.begin()
    this.dispatchEvent(new Change('change', { reason: change.reason, ids: itemIDs }))
  }

  get #window() {
    return this.#sync.log.commentWindow(this.#post, this.#anchor)
  }

  #make() {
    const window = this.#window
    const published = this.#sync.log.comments(this.#post, window).map((entry) => this.#maker.published(entry))
    if (window.hasNewer) return published
    return [...published, ...this.#outgoing(this.#post).map((entry) => this.#maker.outgoing(entry))]
  }

  async #loadMore(anchor) {
    if (this.#isLoading) return false
    this.#isLoading = true
    try {
      await this.#load(anchor)
      return true
    } finally {
      this.#isLoading = false
    }
  }

  async #load(anchor, triesLeft = 2) {
    if (triesLeft < 0) throw Refusal.own('badAnswer')
    const { log } = this.#sync
    const mark = log.mark()
    const page = await this.#api.comments(this.#post, anchor)
    if (this.#sync.log !== log) return this.#load({}, triesLeft - 1)
    const { outcome, ids } = log.applyComments(this.#post, page, anchor, mark)
    if (outcome === 'stale') return this.#load(anchor, triesLeft - 1)
    if (outcome === 'otherEpoch') {
      await this.#sync.startOver()
      return this.#load({}, triesLeft - 1)
    }
    // The window that was asked for first is the one to stay at, were the newest not on it.
    if (anchor.before === undefined && anchor.after === undefined && page.hasNewer) {
      this.#anchor = page.messages[0]?.offset ?? 1
    }
    this.#sync.loaded(ids)
  }

  #become(status, error = null) {
    if (this.status === status && this.error === error) return
    this.status = status
    this.error = error
    this.#items = null
    this.dispatchEvent(new Change('change', { reason: 'status', ids: [] }))
  }
}
