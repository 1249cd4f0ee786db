import { Refusal } from './refusal.js'

/** How long an answer may take, in ms: a phone on a train needs some patience, a dead link must be noticed. */
const TIMEOUT = 15_000

/**
 * One HTTP request to our own server: JSON in, JSON out, every failure a `Refusal`.
 */
export class Http {
  #fetch
  #language
  #timeoutMs
  #isOnline

  /**
   * @param {Object} [options]
   * @param {typeof fetch} [options.fetch]
   * @param {() => 'ja'|'en'} [options.language] the chosen one, at the time of the request
   * @param {number} [options.timeoutMs]
   * @param {() => boolean} [options.isOnline] false only when the device knows it has no network
   */
  constructor({ fetch, language, timeoutMs, isOnline } = {}) {
    this.#fetch = fetch ?? ((...request) => globalThis.fetch(...request))
    this.#language = language ?? (() => 'ja')
    this.#timeoutMs = timeoutMs ?? TIMEOUT
    this.#isOnline = isOnline ?? (() => globalThis.navigator?.onLine !== false)
  }

  /**
   * @param {'GET'|'POST'|'PUT'|'PATCH'|'DELETE'} method
   * @param {string} path
   * @param {{body?:unknown, query?:Record<string, string|number|undefined|null>, signal?:AbortSignal}} [options]
   * @returns {Promise<any>} the JSON, or null when the answer has no content
   * @throws {Refusal}
   */
  async request(method, path, { body, query, signal } = {}) {
    const abort = new AbortController()
    let hasTimedOut = false
    const timer = setTimeout(() => {
      hasTimedOut = true
      abort.abort()
    }, this.#timeoutMs)
    const cancel = () => abort.abort()
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel)
    try {
      const response = await this.#fetch(path + queryString(query), {
        method,
        headers: this.#headers(body),
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: abort.signal,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
      })
      return await this.#read(response)
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (hasTimedOut) throw this.#own('timeout')
      if (signal?.aborted) throw this.#own('cancelled')
      // fetch tells every failure of the way with the same TypeError.
      throw this.#own(this.#isOnline() ? 'disconnected' : 'offline')
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  #headers(body) {
    const language = this.#language()
    const headers = { Accept: 'application/json', 'Accept-Language': language === 'en' ? 'en, ja;q=0.5' : 'ja' }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    return headers
  }

  async #read(response) {
    const text = response.status === 204 ? '' : await response.text()
    if (!response.ok) throw this.#refusal(response, parse(text))
    if (text === '') return null
    const json = parse(text)
    // A captive portal answers 200 with its own page.
    if (json === undefined) throw this.#own('badAnswer', response.status)
    return json
  }

  #refusal(response, json) {
    const error = json?.error
    if (typeof error?.code === 'string') return new Refusal({ ...error, status: response.status })
    return this.#own('badAnswer', response.status)
  }

  #own(code, status) {
    const refusal = Refusal.own(code, this.#language())
    refusal.status = status ?? null
    return refusal
  }
}

function queryString(query) {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null)
  if (entries.length === 0) return ''
  return `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`
}

/** @returns {any} undefined when it is not JSON */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
