import { readFileSync } from 'node:fs'
import vm from 'node:vm'

const SOURCE = readFileSync(new URL('../../../web/sw.js', import.meta.url), 'utf8')
export const ORIGIN = 'https://hiroba.example'

/** Caches of one browser: they outlive service workers. */
export class FakeCaches {
  #caches = new Map()
  fetch = null

  async open(name) {
    if (!this.#caches.has(name)) this.#caches.set(name, new FakeCache(this))
    return this.#caches.get(name)
  }

  async keys() { return [...this.#caches.keys()] }
  async delete(name) { return this.#caches.delete(name) }

  async match(request, options) {
    for (const cache of this.#caches.values()) {
      const response = await cache.match(request, options)
      if (response) return response
    }
    return undefined
  }
}

class FakeCache {
  entries = new Map()

  constructor(caches) { this.caches = caches }

  async addAll(urls) {
    for (const url of urls) {
      const response = await this.caches.fetch(url)
      if (!response.ok) throw new TypeError('bad response')
      await this.put(url, response)
    }
  }

  async put(request, response) { this.entries.set(absolute(request), response) }
  async match(request) { return this.entries.get(absolute(request))?.clone() }
}

function absolute(request) {
  return new URL(typeof request === 'string' ? request : request.url, ORIGIN).href
}

/** One running service worker of one build. */
export class Worker {
  skipped = false
  claimed = false
  #listeners = {}
  #timers = []

  /**
   * @param {string} build
   * @param {FakeCaches} caches
   * @param {(path:string) => Promise<Response>|Response} network
   */
  constructor(build, caches, network) {
    const fetch = async (request) => {
      const url = new URL(absolute(request))
      return network(url.pathname + url.search)
    }
    caches.fetch = fetch
    const scope = {
      addEventListener: (type, heard) => { this.#listeners[type] = heard },
      location: { origin: ORIGIN },
      skipWaiting: () => { this.skipped = true },
      clients: { claim: async () => { this.claimed = true } },
    }
    vm.runInNewContext(SOURCE.replaceAll('{{BUILD}}', build), {
      self: scope, caches, fetch, URL, Promise, Error,
      setTimeout: (callback, ms, value) => { this.#timers.push({ run: () => callback(value), ms }) },
    })
  }

  async #lifecycle(type) {
    let work
    this.#listeners[type]({ waitUntil: (promise) => { work = promise } })
    await work
  }

  install() { return this.#lifecycle('install') }
  activate() { return this.#lifecycle('activate') }
  message(data) { this.#listeners.message({ data }) }

  /** @returns {Promise<Response>|null} null: left to the browser */
  request(path, { method = 'GET', mode = 'cors' } = {}) {
    let answer = null
    const url = new URL(path, ORIGIN).href
    this.#listeners.fetch({ request: { url, method, mode }, respondWith: (promise) => { answer = promise } })
    return answer
  }

  navigate(path) { return this.request(path, { mode: 'navigate' }) }

  /** Patience ends. */
  timersFire() {
    for (const { run } of this.#timers.splice(0)) run()
  }
}

/** A server with one build of the app. */
export function site(build, { files = ['app.js', 'styles/base.css', 'stickers/ume.svg'], page = build } = {}) {
  const requests = []
  const network = async (path) => {
    requests.push(path)
    if (path === `/assets/${build}/assets.json`) {
      return Response.json({ build, files: files.map((file) => `/assets/${build}/${file}`) })
    }
    if (path.startsWith(`/assets/${build}/`)) return new Response(`${path} of ${build}`)
    if (path === '/manifest.webmanifest') return new Response('{}')
    if (path.startsWith('/assets/')) return new Response('gone', { status: 404 })
    return new Response(`<script src="/assets/${page}/app.js">`)
  }
  return { requests, network }
}
