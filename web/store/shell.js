import { Change } from '../realtime/change.js'

/**
 * Keeps the app itself on the device (see `sw.js`) and tells when a new build is there.
 *
 * Events: `update` (a new build waits), `switched` (after `applyUpdate`: reload now).
 */
export class Shell extends EventTarget {
  #container
  #trustedTypes
  /** @type {ServiceWorkerRegistration|null} */
  #registration = null
  #isSwitching = false

  /**
   * @param {Object} [parts]
   * @param {ServiceWorkerContainer|null} [parts.container]
   * @param {TrustedTypePolicyFactory|null} [parts.trustedTypes]
   */
  constructor({ container, trustedTypes } = {}) {
    super()
    this.#container = container ?? globalThis.navigator?.serviceWorker ?? null
    this.#trustedTypes = trustedTypes ?? globalThis.trustedTypes ?? null
  }

  /** True when a new build waits. */
  get hasUpdate() {
    return Boolean(this.#registration?.waiting && this.#container?.controller)
  }

  /** Registers the service worker. Where that is impossible the app works all the same, with a network. */
  async register() {
    if (!this.#container || this.#registration) return
    try {
      this.#registration = await this.#container.register(this.#scriptURL(), { scope: '/', updateViaCache: 'none' })
    } catch {
      return
    }
    this.#container.addEventListener('controllerchange', () => {
      if (this.#isSwitching) this.dispatchEvent(new Change('switched'))
    })
    this.#registration.addEventListener('updatefound', () => this.#watch(this.#registration.installing))
    this.#watch(this.#registration.installing)
    if (this.hasUpdate) this.dispatchEvent(new Change('update'))
  }

  /** Looks for a new build now. */
  async check() {
    await this.#registration?.update().catch(() => {})
  }

  /** Switches this page to the new build. Other open pages go on with theirs. */
  applyUpdate() {
    this.#isSwitching = true
    this.#registration?.waiting?.postMessage({ type: 'activate' })
  }

  #watch(worker) {
    worker?.addEventListener('statechange', () => {
      // The first build ever has nobody to replace.
      if (worker.state === 'installed' && this.#container.controller) this.dispatchEvent(new Change('update'))
    })
  }

  /** The only script address the page may make; the page's policy `hiroba` lets no other through. */
  #scriptURL() {
    const url = '/sw.js'
    if (!this.#trustedTypes?.createPolicy) return url
    const policy = this.#trustedTypes.createPolicy('hiroba', {
      createScriptURL: (candidate) => {
        if (candidate !== url) throw new TypeError('not a script of ours')
        return candidate
      },
    })
    return policy.createScriptURL(url)
  }
}

/** The one of this page. */
export const shell = new Shell()
