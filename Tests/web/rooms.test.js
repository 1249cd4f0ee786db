import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../web/api/refusal.js'
import { Drafts } from '../../web/store/drafts.js'
import { LinkState } from '../../web/store/link-state.js'
import { READ_INTERVAL, ReadPositions } from '../../web/store/read-positions.js'
import { RoomsStore } from '../../web/store/rooms.js'
import { Settings } from '../../web/store/settings.js'
import { FakeClock } from './support/clock.js'
import { FakeStorage } from './support/storage.js'

function room(id, rest = {}) {
  return {
    id, slug: `room-${id}`, name: `部屋${id}`, purpose: '', category: 1, audience: 'everyone', posting: 'everyone',
    canPost: true, canReact: true, followed: true, offset: 60, postCount: 40, unread: 4, readOffset: 50,
    lastPostAtMs: 1_000, ...rest,
  }
}

async function loaded(rooms = [room(4), room(5, { followed: false, unread: 2 })]) {
  let list = { epoch: 'e1', categories: [{ id: 1, name: 'くらし' }], rooms }
  const follows = []
  const api = {
    rooms: async () => list,
    follow: async (id, on) => { follows.push([id, on]); if (api.refuses) throw new Refusal({ code: 'overloaded', text: '' }) },
    refuses: false,
  }
  const store = new RoomsStore({ api })
  await store.refresh()
  return { store, api, follows, serve: (next) => { list = { ...list, rooms: next } } }
}

test('the list keeps the server’s order, and an unchanged room is the same object', async () => {
  const { store } = await loaded()
  assert.deepEqual(store.list.map(({ id }) => id), [4, 5])
  const [before, other] = store.list
  store.note({ room: 4, offset: 61, postCount: 41, lastPostAtMs: 2_000 })
  assert.notEqual(store.get(4), before)
  assert.equal(store.get(5), other)
  assert.equal(store.bySlug('room-5').id, 5)
  assert.equal(store.inCategory(1).length, 2)
})

test('unread is the server’s count and what came since, up to 99+', async () => {
  const { store } = await loaded()
  assert.equal(store.get(4).unread, 4)
  store.noteAll([{ room: 4, offset: 63, postCount: 42, lastPostAtMs: 2_000 }])
  assert.equal(store.get(4).unread, 6)
  store.noteAll([{ room: 4, offset: 63, postCount: 42, lastPostAtMs: 2_000 }])
  assert.equal(store.get(4).unread, 6, 'the same news twice counts once')
  store.noteAll([{ room: 4, offset: 900, postCount: 800, lastPostAtMs: 3_000 }])
  assert.equal(store.get(4).unread, 100)
  assert.equal(store.totalUnread, 100, 'only followed rooms are summed up')
})

test('edits, hides and stickers are no unread messages', async () => {
  const { store } = await loaded()
  store.note({ room: 4, offset: 75, postCount: 40 })
  assert.equal(store.get(4).unread, 4)
})

test('own messages are never unread', async () => {
  const { store } = await loaded()
  store.note({ room: 4, offset: 61, postCount: 41 }, { isOwnPost: true })
  assert.equal(store.get(4).unread, 4)
  store.noteOwnPost(5)
  store.noteAll([{ room: 5, offset: 61, postCount: 41, lastPostAtMs: 2_000 }])
  assert.equal(store.get(5).unread, 2)
})

test('reading to the end clears the badge at once, and never goes back', async () => {
  const { store } = await loaded()
  assert.equal(store.read(4, 60), true)
  assert.equal(store.get(4).unread, 0)
  assert.equal(store.read(4, 55), false)
  store.noteRead({ room: 4, offset: 55, unread: 9 })
  assert.deepEqual([store.get(4).readOffset, store.get(4).unread], [60, 0])
})

test('reading part of a room waits for the server’s count', async () => {
  const { store } = await loaded()
  store.read(4, 58)
  assert.ok(store.get(4).unread <= 2, 'no more than offsets lie ahead')
  store.noteRead({ room: 4, offset: 58, unread: 1 })
  assert.equal(store.get(4).unread, 1)
})

test('a position read on another device that overtakes the news is not counted twice', async () => {
  const { store } = await loaded()
  store.noteRead({ room: 4, offset: 62, unread: 0 })
  store.noteAll([{ room: 4, offset: 62, postCount: 42, lastPostAtMs: 2_000 }])
  assert.equal(store.get(4).unread, 0)
})

test('three devices racing with the cursor end at the furthest', async () => {
  const { store } = await loaded()
  for (const offset of [55, 59, 52, 60, 57]) store.noteRead({ room: 4, offset, unread: 60 - offset })
  assert.deepEqual([store.get(4).readOffset, store.get(4).unread], [60, 0])
})

test('a fresh list does not lose what frames told meanwhile', async () => {
  const { store, serve } = await loaded()
  store.note({ room: 4, offset: 62, postCount: 42 })
  store.read(5, 60)
  serve([room(4, { offset: 61, postCount: 41, unread: 5 }), room(5, { readOffset: 50, unread: 2 })])
  await store.refresh()
  assert.deepEqual([store.get(4).offset, store.get(4).unread], [62, 6])
  assert.deepEqual([store.get(5).readOffset, store.get(5).unread], [60, 0])
})

test('a kept list is shown until the fresh one is here', async () => {
  const { store, serve } = await loaded()
  const early = new RoomsStore({ api: { rooms: async () => { throw Refusal.own('offline') } } })
  early.restore({ epoch: 'e1', categories: [], rooms: [room(4)] })
  assert.deepEqual([early.status, early.fromCache], ['ready', true])
  await assert.rejects(early.refresh(), { code: 'offline' })
  assert.equal(early.status, 'ready')
  serve([room(4, { unread: 0 })])
  store.restore({ epoch: 'e0', categories: [], rooms: [] })
  assert.equal(store.list.length, 2, 'a fresh list is not replaced by a kept one')
})

test('without a list and without a server it says failed', async () => {
  const store = new RoomsStore({ api: { rooms: async () => { throw Refusal.own('timeout') } } })
  await assert.rejects(store.refresh(), { code: 'timeout' })
  assert.equal(store.status, 'failed')
})

test('following shows at once and is taken back when refused', async () => {
  const { store, api, follows } = await loaded()
  const done = store.follow(5, true)
  assert.equal(store.get(5).followed, true)
  await done
  await store.follow(5, true)
  assert.deepEqual(follows, [[5, true]])
  api.refuses = true
  await assert.rejects(store.follow(4, false), { code: 'overloaded' })
  assert.equal(store.get(4).followed, true)
})

// Read positions

function readWorld() {
  const clock = new FakeClock()
  const world = { clock, isConnected: true, told: [], answer: async () => ({ type: 'done', payload: {} }) }
  world.reads = new ReadPositions({
    clock,
    isConnected: () => world.isConnected,
    request: (type, { room: id, offset }) => {
      world.told.push([id, offset])
      return world.answer()
    },
  })
  return world
}

test('a scroll through a room tells the server once a second, the last word included', async () => {
  const { clock, reads, told } = readWorld()
  for (let offset = 1; offset <= 30; offset += 1) {
    reads.tell(4, offset)
    await clock.advance(100)
  }
  await clock.advance(READ_INTERVAL * 2)
  assert.ok(told.length <= 5, `${told.length}`)
  assert.deepEqual(told[0], [4, 1])
  assert.deepEqual(told.at(-1), [4, 30])
})

test('what was read without a connection is told with the next one', async () => {
  const world = readWorld()
  world.isConnected = false
  world.reads.tell(4, 9)
  world.reads.tell(4, 7)
  await world.clock.advance(5_000)
  assert.deepEqual(world.told, [])
  world.isConnected = true
  world.reads.connected()
  await world.clock.advance(0)
  assert.deepEqual(world.told, [[4, 9]])
  world.reads.connected()
  await world.clock.advance(5_000)
  assert.deepEqual(world.told, [[4, 9]])
})

test('a lost answer is asked for again, a refusal is not', async () => {
  const world = readWorld()
  world.answer = async () => { throw Refusal.own('timeout') }
  world.reads.tell(4, 9)
  await world.clock.advance(READ_INTERVAL + 10)
  assert.equal(world.told.length, 2)
  world.answer = async () => { throw new Refusal({ code: 'notFound', text: '', temporary: false }) }
  await world.clock.advance(60_000)
  assert.equal(world.told.length, 3)
})

test('a page about to close does not wait', async () => {
  const { clock, reads, told } = readWorld()
  reads.tell(4, 1)
  await clock.advance(10)
  reads.tell(4, 2)
  reads.hurry()
  assert.deepEqual(told, [[4, 1], [4, 2]])
})

// Drafts and settings

test('a draft is kept per room and thread, for its writer only', () => {
  const storage = new FakeStorage()
  const drafts = new Drafts(storage)
  drafts.set(4, null, '誰でもない')
  drafts.open(7)
  drafts.set(4, null, '書きかけ')
  drafts.set(4, 12, 'コメントの書きかけ')
  assert.deepEqual([drafts.get(4), drafts.get(4, 12), drafts.get(5)], ['書きかけ', 'コメントの書きかけ', ''])
  assert.deepEqual(drafts.rooms(), [4])
  const later = new Drafts(storage)
  later.open(7)
  assert.equal(later.get(4), '書きかけ')
  later.set(4, null, '')
  assert.equal(later.get(4), '')
  later.open(8)
  assert.equal(later.get(4, 12), '')
  later.open(7)
  assert.equal(later.get(4, 12), '', 'another member’s arrival removed it')
})

test('signing out removes drafts and leaves settings', () => {
  const storage = new FakeStorage()
  const settings = new Settings(storage)
  settings.sendByButtonOnly = true
  const drafts = new Drafts(storage)
  drafts.open(7)
  drafts.set(4, null, '書きかけ')
  drafts.clear()
  assert.deepEqual(storage.keys, ['hiroba:settings'])
})

test('forbidden or full storage harms nobody', () => {
  const broken = { get length() { throw new Error() }, getItem() { throw new Error() }, setItem() { throw new Error() }, removeItem() { throw new Error() }, key() { throw new Error() } }
  for (const storage of [null, broken]) {
    const drafts = new Drafts(storage)
    drafts.open(7)
    drafts.set(4, null, 'x')
    assert.equal(drafts.get(4), '')
    drafts.clear()
    const settings = new Settings(storage)
    settings.theme = 'dark'
    assert.equal(settings.theme, 'dark')
  }
})

test('settings are remembered, checked and told', () => {
  const storage = new FakeStorage()
  const settings = new Settings(storage)
  const changes = []
  settings.addEventListener('change', ({ detail }) => changes.push(detail.name))
  settings.textSize = 'large'
  settings.textSize = 'large'
  settings.theme = 'pink'
  assert.deepEqual(changes, ['textSize'])
  assert.deepEqual([new Settings(storage).textSize, new Settings(storage).theme], ['large', 'system'])
  storage.setItem('hiroba:settings', '{"textSize":"huge","language":')
  assert.equal(new Settings(storage).textSize, 'normal')
})

test('the language is Japanese unless the browser asks for English first', () => {
  for (const [languages, expected] of [
    [[], 'ja'], [['ja-JP', 'en'], 'ja'], [['en-US', 'ja'], 'en'], [['fr', 'en-GB'], 'en'], [['vi', 'ja'], 'ja'], [['pt-BR'], 'ja'], [['eng'], 'ja'],
  ]) assert.equal(new Settings(null, languages).language, expected, `${languages}`)
})

// The banner

test('a short interruption needs no banner, a long one does, and the network’s absence at once', async () => {
  const clock = new FakeClock()
  const seen = []
  const link = new LinkState(clock, () => seen.push(link.value))
  link.learn({ phase: 'connecting' })
  link.learn({ phase: 'open' })
  link.learn({ phase: 'waiting' })
  await clock.advance(1_000)
  link.learn({ phase: 'connecting' })
  link.learn({ phase: 'open' })
  assert.deepEqual(seen, ['connecting', 'online', 'connecting', 'online'])
  link.learn({ phase: 'waiting' })
  await clock.advance(2_000)
  link.learn({ phase: 'connecting' })
  await clock.advance(1_900)
  assert.equal(link.value, 'connecting')
  await clock.advance(200)
  assert.equal(link.value, 'offline')
  link.learn({ phase: 'open' })
  assert.equal(link.value, 'online')
  link.learn({ phase: 'waiting', hasNetwork: false })
  assert.equal(link.value, 'offline')
  link.learn({ phase: 'ended', hasNetwork: true })
  assert.equal(link.value, 'ended')
})
