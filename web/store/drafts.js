/** What was begun and not sent, per room and thread. Synchronous, so that not even the last character is lost. */

const PREFIX = 'hiroba:draft:'

export class Drafts {
  #storage
  #member = null

  /** @param {Storage|null} storage */
  constructor(storage) {
    this.#storage = storage
  }

  /** Drafts of other members are removed. @param {number|null} member */
  open(member) {
    this.#member = member
    if (member !== null) this.#remove((key) => !key.startsWith(`${PREFIX}${member}:`))
  }

  /** @param {number} room @param {number|null} [thread] @returns {string} '' when there is none */
  get(room, thread = null) {
    if (this.#member === null) return ''
    try {
      return this.#storage?.getItem(this.#key(room, thread)) ?? ''
    } catch {
      return ''
    }
  }

  /** @param {number} room @param {number|null} thread @param {string} text '' removes it */
  set(room, thread, text) {
    if (this.#member === null) return
    try {
      if (text === '') this.#storage?.removeItem(this.#key(room, thread))
      else this.#storage?.setItem(this.#key(room, thread), text)
    } catch {
      // No room on the device: the text field still has it.
    }
  }

  /** Rooms where something was begun. @returns {number[]} */
  rooms() {
    const prefix = `${PREFIX}${this.#member}:`
    return [...new Set(this.#keys().filter((key) => key.startsWith(prefix))
      .map((key) => Number(key.slice(prefix.length).split(':')[0])))]
  }

  /** Signing out. */
  clear() {
    this.#remove(() => true)
    this.#member = null
  }

  #key(room, thread) {
    return `${PREFIX}${this.#member}:${room}${thread === null ? '' : `:${thread}`}`
  }

  #keys() {
    try {
      const count = this.#storage?.length ?? 0
      return Array.from({ length: count }, (_, index) => this.#storage.key(index)).filter((key) => key?.startsWith(PREFIX))
    } catch {
      return []
    }
  }

  #remove(isMeant) {
    for (const key of this.#keys().filter(isMeant)) this.#storage.removeItem(key)
  }
}
