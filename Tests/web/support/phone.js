import { Api } from '../../../web/api/api.js'
import { Connection } from '../../../web/realtime/connection.js'
import { Community } from '../../../web/store/community.js'
import { Database } from '../../../web/store/database.js'
import { Settings } from '../../../web/store/settings.js'
import { settle } from './clock.js'
import { FakeIndexedDB } from './indexed-db.js'
import { FakeChannels, FakeLocks } from './locks.js'
import { FakeSocket } from './socket.js'
import { FakeStorage } from './storage.js'

/**
 * A phone with a browser on it, and a network to a model server that comes and goes. Pages opened on it are whole
 * communities; only the screen is missing.
 */
export class Phone {
  indexedDB = new FakeIndexedDB()
  storage = new FakeStorage()
  locks = new FakeLocks()
  channels = new FakeChannels()
  /** Who the session cookie says; null when signed out. */
  cookie = null
  hasNetwork = true
  pages = []
  requests = []
  #lastKey = 0

  constructor(server, clock, { cookie = null, name = 'phone' } = {}) {
    this.server = server
    this.clock = clock
    this.cookie = cookie
    this.name = name
  }

  /** Opens a page and starts it. */
  async open({ start = true } = {}) {
    const page = new Page(this)
    this.pages.push(page)
    page.community.networkChanged()
    if (start) {
      const started = page.community.start()
      for (let turn = 0; turn < 10; turn += 1) await this.clock.advance(100)
      await started
    }
    return page
  }

  newKey = () => {
    this.#lastKey += 1
    return `${this.name}-key-${String(this.#lastKey).padStart(6, '0')}`
  }

  loseNetwork() {
    this.hasNetwork = false
    for (const page of this.pages) page.loseNetwork()
  }

  findNetwork() {
    this.hasNetwork = true
    for (const page of this.pages) page.findNetwork()
  }

  /** The server's HTTP routes, as far as the tests go. */
  answer(path, { method, body }) {
    if (!this.hasNetwork) throw new TypeError('Failed to fetch')
    const { server, cookie } = this
    const url = new URL(path, 'https://hiroba.example')
    this.requests.push(`${method} ${url.pathname}`)
    const query = Object.fromEntries([...url.searchParams].map(([name, value]) => [name, Number(value)]))
    const route = `${method} ${url.pathname.replace(/\d+/g, ':')}`
    const [id] = (url.pathname.match(/\d+/) ?? []).map(Number)
    const content = body ? JSON.parse(body) : null
    if (route === 'GET /api/community') return [200, { name: '広場', isDemo: true, stickers: [{ id: 'ume' }, { id: 'iine' }] }]
    if (route === 'POST /api/demo/sign-in') {
      this.cookie = content.role === 'moderator' ? server.moderator : server.member
      return [200, { member: this.cookie }]
    }
    if (!cookie) return [401, { error: { code: 'signInRequired', text: 'サインインしてください。' } }]
    switch (route) {
      case 'GET /api/me': return [200, { member: cookie, email: 'u***@example.jp', attributes: {}, termsVersion: 1, permissions: cookie.role === 'moderator' ? ['hideMessages'] : [], epoch: server.epoch }]
      case 'POST /api/sign-out': this.cookie = null; return [204, null]
      case 'GET /api/rooms': return [200, server.roomList(cookie)]
      case 'GET /api/rooms/:/messages':
        if (!server.rooms.has(id)) return [404, { error: { code: 'notFound', text: '見つかりません。' } }]
        return [200, server.page(id, query, cookie)]
      case 'GET /api/messages/:': return [200, server.message(id, cookie)]
      case 'GET /api/messages/:/comments': return [200, server.comments(id, query, cookie)]
      case 'PATCH /api/me/attributes': return [200, content]
      default: return [404, { error: { code: 'notFound', text: '見つかりません。' } }]
    }
  }
}

class Page {
  isKilled = false
  sockets = []
  device = { onLine: true }

  constructor(phone) {
    this.phone = phone
    this.device.onLine = phone.hasNetwork
    const { clock } = phone
    this.settings = new Settings(phone.storage)
    const language = () => this.settings.language
    this.connection = new Connection({ makeSocket: () => this.#makeSocket(), clock, language })
    this.community = new Community({
      api: new Api({ language, isOnline: () => this.device.onLine, fetch: (path, options) => this.#fetch(path, options) }),
      connection: this.connection,
      database: new Database(phone.indexedDB),
      settings: this.settings,
      storage: phone.storage,
      clock,
      locks: null,
      makeChannel: (name) => phone.channels.open(name),
      newKey: phone.newKey,
      device: this.device,
    })
  }

  get socket() {
    return this.sockets.at(-1)
  }

  /** The page is closed or killed by the system: nothing of it goes on. */
  kill() {
    this.isKilled = true
    this.phone.pages = this.phone.pages.filter((page) => page !== this)
    for (const socket of this.sockets) socket.cut?.()
    this.connection.stop()
  }

  loseNetwork() {
    this.device.onLine = false
    for (const socket of this.sockets) socket.cut?.()
    this.connection.doubt()
    this.community.networkChanged()
  }

  findNetwork() {
    this.device.onLine = true
    this.connection.wake('online')
    this.community.networkChanged()
  }

  async #fetch(path, options) {
    await settle()
    if (this.isKilled) return new Promise(() => {})
    const [status, body] = this.phone.answer(path, options)
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  }

  #makeSocket() {
    const socket = new FakeSocket()
    this.sockets.push(socket)
    const { server } = this.phone
    let session = null
    setImmediate(() => {
      if (socket.isClosed) return
      if (!this.phone.hasNetwork || !this.phone.cookie || this.isKilled) return socket.drop(1006)
      session = server.connect({
        member: this.phone.cookie,
        tell: (type, payload, ref) => setImmediate(() => { if (!socket.isClosed && !socket.isCut) socket.say(type, payload, ref) }),
        close: (code) => setImmediate(() => { socket.cut(); socket.drop(code) }),
      })
      socket.onsent = (frame) => setImmediate(() => { if (!socket.isCut) session.receive(frame) })
    })
    /** The network is gone; neither end is told. */
    socket.cut = () => {
      socket.isCut = true
      if (session) server.disconnect(session)
    }
    socket.close = () => {
      socket.isClosed = true
      socket.cut()
    }
    return socket
  }
}

/** Watches a room as a screen would: everything that was ever shown, and that nothing is ever shown twice. */
export class Screen {
  shown = new Set()
  problems = []

  constructor(room) {
    this.room = room
    room.addEventListener('change', () => this.look())
    this.look()
  }

  look() {
    const ids = this.room.items.map(({ id }) => id)
    if (new Set(ids).size !== ids.length) this.problems.push(`twice: ${ids}`)
    const offsets = this.room.items.map(({ offset }) => offset).filter((offset) => offset !== null)
    if (offsets.some((offset, index) => index > 0 && offset < offsets[index - 1])) this.problems.push(`order: ${offsets}`)
    for (const { body } of this.room.items) if (body) this.shown.add(body)
  }

  get bodies() {
    return this.room.items.map(({ body }) => body)
  }
}
