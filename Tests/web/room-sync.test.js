import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../web/api/refusal.js'
import { RoomLog } from '../../web/store/room-log.js'
import { RoomSync } from '../../web/store/room-sync.js'
import { FakeClock, settle } from './support/clock.js'
import { MEMBERS, ModelServer } from './support/model-server.js'

const ROOM = 4
const HISTORIES = Number(process.env.HIROBA_LONG ?? 0) > 0 ? 5_000 : 400

/** A client's synchronisation, a model server, and between them queues that the test empties as it likes. */
class World {
  clock
  server
  sync
  session = null
  toServer = []
  toClient = []
  http = []
  waiting = new Map()
  lastRef = 0
  resets = 0
  gone = null
  member = MEMBERS.ume
  wantedReactions = []

  constructor({ seed = 1, log } = {}) {
    this.clock = new FakeClock({ seed })
    this.server = new ModelServer({ clock: this.clock })
    this.sync = this.makeSync(log)
  }

  makeSync(log) {
    return new RoomSync({
      room: ROOM,
      log,
      clock: this.clock,
      isConnected: () => this.session !== null,
      request: (type, payload) => this.request(type, payload),
      fetchPage: (anchor) => this.fetch(() => this.server.page(ROOM, { ...anchor, limit: 5 }, this.member)),
      told: ({ reason }) => { if (reason === 'reset') this.resets += 1 },
      gone: (refusal) => { this.gone = refusal },
    })
  }

  request(type, payload) {
    if (!this.session) return Promise.reject(Refusal.own('disconnected'))
    this.lastRef += 1
    const ref = this.lastRef
    this.toServer.push({ type, payload: structuredClone(payload), ref })
    return new Promise((resolve, reject) => { this.waiting.set(ref, { resolve, reject }) })
  }

  /** Two steps: read at some moment, answered at a later one. */
  fetch(read) {
    return new Promise((resolve, reject) => { this.http.push({ read, resolve, reject }) })
  }

  connect({ isQuick = true } = {}) {
    // Coming back takes longer than the tick of announcements.
    this.server.announceTallies()
    this.session = this.server.connect({
      member: this.member,
      tell: (type, payload, ref) => { if (type !== 'welcome') this.toClient.push({ type, payload, ref }) },
    })
    this.session.isQuick = isQuick
    this.sync.connected()
  }

  drop() {
    if (!this.session) return
    this.server.disconnect(this.session)
    this.session = null
    this.toServer = []
    this.toClient = []
    this.sync.disconnected()
    for (const { reject } of this.waiting.values()) reject(Refusal.own('disconnected'))
    this.waiting.clear()
  }

  stepToServer() {
    const frame = this.toServer.shift()
    if (frame) this.session.receive(frame)
  }

  stepToClient() {
    const frame = this.toClient.shift()
    if (!frame) return
    const waiting = this.waiting.get(frame.ref)
    this.waiting.delete(frame.ref)
    if (waiting && frame.type === 'refused') waiting.reject(new Refusal(frame.payload))
    else if (waiting) waiting.resolve(frame)
    else if (frame.type === 'publication') this.sync.publication(frame.payload)
    else if (frame.type === 'ownReaction') this.sync.log.setMine(frame.payload.message, frame.payload.mine)
  }

  stepRecovery() {
    const recovery = this.session?.recoveries[0]
    if (!recovery) return
    if (!recovery.found) recovery.read()
    else {
      this.session.recoveries.shift()
      recovery.finish()
    }
  }

  stepHttp(index = 0) {
    const call = this.http[index]
    if (!call) return
    if (call.answer === undefined) {
      call.answer = call.read()
      return
    }
    this.http.splice(index, 1)
    call.resolve(call.answer)
  }

  failHttp() {
    this.http.shift()?.reject(Refusal.own('disconnected'))
  }

  /** Everything under way arrives. */
  async quiesce() {
    for (let round = 0; round < 2_000; round += 1) {
      await settle()
      const isBusy = this.toServer.length + this.toClient.length + this.http.length + (this.session?.recoveries.length ?? 0)
      if (!isBusy && this.clock.pending === 0) return
      if (!isBusy) await this.clock.advance(60_000)
      this.stepToServer()
      this.stepRecovery()
      this.stepHttp()
      this.stepHttp()
      this.stepToClient()
    }
    assert.fail('never quiet')
  }

  /** What the member did and got no answer for is asked for again, as the outbox does. */
  async react(id, sticker, on) {
    const wish = { id, sticker, on }
    this.wantedReactions.push(wish)
    await this.sendReaction(wish)
  }

  async sendReaction(wish) {
    try {
      const { payload } = await this.request('react', { message: wish.id, sticker: wish.sticker, on: wish.on })
      this.sync.log.setMine(payload.message, payload.mine)
    } catch (refusal) {
      if (refusal.temporary) return
    }
    this.wantedReactions = this.wantedReactions.filter((each) => each !== wish)
  }
}

/** What the client shows, and what the server would show it. */
function assertAgrees(world, note) {
  const { log } = world.sync
  const server = world.server
  const expected = new Map(server.messages(ROOM).map((message) => [message.id, server.personal(message, world.member)]))
  assert.equal(log.offset, server.rooms.get(ROOM).offset, `${note}: offset`)
  assert.equal(log.epoch, server.epoch, `${note}: epoch`)

  const tail = log.window(Infinity)
  assert.equal(tail.hasNewer, false, `${note}: reaches the newest`)
  const posts = [...expected.values()].filter((message) => !message.thread && message.offset >= tail.from)
    .sort((a, b) => a.offset - b.offset)
  assert.deepEqual(shown(log.posts(tail)), posts.map(normal), `${note}: posts`)

  for (const id of expected.keys()) {
    const entry = log.entry(id)
    if (!entry) continue
    const [actual] = shown([entry])
    const wanted = normal(expected.get(id))
    // Outside of what was loaded personally, one's own stickers are not known.
    if (!entry.isMineKnown) { delete actual.mine; delete wanted.mine }
    assert.deepEqual(actual, wanted, `${note}: message ${id}`)

    const window = log.commentWindow(id, Infinity)
    if (window.to === 0) continue
    const comments = [...expected.values()]
      .filter((message) => message.thread === id && message.offset >= window.from && message.offset <= window.to)
      .sort((a, b) => a.offset - b.offset)
    assert.deepEqual(log.comments(id, window).map(({ message }) => message.id), comments.map(({ id }) => id), `${note}: comments of ${id}`)
  }
}

function shown(entries) {
  return entries.map(({ message, mine, isMineKnown }) => normal({ ...message, ...(isMineKnown || mine.length ? { mine } : {}) }))
}

function normal({ mine, tallies, comments, ...message }) {
  const isPublished = message.state === 'published'
  return {
    ...message,
    comments: comments ?? null,
    tallies: [...(tallies ?? [])].sort((a, b) => (a.sticker < b.sticker ? -1 : 1)),
    // What is hidden shows nobody's stickers.
    mine: isPublished ? [...(mine ?? [])].sort() : [],
  }
}

/** What can happen; the numbers are how often. Every history draws its own mixture. */
const HAPPENINGS = {
  post: [12, ({ server, someone, chance }) => {
    server.post({ room: ROOM, body: `投稿 ${chance()}`, key: `k-${chance()}`, author: someone() })
  }],
  comment: [6, ({ server, any, someone, chance }) => {
    if (any) server.post({ room: ROOM, thread: any.thread ?? any.id, body: 'コメント', key: `k-${chance()}`, author: someone() })
  }],
  edit: [4, ({ server, any, chance }) => any && server.edit(any.id, `直し ${chance()}`)],
  delete: [2, ({ server, any }) => any && server.delete(any.id)],
  hide: [4, ({ server, any }) => any && server.hide(any.id)],
  restore: [4, ({ server, any }) => any && server.restore(any.id)],
  react: [8, ({ server, any, someone, sticker, chance }) => {
    if (!any) return
    // One change between two announcements: what cancels out is told to nobody.
    server.announceTallies()
    server.react(any.id, someone(), sticker(), chance() < 0.7)
  }],
  reactMyself: [3, ({ world, server, any, sticker, chance }) => {
    if (!any || !world.session || world.wantedReactions.length > 0) return
    server.announceTallies()
    world.react(any.id, sticker(), chance() < 0.6)
  }],
  announce: [4, ({ server }) => server.announceTallies()],
  toServer: [8, ({ world }) => world.stepToServer()],
  toClient: [16, ({ world }) => world.stepToClient()],
  recovery: [6, ({ world }) => world.stepRecovery()],
  http: [10, ({ world, chance }) => world.stepHttp(Math.floor(chance() * world.http.length))],
  httpFails: [1, ({ world }) => world.failHttp()],
  load: [6, ({ world, any, chance }) => {
    const window = world.sync.log.window(Infinity)
    const anchor = any && chance() < 0.3 ? { around: any.offset } : window.hasOlder ? { before: window.from } : {}
    world.sync.load(anchor).catch(() => {})
  }],
  comments: [3, ({ world, any }) => { if (any) loadComments(world, any.thread ?? any.id) }],
  drop: [3, ({ world }) => world.drop()],
  connect: [6, ({ world, chance }) => {
    if (world.session) return
    world.connect({ isQuick: chance() < 0.4 })
    for (const wish of world.wantedReactions) world.sendReaction(wish)
  }],
  reload: [1, ({ world }) => {
    // The page is closed and opened again from what it kept.
    const snapshot = world.sync.log.snapshot(3)
    if (!snapshot || world.wantedReactions.length > 0) return
    world.drop()
    world.sync.close()
    world.http = []
    world.sync = world.makeSync(RoomLog.restore(structuredClone(snapshot)))
    world.sync.begin().catch(() => {})
  }],
  time: [3, ({ world, chance }) => world.clock.advance(chance() * 5_000)],
}

const BACKUP = {
  backup: [1, ({ world, server, chance }) => {
    world.drop()
    server.restoreBackup(ROOM, Math.floor(server.rooms.get(ROOM).offset * chance()), `e-${chance()}`)
    world.wantedReactions = []
  }],
}

/** @returns {() => Promise<void>} one random thing happens */
function mixture(world, chance, happenings) {
  const weighted = Object.values(happenings).map(([often, happen]) => [chance() < 0.25 ? 0 : often * 2 * chance(), happen])
  const total = weighted.reduce((sum, [often]) => sum + often, 0)
  const pick = (list) => list[Math.floor(chance() * list.length)]
  return async () => {
    const { server } = world
    let dice = chance() * total
    const [, happen] = weighted.find(([often]) => (dice -= often) < 0) ?? weighted[0]
    await happen({
      world, server, chance,
      any: pick(server.messages(ROOM)) ?? null,
      someone: () => pick([MEMBERS.umi, MEMBERS.moderator, world.member]),
      sticker: () => pick(['ume', 'iine']),
    })
    await settle()
  }
}

async function loadComments(world, post) {
  const { log } = world.sync
  if (log.isEmpty) return
  const mark = log.mark()
  const page = await world.fetch(() => world.server.comments(post, { limit: 3 }, world.member)).catch(() => null)
  if (page && world.sync.log === log) log.applyComments(post, page, {}, mark)
}

/** Everything arrives, on the connection there is or on a new one. */
async function finish(world, chance) {
  if (chance() < 0.5 || !world.session) {
    world.drop()
    while (world.http.length > 0) world.failHttp()
    await settle()
    world.connect()
  }
  for (const wish of [...world.wantedReactions]) world.sendReaction(wish)
  await world.quiesce()
  if (!world.sync.log.hasPosts) world.sync.begin().catch(() => {})
  await world.quiesce()
  world.server.announceTallies()
  await world.quiesce()
  if (!world.sync.log.reachesNewest) {
    world.sync.load({})
    await world.quiesce()
  }
}

async function history(seed, happenings) {
  const world = new World({ seed })
  const chance = new FakeClock({ seed: seed * 7_919 }).random
  world.server.recoveryLimit = chance() < 0.2 ? 8 : 500
  // Rooms are seldom empty when one comes.
  const [, post] = HAPPENINGS.post
  for (let index = 0; index < chance() * 20; index += 1) post({ server: world.server, someone: () => MEMBERS.umi, chance })
  world.sync.begin().catch(() => {})
  world.connect({ isQuick: chance() < 0.5 })
  const happen = mixture(world, chance, happenings)
  for (let index = 0; index < 100; index += 1) await happen()
  await finish(world, chance)
  assertAgrees(world, `seed ${seed}`)
}

test('any interleaving of pages, live frames, drops and resumes ends in the state of a fresh fetch', async () => {
  for (let seed = 1; seed <= HISTORIES; seed += 1) await history(seed, HAPPENINGS)
})

test('a log restored from a backup in the middle of it all changes nothing of that', async () => {
  for (let seed = 1; seed <= HISTORIES / 2; seed += 1) await history(-seed, { ...HAPPENINGS, ...BACKUP })
})

async function liveWorld(posts = 3) {
  const world = new World()
  for (let index = 0; index < posts; index += 1) {
    world.server.post({ room: ROOM, body: `投稿${index}`, key: `key-${index}`, author: MEMBERS.umi })
  }
  world.sync.begin()
  world.connect()
  await world.quiesce()
  assert.equal(world.sync.state, 'live')
  return world
}

test('a missing publication is asked for by offset and arrives once', async () => {
  const world = await liveWorld()
  world.server.post({ room: ROOM, body: '失われる', key: 'lost-1', author: MEMBERS.umi })
  world.toClient.pop()
  world.server.post({ room: ROOM, body: '届く', key: 'kept-1', author: MEMBERS.umi })
  world.stepToClient()
  await settle()
  assert.deepEqual(world.toServer.map(({ type, payload }) => [type, payload.after]), [['subscribe', { offset: 3, epoch: 'e1' }]])
  await world.quiesce()
  assertAgrees(world, 'after the gap')
  assert.equal(world.resets, 0)
})

test('an epoch that changed resets a room exactly once', async () => {
  const world = await liveWorld()
  world.drop()
  world.server.restoreBackup(ROOM, 2, 'e2')
  world.connect()
  await world.quiesce()
  assert.equal(world.resets, 1)
  assertAgrees(world, 'after the reset')
})

test('a reset cut short by a lost connection is finished after the next one', async () => {
  const world = await liveWorld()
  world.drop()
  world.server.restoreBackup(ROOM, 1, 'e2')
  world.connect()
  world.stepToServer()
  world.stepToClient()
  await settle()
  assert.equal(world.http.length, 1, 'the page is asked for')
  world.drop()
  world.connect()
  await world.quiesce()
  assertAgrees(world, 'after the second reset')
  assert.equal(world.resets, 1)
})

test('a server that says reset again and again is asked with growing waits, not in a loop', async () => {
  const world = await liveWorld()
  world.server.recoveryLimit = -1
  world.drop()
  world.connect()
  const asked = []
  for (let second = 0; second < 300; second += 1) {
    for (let index = 0; index < 10; index += 1) {
      if (world.toServer[0]?.type === 'subscribe') asked.push(second)
      world.stepToServer()
      const reply = world.toClient[0]
      if (reply?.type === 'subscribed') reply.payload.recovery = 'reset'
      world.stepToClient()
      world.stepHttp()
      await settle()
    }
    await world.clock.advance(1_000)
  }
  assert.ok(asked.length >= 4, `keeps trying (${asked.length})`)
  assert.ok(asked.length < 60, `does not hammer (${asked.length})`)
})

test('a room that may no longer be seen is given up', async () => {
  const world = await liveWorld()
  world.drop()
  world.connect()
  const frame = world.toServer.shift()
  world.toClient.push({ type: 'refused', payload: { code: 'notFound', text: 'ありません', temporary: false }, ref: frame.ref })
  await world.quiesce()
  assert.equal(world.gone.code, 'notFound')
  assert.equal(world.sync.state, 'off')
})

test('a subscription refused for the moment is tried again when the server said', async () => {
  const world = await liveWorld()
  world.drop()
  world.connect()
  const frame = world.toServer.shift()
  world.toClient.push({ type: 'refused', payload: { code: 'tooFast', text: '', temporary: true, retryAfterMs: 4_000 }, ref: frame.ref })
  world.stepToClient()
  await world.clock.advance(3_900)
  assert.equal(world.toServer.length, 0)
  await world.clock.advance(200)
  assert.equal(world.toServer.length, 1)
  await world.quiesce()
  assert.equal(world.sync.state, 'live')
})
