import { Http } from './http.js'

/**
 * The HTTP routes, one method each. All return Promises of the answer's JSON and reject with `Refusal`; the last
 * argument may bring `{signal}` to cancel.
 *
 * @typedef {{signal?: AbortSignal}} Options
 * @typedef {{ageBand?: string|null, residence?: {prefecture:string, municipality?:string}|null, interests?: string[]|null}} Attributes
 */
export class Api {
  #http

  /** @param {Http|ConstructorParameters<typeof Http>[0]} [http] */
  constructor(http) {
    this.#http = http instanceof Http ? http : new Http(http)
  }

  // The community

  /** Name, terms, catalogues and limits. @param {Options} [options] */
  community(options) { return this.#get('/api/community', {}, options) }

  // Signing in and out

  /** @param {string} email */
  requestCode(email, options) { return this.#send('POST', '/api/sign-in/code', { email }, options) }
  /** @param {string} code @returns {Promise<{next:'signedIn'|'profile', member?:object}>} */
  verifyCode(code, options) { return this.#send('POST', '/api/sign-in/verify', { code }, options) }
  /** @param {{displayName:string, attributes:Attributes, termsVersion:number}} profile */
  signUp(profile, options) { return this.#send('POST', '/api/sign-up', profile, options) }
  signOut(options) { return this.#send('POST', '/api/sign-out', undefined, options) }
  /** @param {string} token of the one-time link that makes the first administrator */
  setUp(token, options) { return this.#send('POST', '/api/setup', { token }, options) }
  /** @param {string} role */
  demoSignIn(role, options) { return this.#send('POST', '/api/demo/sign-in', { role }, options) }

  // Oneself

  me(options) { return this.#get('/api/me', {}, options) }
  /** @param {Attributes} patch null withdraws */
  changeAttributes(patch, options) { return this.#send('PATCH', '/api/me/attributes', patch, options) }
  sessions(options) { return this.#get('/api/me/sessions', {}, options) }
  endSession(id, options) { return this.#send('DELETE', `/api/me/sessions/${part(id)}`, undefined, options) }

  /** One's own messages that wait for a moderator. */
  held(options) { return this.#get('/api/me/held', {}, options) }
  /** @param {{before?:number}} [page] */
  notices({ before } = {}, options) { return this.#get('/api/me/notices', { before }, options) }
  /** @param {number} upTo */
  readNotices(upTo, options) { return this.#send('POST', '/api/me/notices/read', { upTo }, options) }

  // Rooms

  rooms(options) { return this.#get('/api/rooms', {}, options) }
  /** @param {number} id @param {boolean} on */
  follow(id, on, options) { return this.#send(on ? 'PUT' : 'DELETE', `/api/rooms/${part(id)}/follow`, undefined, options) }

  /** What is asked of a room while it is busy. @param {number} room @param {object} controls */
  setControls(room, controls, options) { return this.#send('PUT', `/api/rooms/${part(room)}/controls`, controls, options) }

  // Messages

  /**
   * A page of posts; the newest without an anchor.
   * @param {number} room
   * @param {{before?:number, after?:number, around?:number, limit?:number}} [page]
   */
  messages(room, { before, after, around, limit } = {}, options) {
    return this.#get(`/api/rooms/${part(room)}/messages`, { before, after, around, limit }, options)
  }

  /** One message; for a comment also its post. @param {number} id */
  message(id, options) { return this.#get(`/api/messages/${part(id)}`, {}, options) }

  /** A page of comments under a post. @param {number} post @param {{before?:number, after?:number, limit?:number}} [page] */
  comments(post, { before, after, limit } = {}, options) {
    return this.#get(`/api/messages/${part(post)}/comments`, { before, after, limit }, options)
  }

  /** Who put which sticker. @param {number} message */
  reactions(message, options) { return this.#get(`/api/messages/${part(message)}/reactions`, {}, options) }
  /** Earlier texts; permission `readEditHistory`. @param {number} message */
  edits(message, options) { return this.#get(`/api/messages/${part(message)}/edits`, {}, options) }

  // Reviewing; for those who may

  /** @param {{state?:'open'|'decided', kind?:string, room?:number, before?:number, limit?:number}} [query] */
  reviews({ state, kind, room, before, limit } = {}, options) {
    return this.#get('/api/reviews', { state, kind, room, before, limit }, options)
  }

  /** An item with what was said around it and its author's history. @param {number} id */
  review(id, options) { return this.#get(`/api/reviews/${part(id)}`, {}, options) }
  claimReview(id, options) { return this.#send('PUT', `/api/reviews/${part(id)}/claim`, undefined, options) }
  releaseReview(id, options) { return this.#send('DELETE', `/api/reviews/${part(id)}/claim`, undefined, options) }
  /** @param {number} id @param {{kind:string, reason?:string, exceptionPhrase?:string, mark?:string}} decision */
  decideReview(id, decision, options) { return this.#send('POST', `/api/reviews/${part(id)}/decision`, decision, options) }
  undoReview(id, options) { return this.#send('POST', `/api/reviews/${part(id)}/undo`, undefined, options) }
  /** What a hidden message said. @param {number} message @param {string} reason */
  evidence(message, reason, options) { return this.#send('POST', `/api/messages/${part(message)}/evidence`, { reason }, options) }
  /** @param {number} message @param {string} [text] */
  correct(message, text, options) {
    return this.#send('POST', `/api/messages/${part(message)}/correction`, text ? { text } : {}, options)
  }

  climates(options) { return this.#get('/api/climates', {}, options) }
  /** @param {number} room */
  climate(room, options) { return this.#get(`/api/rooms/${part(room)}/climate`, {}, options) }
  /** @param {number} room @param {string} step */
  playbook(room, step, options) { return this.#send('POST', `/api/rooms/${part(room)}/playbook`, { step }, options) }

  // Reporting

  /** @param {number} message @param {{reason:string, note?:string}} report */
  report(message, report, options) { return this.#send('POST', `/api/messages/${part(message)}/reports`, report, options) }

  // Finding

  /** @param {{q:string, room?:number, author?:number, before?:number, limit?:number}} query */
  search({ q, room, author, before, limit }, options) {
    return this.#get('/api/search', { q, room, author, before, limit }, options)
  }

  /** Up to ten members whose name fits, for mentions. @param {string} q */
  members(q, options) { return this.#get('/api/members', { q }, options) }

  #get(path, query, options = {}) {
    return this.#http.request('GET', path, { query, signal: options.signal })
  }

  #send(method, path, body, options = {}) {
    return this.#http.request(method, path, { body, signal: options.signal })
  }
}

/** An id as one part of a path, whatever it holds. */
function part(id) {
  return encodeURIComponent(String(id))
}
