import { toRow } from './outgoing.js'

/**
 * The outbox's rows on the device, shared by the tabs of a browser. Changes of this page are written one after the
 * other, so that a row is never stored again after it was removed.
 */
export class OutboxShelf {
  #database
  #channel
  #writes = Promise.resolve()
  /** How many changes of a row are still to be written, by key. */
  #changing = new Map()
  /** Keys the device had no room for: they live as long as this page. */
  #unsavable = new Set()

  /**
   * @param {import('./database.js').Database} database
   * @param {BroadcastChannel|null} channel to the other tabs
   * @param {() => void} heard another tab changed something
   */
  constructor(database, channel, heard) {
    this.#database = database
    this.#channel = channel
    if (channel) channel.onmessage = heard
  }

  /** Resolves when everything so far is written. */
  get written() {
    return this.#writes
  }

  /** What the device has may be older than what this page knows. @param {string} key */
  isBehind(key) {
    return this.#changing.has(key) || this.#unsavable.has(key)
  }

  /** @returns {Promise<object[]|null>} null when the device does not answer */
  rows() {
    return this.#database.all('outgoing').catch(() => null)
  }

  /** @param {import('./outgoing.js').Outgoing} entry */
  put(entry) {
    return this.#change(entry.key, async () => {
      try {
        await this.#database.put('outgoing', toRow(entry))
        this.#unsavable.delete(entry.key)
      } catch {
        this.#unsavable.add(entry.key)
      }
    })
  }

  /** @param {string} key */
  delete(key) {
    this.#unsavable.delete(key)
    return this.#change(key, () => this.#database.delete('outgoing', key))
  }

  async clear() {
    this.#unsavable.clear()
    await this.#write(() => this.#database.clear('outgoing'))
    this.#tellOtherTabs()
  }

  async #change(key, work) {
    this.#changing.set(key, (this.#changing.get(key) ?? 0) + 1)
    await this.#write(work)
    const left = this.#changing.get(key) - 1
    if (left > 0) this.#changing.set(key, left)
    else this.#changing.delete(key)
    this.#tellOtherTabs()
  }

  #write(work) {
    this.#writes = this.#writes.then(work).catch(() => {})
    return this.#writes
  }

  #tellOtherTabs() {
    try {
      this.#channel?.postMessage({})
    } catch {
      // A closing page cannot tell; the others look before they send.
    }
  }
}
