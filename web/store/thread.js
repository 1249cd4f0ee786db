import { Refusal } from '../api/refusal.js'
import { Change } from '../realtime/change.js'
import { Timeline } from './timeline.js'

/** Pages older than the news, or of a log that was started over, may be asked for again this often. */
const TRIES = 2

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
  #release
  #timeline

  /**
   * @param {Object} options
   * @param {number} options.post
   * @param {import('./room-sync.js').RoomSync} options.sync
   * @param {import('../api/api.js').Api} options.api
   * @param {import('./items.js').ItemMaker} options.maker
   * @param {() => import('./outbox.js').OutgoingPost[]} options.outgoing
   * @param {() => void} options.release called by `close`
   */
  constructor({ post, sync, api, maker, outgoing, release }) {
    super()
    this.#post = post
    this.#sync = sync
    this.#api = api
    this.#maker = maker
    this.#release = release
    this.#timeline = new Timeline({
      window: (anchor) => sync.log.commentWindow(post, anchor),
      entries: (window) => sync.log.comments(post, window),
      load: (anchor) => this.#load(anchor),
      outgoing, maker,
    })
  }

  /** @returns {import('./items.js').Item|null} */
  get post() {
    const entry = this.#sync.log.entry(this.#post)
    return entry ? this.#maker.published(entry) : null
  }

  /** Comments ascending, then own unsent ones. The same array until something changes. */
  get items() { return this.#timeline.items }
  get hasOlder() { return this.#timeline.window.hasOlder }
  get hasNewer() { return this.#timeline.window.hasNewer }
  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  loadOlder() { return this.#timeline.loadOlder() }
  /** @returns {Promise<boolean>} whether something was loaded; rejects with `Refusal` */
  loadNewer() { return this.#timeline.loadNewer() }

  /** Shows the newest comments, and own unsent ones after them. @returns {Promise<void>} rejects with `Refusal` */
  async jumpToNewest() {
    this.#timeline.moveTo(Infinity)
    const { hasNewer, to } = this.#timeline.window
    if (hasNewer || to === 0) await this.#load({ before: Number.MAX_SAFE_INTEGER })
    this.#timeline.changed()
    this.#tell('page')
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

  /** @param {string} reason @param {string[]} ids of items */
  told(reason, ids) {
    this.#timeline.changed()
    if (reason === 'reset' && this.status === 'ready') this.begin()
    this.#tell(reason, ids)
  }

  async #load(anchor, triesLeft = TRIES) {
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
    // The first page is the one to stay at, even if newer comments are known apart from it.
    const isFirst = anchor.before === undefined && anchor.after === undefined
    if (isFirst && page.hasNewer) this.#timeline.moveTo(page.messages[0]?.offset ?? 1)
    this.#sync.loaded(ids)
  }

  #become(status, error = null) {
    if (this.status === status && this.error === error) return
    this.status = status
    this.error = error
    this.#timeline.changed()
    this.#tell('status')
  }

  #tell(reason, ids = []) {
    this.dispatchEvent(new Change('change', { reason, ids }))
  }
}
