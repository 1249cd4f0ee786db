/**
 * Who is signed in on this device.
 *
 * @typedef {{id:number, name:string, role:string, badges?:string[]}} Member
 * @typedef {Object} Me the answer of GET /api/me
 * @property {Member} member
 * @property {string} email masked
 * @property {object} attributes
 * @property {number} termsVersion
 * @property {string[]} permissions
 */
export class Session {
  /** @type {'unknown'|'signedOut'|'signedIn'} `unknown`: never reached the server and nothing is kept */
  status = 'unknown'
  /** True while the server has not confirmed what the device remembers. */
  fromCache = false
  /** @type {Me|null} */
  #me = null

  /** @returns {Member|null} */
  get member() { return this.#me?.member ?? null }
  /** Masked. @returns {string|null} */
  get email() { return this.#me?.email ?? null }
  get attributes() { return this.#me?.attributes ?? {} }
  /** Of the terms the member accepted. @returns {number|null} */
  get termsVersion() { return this.#me?.termsVersion ?? null }
  /** @returns {string[]} */
  get permissions() { return this.#me?.permissions ?? [] }

  /** @param {string} permission */
  can(permission) {
    return this.permissions.includes(permission)
  }

  // For the community

  /** @param {Me} me @param {boolean} fromCache */
  begin(me, fromCache) {
    this.#me = me
    this.status = 'signedIn'
    this.fromCache = fromCache
  }

  /** @param {object} attributes */
  changed(attributes) {
    if (this.#me) this.#me = { ...this.#me, attributes }
  }

  end() {
    this.#me = null
    this.status = 'signedOut'
    this.fromCache = false
  }
}
