import { Refusal } from '../api/refusal.js'
import { Session } from './session.js'

/** An unreachable server is asked again who is signed in after this, in ms. */
const ASK_AGAIN = 10_000
/** A connection ended twice within this is not asked about at once again, in ms. */
const ENDED_AGAIN = 60_000

/**
 * Finds out who is signed in here and keeps it true: at start, after signing in, when a connection is refused or
 * ended, when another tab says so.
 */
export class SessionKeeper {
  session = new Session()

  #api
  #clock
  #kept
  #arrived
  #left
  #isEnded
  #channel
  #timer = null
  #endedAt = -Infinity

  /**
   * @param {Object} options
   * @param {import('../api/api.js').Api} options.api
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {import('./kept-values.js').KeptValues} options.kept
   * @param {(member:import('./session.js').Member) => Promise<void>} options.arrived the session has begun or goes on
   * @param {(how:{isOwnWish:boolean, isReplaced:boolean}) => Promise<void>} options.left nobody is signed in any more,
   *   or another member is about to be
   * @param {() => boolean} options.isEnded whether the connection was ended for good
   * @param {BroadcastChannel|null} options.channel to the other tabs
   */
  constructor({ api, clock, kept, arrived, left, isEnded, channel }) {
    this.#api = api
    this.#clock = clock
    this.#kept = kept
    this.#arrived = arrived
    this.#left = left
    this.#isEnded = isEnded
    this.#channel = channel
    if (channel) channel.onmessage = () => this.check()
  }

  /** Asks the server who is signed in. Never rejects. */
  async check() {
    try {
      await this.#begin(await this.#api.me(), false)
    } catch (error) {
      if (Refusal.from(error).endsSession) await this.#end({ isOwnWish: false })
      else this.#askAgainLater()
    }
  }

  /** Goes on with what the device remembers, unless the server has answered. @param {import('./session.js').Me} me */
  async remember(me) {
    if (this.session.status === 'unknown') await this.#begin(me, true)
  }

  /** Somebody just signed in here. Rejects with `Refusal` when the server cannot be asked who. */
  async signedIn() {
    await this.#begin(await this.#api.me(), false)
    this.#tellOtherTabs()
  }

  /** The member signs out. Rejects with `Refusal` without a network: the session would go on. */
  async signOut() {
    try {
      await this.#api.signOut()
    } catch (refusal) {
      if (!refusal.endsSession) throw refusal
    }
    await this.#end({ isOwnWish: true })
    this.#tellOtherTabs()
  }

  /** The server ended the connection for good: asked about at once, unless it just did and still knows us. */
  connectionEnded() {
    const now = this.#clock.now()
    const isAgain = Math.abs(now - this.#endedAt) < ENDED_AGAIN
    this.#endedAt = now
    if (isAgain) this.#askAgainLater()
    else this.check()
  }

  async #begin(me, fromCache) {
    const { id } = me.member
    const before = this.session.member?.id ?? (await this.#kept.get('me'))?.member.id
    if (before !== undefined && before !== id) await this.#left({ isOwnWish: false, isReplaced: true })
    this.session.begin(me, fromCache)
    if (!fromCache) this.#kept.put('me', me)
    await this.#arrived(me.member)
  }

  async #end({ isOwnWish }) {
    this.session.end()
    await Promise.all([this.#left({ isOwnWish, isReplaced: false }), this.#kept.delete('me')])
  }

  #askAgainLater() {
    if (this.#timer !== null) return
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = null
      if (this.session.status === 'unknown' || this.session.fromCache || this.#isEnded()) this.check()
    }, ASK_AGAIN)
  }

  #tellOtherTabs() {
    try {
      this.#channel?.postMessage({})
    } catch {
      // They find out by their sockets.
    }
  }
}
