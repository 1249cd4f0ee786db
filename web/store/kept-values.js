/** Single values on the device, by name: what a start without a network needs. */
export class KeptValues {
  #database

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database
  }

  /** @param {'community'|'me'|'rooms'} name @returns {Promise<any>} undefined when there is none */
  async get(name) {
    return (await this.#database.get('kept', name).catch(() => undefined))?.value
  }

  /** @param {'community'|'me'|'rooms'} name @param {any} value */
  put(name, value) {
    return this.#database.put('kept', { name, value }).catch(() => {})
  }

  /** @param {'community'|'me'|'rooms'} name */
  delete(name) {
    return this.#database.delete('kept', name).catch(() => {})
  }
}
