/**
 * What is kept on the device: IndexedDB where there is one that works, else memory (private windows, broken profiles).
 *
 * Stores: `outgoing` (the outbox, by key), `page` (kept messages, by room), `kept` (single values, by name).
 */

const NAME = 'hiroba'
const VERSION = 1
const STORES = { outgoing: { keyPath: 'key' }, page: { keyPath: 'room' }, kept: { keyPath: 'name' } }

/** @typedef {'outgoing'|'page'|'kept'} Store */

export class Database {
  #factory
  #opening = null
  #memory = null

  /** @param {IDBFactory|null} [factory] */
  constructor(factory = globalThis.indexedDB ?? null) {
    this.#factory = factory
    if (!factory) this.#memory = new Memory()
  }

  /** False when nothing survives a reload. */
  get isDurable() {
    return this.#memory === null
  }

  /** @param {Store} store @param {IDBValidKey} key @returns {Promise<any>} undefined when there is none */
  get(store, key) {
    return this.#run(store, 'readonly', (table) => table.get(key))
  }

  /** @param {Store} store @returns {Promise<any[]>} */
  all(store) {
    return this.#run(store, 'readonly', (table) => table.getAll())
  }

  /** When it resolves, the value is stored. @param {Store} store @param {object} value with the store's key in it */
  put(store, value) {
    return this.#run(store, 'readwrite', (table) => table.put(value))
  }

  /** @param {Store} store @param {IDBValidKey} key */
  delete(store, key) {
    return this.#run(store, 'readwrite', (table) => table.delete(key))
  }

  /** @param {Store} store */
  clear(store) {
    return this.#run(store, 'readwrite', (table) => table.clear())
  }

  async #run(store, mode, work) {
    if (this.#memory) return work(this.#memory.table(store))
    const database = await this.#open()
    if (!database) return work(this.#memory.table(store))
    try {
      return await perform(database, store, mode, work)
    } catch (error) {
      // Browsers close connections behind our back (iOS after a pause, a cleared site): one more try on a new one.
      if (error?.name !== 'InvalidStateError') throw error
      this.#opening = null
      const again = await this.#open()
      return again ? perform(again, store, mode, work) : work(this.#memory.table(store))
    }
  }

  #open() {
    this.#opening ??= openDatabase(this.#factory).then((database) => {
      // Another tab with a newer build may change the structure; it must not wait for us.
      database.onversionchange = () => {
        database.close()
        this.#opening = null
      }
      database.onclose = () => { this.#opening = null }
      return database
    }).catch(() => {
      this.#memory = new Memory()
      return null
    })
    return this.#opening
  }
}

function openDatabase(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, options)
      }
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })
}

/** Resolves when the transaction is complete, not merely its request. */
function perform(database, store, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode)
    const request = work(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error ?? request.error)
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
  })
}

/** The part of an object store we use, for this page's life only. */
class Memory {
  #tables = new Map()

  table(name) {
    if (!this.#tables.has(name)) this.#tables.set(name, new Map())
    const rows = this.#tables.get(name)
    const { keyPath } = STORES[name]
    return {
      get: (key) => structuredClone(rows.get(key)),
      getAll: () => [...rows.values()].map((row) => structuredClone(row)),
      put: (value) => { rows.set(value[keyPath], structuredClone(value)) },
      delete: (key) => { rows.delete(key) },
      clear: () => { rows.clear() },
    }
  }
}
