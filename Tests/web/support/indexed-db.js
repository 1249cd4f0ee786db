/**
 * A small stand-in for IndexedDB: object stores with in-line keys, requests, transactions that complete later. Several
 * pages of one browser open the same instance. The real thing is exercised in the browser tests.
 */
export class FakeIndexedDB {
  #databases = new Map()
  /** Set to make the next writes fail, as on a full device. */
  isFull = false
  /** Set to make connections die, as iOS does after a pause. */
  #connections = new Set()

  open(name, version) {
    const request = { result: null, error: null }
    later(() => {
      const isNew = !this.#databases.has(name)
      if (isNew) this.#databases.set(name, { version, stores: new Map() })
      const connection = new FakeConnection(this, this.#databases.get(name))
      this.#connections.add(connection)
      request.result = connection
      if (isNew) request.onupgradeneeded?.({ target: request })
      request.onsuccess?.({ target: request })
    })
    return request
  }

  breakConnections() {
    for (const connection of this.#connections) connection.isClosed = true
    this.#connections.clear()
  }

  /** What is stored, for assertions. */
  rows(name, store) {
    return [...(this.#databases.get(name)?.stores.get(store)?.rows.values() ?? [])]
  }
}

class FakeConnection {
  isClosed = false
  #factory
  #database

  constructor(factory, database) {
    this.#factory = factory
    this.#database = database
  }

  get objectStoreNames() {
    return { contains: (name) => this.#database.stores.has(name) }
  }

  createObjectStore(name, { keyPath }) {
    this.#database.stores.set(name, { keyPath, rows: new Map() })
  }

  close() {
    this.isClosed = true
  }

  transaction(name, mode) {
    if (this.isClosed) throw Object.assign(new Error('closing'), { name: 'InvalidStateError' })
    const store = this.#database.stores.get(name)
    if (!store) throw Object.assign(new Error(`no store ${name}`), { name: 'NotFoundError' })
    const transaction = { error: null }
    const run = (work) => {
      const request = { result: undefined, error: null }
      later(() => {
        if (mode === 'readwrite' && this.#factory.isFull && work.isPut) {
          transaction.error = Object.assign(new Error('full'), { name: 'QuotaExceededError' })
          transaction.onabort?.()
          return
        }
        request.result = work(store)
        request.onsuccess?.({ target: request })
        later(() => transaction.oncomplete?.())
      })
      return request
    }
    transaction.objectStore = () => ({
      get: (key) => run(({ rows }) => structuredClone(rows.get(key))),
      getAll: () => run(({ rows }) => [...rows.values()].map((row) => structuredClone(row))),
      put: (value) => {
        const row = structuredClone(value)
        return run(Object.assign(({ rows, keyPath }) => { rows.set(row[keyPath], row) }, { isPut: true }))
      },
      delete: (key) => run(({ rows }) => { rows.delete(key) }),
      clear: () => run(({ rows }) => { rows.clear() }),
    })
    return transaction
  }
}

function later(work) {
  setImmediate(work)
}
