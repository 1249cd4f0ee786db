/** The server has announced new tallies after this, in ms. */
const TALLIES_ANNOUNCED = 1_500

/**
 * Which stickers on a room's messages are the member's own, from what answers and frames tell of them. Publications do
 * not: they are the same for everybody.
 */
export class OwnStickers {
  #clock
  #api
  #log
  #told

  /**
   * @param {Object} options
   * @param {import('../realtime/clock.js').Clock} options.clock
   * @param {import('../api/api.js').Api} options.api
   * @param {() => import('./room-log.js').RoomLog} options.log the room's, which may be replaced
   * @param {(change:{reason:'reacted'|'page', ids:number[]}) => void} options.told
   */
  constructor({ clock, api, log, told }) {
    this.#clock = clock
    this.#api = api
    this.#log = log
    this.#told = told
  }

  /** The server says which are on a message now. @param {number} message @param {string[]} mine */
  heard(message, mine) {
    const log = this.#log()
    log.setMine(message, mine)
    this.#clock.setTimeout(() => {
      log.settleMine(message)
      this.#told({ reason: 'reacted', ids: [message] })
    }, TALLIES_ANNOUNCED)
    this.#told({ reason: 'reacted', ids: [message] })
  }

  /** Messages that were only ever seen hidden are back: which stickers on them are ours, nobody has told. @param {number[]} ids */
  async restored(ids) {
    const log = this.#log()
    for (const id of ids) {
      const entry = log.entry(id)
      if (!entry || entry.isMineKnown || entry.message.state !== 'published') continue
      const mark = log.mark()
      const answer = await this.#api.message(id).catch(() => null)
      if (answer && this.#log() === log) this.#told({ reason: 'page', ids: log.applyMessage(answer, mark).ids })
    }
  }
}
