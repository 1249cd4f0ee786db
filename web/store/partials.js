/** Unknown messages we remember partial news of. More, and a page older than the forgotten news is not used. */
const MOST = 1_000

/**
 * News about messages we do not have: new tallies, new comment counts. A page that was read before the news and arrives
 * after it would otherwise bring an old count that nothing corrects.
 */
export class Partials {
  /** @type {Map<number, {tallies?:object[], comments?:object|null, revision:number}>} */
  #byMessage = new Map()

  /** A page as old as this or older may lack news that was forgotten. */
  floor = 0

  /**
   * @param {number} message
   * @param {{tallies?:object[], comments?:object|null, revision:number}} news
   */
  note(message, news) {
    const known = this.#byMessage.get(message)
    this.#byMessage.delete(message)
    this.#byMessage.set(message, { ...known, ...news })
    if (this.#byMessage.size <= MOST) return
    const [oldest, { revision }] = this.#byMessage.entries().next().value
    this.#byMessage.delete(oldest)
    this.floor = Math.max(this.floor, revision)
  }

  /**
   * The message brought up to date by what was noted of it, which is then forgotten.
   * @template {{id:number, revision:number}} T
   * @param {T} message
   * @returns {T}
   */
  complete(message) {
    const news = this.#byMessage.get(message.id)
    if (!news) return message
    this.#byMessage.delete(message.id)
    return news.revision > message.revision ? withNews(message, news) : message
  }
}

/**
 * A copy of a message with new tallies or comment counts.
 * @template {{revision:number}} T
 * @param {T} message
 * @param {{tallies?:object[], comments?:object|null, revision:number}} news
 * @returns {T}
 */
export function withNews(message, { tallies, comments, revision }) {
  const changed = { ...message, revision }
  if (tallies !== undefined) changed.tallies = tallies
  if (comments !== undefined) changed.comments = comments ?? undefined
  return changed
}
