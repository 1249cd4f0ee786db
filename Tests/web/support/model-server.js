/**
 * The server as a client sees it, in a few lines: ordered logs, idempotency keys, pages, catching up, announced tallies,
 * read positions. Slow where the tests want it slow: `recover` answers only when told.
 */

export const MEMBERS = {
  ume: { id: 7, name: 'みと梅ざけ', role: 'member', badges: ['先輩移住者'] },
  umi: { id: 8, name: 'つくばの海', role: 'member' },
  moderator: { id: 2, name: '運営・佐竹', role: 'moderator' },
}

export class ModelServer {
  epoch = 'e1'
  /** How far its clock is from the phones', in ms. */
  clockAhead = 0
  member = MEMBERS.ume
  moderator = MEMBERS.moderator
  /** What answers a post instead of storing it. @type {null|((post:object) => {type:string, payload:object}|null)} */
  screening = null
  /** Publications a client may have missed and still catch up. */
  recoveryLimit = 500
  rooms = new Map()
  #messages = new Map()
  #keys = new Map()
  #reads = new Map()
  #sessions = new Set()
  #lastID = 100
  #clock

  constructor({ clock = { now: () => 1_700_000_000_000 }, rooms = [4] } = {}) {
    this.#clock = clock
    for (const id of rooms) this.rooms.set(id, { id, offset: 0, postCount: 0, lastPostAtMs: null, followed: new Set() })
  }

  // What members do

  post({ room, thread, body, key, author }) {
    const known = this.#keys.get(`${author.id}:${key}`)
    if (known) return { ...known, repeated: true }
    const log = this.rooms.get(room)
    log.postCount += 1
    log.lastPostAtMs = this.#clock.now()
    this.#lastID += 1
    const message = {
      id: this.#lastID, room, offset: log.offset + 1, revision: 0, thread, author, state: 'published', body, key,
      createdAtMs: this.#clock.now(), commentCount: 0, announced: new Map(), reactions: new Map(),
    }
    this.#messages.set(message.id, message)
    const publication = this.#publish(message, 'posted', 1)
    const made = { message: message.id, room, offset: publication.offset, key, createdAtMs: message.createdAtMs }
    this.#keys.set(`${author.id}:${key}`, made)
    return made
  }

  edit(id, body) {
    const message = this.#messages.get(id)
    if (message.state !== 'published') return
    message.body = body
    message.editedAtMs = this.#clock.now()
    this.#publish(message, 'edited')
  }

  delete(id) {
    const message = this.#messages.get(id)
    if (message.state === 'deleted') return
    const wasPublished = message.state === 'published'
    message.state = 'deleted'
    this.#publish(message, 'deleted', wasPublished ? -1 : 0)
  }

  hide(id) {
    const message = this.#messages.get(id)
    if (message.state !== 'published') return
    message.state = 'hidden'
    this.#publish(message, 'hidden', -1)
  }

  restore(id) {
    const message = this.#messages.get(id)
    if (message.state !== 'hidden') return
    message.state = 'published'
    message.announced = this.#counts(message)
    this.#publish(message, 'restored', 1)
  }

  /** @returns {string[]|null} the member's own stickers; null when the message is gone */
  react(id, member, sticker, on, { from } = {}) {
    const message = this.#messages.get(id)
    if (message?.state !== 'published') return null
    const key = `${member.id}:${sticker}`
    const changed = on ? !message.reactions.has(key) : message.reactions.has(key)
    if (on) message.reactions.set(key, { member: member.id, sticker })
    else message.reactions.delete(key)
    const mine = this.mine(message, member.id)
    if (changed) {
      for (const session of this.#sessions) {
        if (session.member.id === member.id && session !== from) session.tell('ownReaction', { message: id, mine })
      }
    }
    return mine
  }

  announceTallies() {
    for (const message of this.#messages.values()) {
      const counts = this.#counts(message)
      if (message.state !== 'published' || isSame(counts, message.announced)) continue
      message.announced = counts
      this.#publish(message, 'reacted')
    }
  }

  read(room, member, offset) {
    const key = `${room}:${member.id}`
    const now = Math.max(this.#reads.get(key) ?? 0, Math.min(offset, this.rooms.get(room).offset))
    this.#reads.set(key, now)
    const position = { room, offset: now, unread: this.unread(room, member) }
    for (const session of this.#sessions) if (session.member.id === member.id) session.tell('readPosition', position)
    return position
  }

  readOffset(room, member) {
    return this.#reads.get(`${room}:${member.id}`) ?? 0
  }

  unread(room, member) {
    const read = this.readOffset(room, member)
    return Math.min(100, this.messages(room).filter((message) =>
      message.offset > read && message.state === 'published' && message.author.id !== member.id).length)
  }

  /** A backup is restored: everything after an offset never happened. */
  restoreBackup(room, offset, epoch) {
    this.epoch = epoch
    const log = this.rooms.get(room)
    log.offset = Math.min(log.offset, offset)
    for (const message of [...this.#messages.values()]) {
      if (message.room !== room) continue
      if (message.offset > offset) {
        this.#messages.delete(message.id)
        this.#keys.delete(`${message.author.id}:${message.key}`)
      } else {
        message.revision = Math.min(message.revision, offset)
      }
    }
  }

  // What clients ask

  messages(room) {
    return [...this.#messages.values()].filter((message) => message.room === room)
  }

  /** As anybody sees it. */
  view(message) {
    const { id, room, offset, revision, thread, author, state, createdAtMs, key } = message
    const view = { id, room, offset, revision, thread, author, state, createdAtMs, key }
    if (message.editedAtMs) view.editedAtMs = message.editedAtMs
    if (message.commentCount > 0) view.comments = { count: message.commentCount, lastAtMs: message.lastCommentAtMs }
    if (state === 'published') {
      view.body = message.body
      if (message.announced.size > 0) view.tallies = tallies(message.announced)
    }
    if (view.thread === undefined || view.thread === null) delete view.thread
    return view
  }

  personal(message, member) {
    const mine = message.state === 'published' ? this.mine(message, member.id) : []
    return mine.length > 0 ? { ...this.view(message), mine } : this.view(message)
  }

  mine(message, member) {
    return [...message.reactions.values()].filter((each) => each.member === member).map(({ sticker }) => sticker).sort()
  }

  page(room, { before, after, around, limit = 50 }, member, thread) {
    const all = this.messages(room).filter((message) => (message.thread ?? null) === (thread ?? null))
      .sort((a, b) => a.offset - b.offset)
    const log = this.rooms.get(room)
    let part
    let hasOlder
    let hasNewer
    if (after !== undefined) {
      const newer = all.filter(({ offset }) => offset > after)
      part = newer.slice(0, limit)
      hasOlder = newer.length < all.length
      hasNewer = newer.length > limit
    } else if (around !== undefined) {
      const index = all.filter(({ offset }) => offset < around).length
      const start = Math.max(0, Math.min(index - Math.floor(limit / 2), all.length - limit))
      part = all.slice(start, start + limit)
      hasOlder = start > 0
      hasNewer = start + limit < all.length
    } else {
      const older = all.filter(({ offset }) => before === undefined || offset < before)
      part = older.slice(-limit)
      hasOlder = older.length > limit
      hasNewer = older.length < all.length
    }
    const page = {
      epoch: this.epoch, offset: log.offset, readOffset: this.readOffset(room, member),
      messages: part.map((message) => this.personal(message, member)), hasOlder, hasNewer,
    }
    return structuredClone(page)
  }

  comments(post, { before, after, limit = 50 }, member) {
    const message = this.#messages.get(post)
    if (!message) return null
    // Without an anchor, from the beginning.
    const anchor = before === undefined && after === undefined ? { after: 0, limit } : { before, after, limit }
    const page = this.page(message.room, anchor, member, post)
    return { ...page, post: structuredClone(this.personal(message, member)) }
  }

  message(id, member) {
    const message = this.#messages.get(id)
    if (!message) return null
    return structuredClone({
      epoch: this.epoch, offset: this.rooms.get(message.room).offset, message: this.personal(message, member),
    })
  }

  /** @returns {{offset:number, messages:object[]}} of this moment */
  recover(room, after, member) {
    const changed = this.messages(room).filter(({ revision }) => revision > after).sort((a, b) => a.revision - b.revision)
    return structuredClone({
      offset: this.rooms.get(room).offset, messages: changed.map((message) => this.personal(message, member)),
    })
  }

  roomList(member) {
    return structuredClone({
      epoch: this.epoch,
      categories: [{ id: 1, name: 'くらし' }],
      rooms: [...this.rooms.values()].map((room) => ({
        id: room.id, slug: `room-${room.id}`, name: `部屋${room.id}`, purpose: '', category: 1, audience: 'everyone',
        posting: 'everyone', canPost: true, canReact: true, followed: room.followed.has(member.id), offset: room.offset,
        postCount: room.postCount, unread: this.unread(room.id, member), readOffset: this.readOffset(room.id, member),
        ...(room.lastPostAtMs === null ? {} : { lastPostAtMs: room.lastPostAtMs }),
      })),
    })
  }

  // Sessions

  /** @param {{member:object, tell:(type:string, payload:object, ref?:number) => void}} link */
  connect(link) {
    const session = new ModelSession(this, link)
    this.#sessions.add(session)
    session.tell('welcome', { member: link.member, epoch: this.epoch, serverTimeMs: this.#clock.now() + this.clockAhead, heartbeatMs: 20_000 })
    return session
  }

  disconnect(session) {
    this.#sessions.delete(session)
  }

  /** Signed out or revoked elsewhere. */
  endSessions(member, code = 4501) {
    for (const session of [...this.#sessions]) if (session.member.id === member.id) session.close(code)
  }

  get sessionCount() {
    return this.#sessions.size
  }

  tellPresence(room) {
    const count = [...this.#sessions].filter((session) => session.isIn(room)).length
    for (const session of this.#sessions) if (session.isIn(room)) session.tell('presence', { room, count })
  }

  tellTyping(room, member) {
    for (const session of this.#sessions) if (session.isIn(room)) session.tell('typing', { room, member: member.id, name: member.name })
  }

  tellActivity() {
    const rooms = [...this.rooms.values()].filter(({ lastPostAtMs }) => lastPostAtMs !== null)
      .map(({ id, offset, postCount, lastPostAtMs }) => ({ room: id, offset, postCount, lastPostAtMs }))
    for (const session of this.#sessions) session.tell('activity', { rooms })
  }

  // Inside

  #publish(message, kind, commentChange = 0) {
    const log = this.rooms.get(message.room)
    log.offset += 1
    message.revision = log.offset
    const thread = message.thread && commentChange !== 0 ? this.#recount(message.thread, log.offset) : undefined
    const isReaction = kind === 'reacted'
    const shown = isReaction
      ? { id: message.id, room: message.room, revision: message.revision, tallies: tallies(message.announced) }
      : this.view(message)
    const publication = structuredClone({
      room: message.room, offset: log.offset, kind, atMs: this.#clock.now(), postCount: log.postCount, message: shown,
      ...(thread ? { thread } : {}),
    })
    for (const session of this.#sessions) session.published(publication)
    return publication
  }

  #recount(postID, revision) {
    const post = this.#messages.get(postID)
    const comments = [...this.#messages.values()]
      .filter((message) => message.thread === postID && message.state === 'published')
    post.commentCount = comments.length
    post.lastCommentAtMs = comments.at(-1)?.createdAtMs
    post.revision = revision
    const lastAtMs = comments.length > 0 ? { lastAtMs: post.lastCommentAtMs } : {}
    return { post: postID, revision, comments: { count: comments.length, ...lastAtMs } }
  }

  #counts(message) {
    const counts = new Map()
    for (const { sticker } of message.reactions.values()) counts.set(sticker, (counts.get(sticker) ?? 0) + 1)
    return counts
  }
}

class ModelSession {
  member
  /** Catching up: answered by `finishRecovery`. */
  recoveries = []
  /** True: recoveries are read and answered at once. */
  isQuick = true
  #server
  #link
  #rooms = new Set()
  #waiting = new Map()

  constructor(server, link) {
    this.#server = server
    this.#link = link
    this.member = link.member
  }

  tell(type, payload, ref) {
    this.#link.tell(type, structuredClone(payload), ref)
  }

  isIn(room) {
    return this.#rooms.has(room)
  }

  close(code) {
    this.#server.disconnect(this)
    this.#link.close?.(code)
  }

  published(publication) {
    if (this.#rooms.has(publication.room)) this.tell('publication', publication)
    this.#waiting.get(publication.room)?.push(publication)
  }

  receive({ type, payload, ref }) {
    const server = this.#server
    switch (type) {
      case 'subscribe': return this.#subscribe(payload, ref)
      case 'unsubscribe':
        this.#rooms.delete(payload.room)
        return this.tell('unsubscribed', { room: payload.room }, ref)
      case 'post': {
        const screened = server.screening?.(payload)
        if (screened) return this.tell(screened.type, screened.payload, ref)
        const { repeated, ...posted } = server.post({ ...payload, author: this.member })
        return this.tell('posted', posted, ref)
      }
      case 'react': {
        const mine = server.react(payload.message, this.member, payload.sticker, payload.on, { from: this })
        if (mine === null) return this.tell('refused', { code: 'messageGone', text: 'もうありません', temporary: false }, ref)
        return this.tell('reacted', { message: payload.message, mine }, ref)
      }
      case 'read':
        server.read(payload.room, this.member, payload.offset)
        return this.tell('done', {}, ref)
      case 'edit': server.edit(payload.message, payload.body); return this.tell('done', {}, ref)
      case 'delete': server.delete(payload.message); return this.tell('done', {}, ref)
      case 'hide': server.hide(payload.message); return this.tell('done', {}, ref)
      case 'restore': server.restore(payload.message); return this.tell('done', {}, ref)
      case 'ping': return this.tell('pong', {}, ref)
    }
  }

  #subscribe({ room, after }, ref) {
    const server = this.#server
    const latest = server.rooms.get(room).offset
    const answer = (recovery, offset, messages) => this.tell(
      'subscribed', { room, offset, epoch: server.epoch, recovery, ...(messages ? { messages } : {}) }, ref)
    const isOtherLog = after && (after.epoch !== server.epoch || after.offset > latest)
    if (isOtherLog || (after && latest - after.offset > server.recoveryLimit)) {
      this.#rooms.add(room)
      return answer('reset', latest)
    }
    if (!after || after.offset === latest) {
      this.#rooms.add(room)
      return answer('caughtUp', latest)
    }
    this.#rooms.delete(room)
    this.#waiting.set(room, [])
    const recovery = {
      read: () => { recovery.found = server.recover(room, after.offset, this.member) },
      finish: () => {
        if (!recovery.found) recovery.read()
        const { offset, messages } = recovery.found
        answer('recovered', offset, messages)
        for (const publication of this.#waiting.get(room) ?? []) {
          if (publication.offset > offset) this.tell('publication', publication)
        }
        this.#waiting.delete(room)
        this.#rooms.add(room)
      },
    }
    if (this.isQuick) recovery.finish()
    else this.recoveries.push(recovery)
  }
}

function tallies(counts) {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sticker, count]) => ({ sticker, count }))
}

function isSame(a, b) {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
