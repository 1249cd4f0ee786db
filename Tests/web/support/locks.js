/** Web Locks of one browser: one holder per name, the others wait in line. */
export class FakeLocks {
  #lines = new Map()
  /** The most that ever held one name at once. */
  mostHolders = 0
  #holders = new Map()

  request(name, { signal } = {}, work) {
    const before = this.#lines.get(name) ?? Promise.resolve()
    let isAborted = false
    const turn = new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        isAborted = true
        reject(Object.assign(new Error('aborted'), { name: 'AbortError' }))
      })
      before.then(resolve)
    })
    const held = turn.then(async () => {
      if (isAborted) return undefined
      this.#hold(name, 1)
      try {
        return await work()
      } finally {
        this.#hold(name, -1)
      }
    })
    this.#lines.set(name, Promise.allSettled([before, held]))
    return held
  }

  #hold(name, change) {
    const count = (this.#holders.get(name) ?? 0) + change
    this.#holders.set(name, count)
    this.mostHolders = Math.max(this.mostHolders, count)
  }
}

/** BroadcastChannels of one browser. */
export class FakeChannels {
  #channels = new Map()

  open(name) {
    const peers = this.#channels.get(name) ?? new Set()
    this.#channels.set(name, peers)
    const channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const peer of peers) if (peer !== channel) setImmediate(() => peer.onmessage?.({ data: structuredClone(data) }))
      },
      close: () => { peers.delete(channel) },
    }
    peers.add(channel)
    return channel
  }
}
