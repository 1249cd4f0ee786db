import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Coverage } from '../../web/store/coverage.js'
import { ItemMaker } from '../../web/store/items.js'
import { RoomLog } from '../../web/store/room-log.js'

const UME = { id: 7, name: 'みと梅ざけ', role: 'member', badges: ['先輩移住者'] }
const UMI = { id: 8, name: 'つくばの海', role: 'member' }

function message(id, { offset = id, revision = offset, author = UMI, state = 'published', ...rest } = {}) {
  return { id, room: 4, offset, revision, author, state, body: `本文${id}`, createdAtMs: 1_000 * id, key: `key-${id}`, ...rest }
}

function page(messages, { offset = 10, hasOlder = false, hasNewer = false, epoch = 'e1' } = {}) {
  return { epoch, offset, messages, hasOlder, hasNewer }
}

function publication(offset, kind, content, thread) {
  return { room: 4, offset, kind, atMs: 1, postCount: 1, message: content, ...(thread ? { thread } : {}) }
}

function logWith(messages, options) {
  const log = new RoomLog()
  log.applyPage(page(messages, options), {}, log.mark())
  return log
}

const ids = (log, anchor = Infinity) => log.posts(log.window(anchor)).map((entry) => entry.message.id)

test('a copy with an older revision does not replace a newer one, whichever comes first', () => {
  const log = logWith([message(1)], { offset: 1 })
  log.applyPublication(publication(2, 'edited', message(1, { revision: 2, body: '新しい' })))
  log.applyPage(page([message(1)], { offset: 1 }), {}, log.mark())
  assert.equal(log.entry(1).message.body, '新しい')
})

test('publications are taken one after the other: an old one is ignored, a hole is told', () => {
  const log = logWith([message(1)], { offset: 5 })
  assert.equal(log.applyPublication(publication(5, 'posted', message(9, { offset: 5 }))).outcome, 'ignored')
  assert.equal(log.applyPublication(publication(7, 'posted', message(9, { offset: 7 }))).outcome, 'gap')
  assert.equal(log.entry(9), undefined)
  assert.equal(log.offset, 5)
  assert.equal(log.applyPublication(publication(6, 'posted', message(9, { offset: 6 }))).outcome, 'applied')
  assert.deepEqual(ids(log), [1, 9])
})

test('a hidden message loses its body and comes back whole', () => {
  const log = logWith([message(1)], { offset: 1 })
  const { body, ...hidden } = message(1, { revision: 2, state: 'hidden' })
  log.applyPublication(publication(2, 'hidden', hidden))
  assert.equal('body' in log.entry(1).message, false)
  log.applyPublication(publication(3, 'restored', message(1, { revision: 3 })))
  assert.equal(log.entry(1).message.body, body)
})

test('what is only ever seen hidden comes back with unknown stickers, what was seen before keeps them', () => {
  const { body, ...hidden } = message(1, { offset: 1, revision: 4, state: 'hidden' })
  const seen = message(2, { offset: 2, mine: ['ume'] })
  const log = logWith([hidden, seen], { offset: 4 })
  assert.equal(log.entry(1).isMineKnown, false)
  log.applyPublication(publication(5, 'hidden', { ...message(2, { offset: 2, revision: 5, state: 'hidden' }), body: undefined }))
  log.applyPage(page([{ ...message(2, { offset: 2, revision: 5, state: 'hidden' }), body: undefined }], { offset: 5 }), {}, log.mark())
  log.applyPublication(publication(6, 'restored', message(2, { offset: 2, revision: 6 })))
  assert.deepEqual(log.entry(2).mine, ['ume'])
  assert.equal(log.entry(2).isMineKnown, true)
})

test('comments live in their thread and change what the post shows', () => {
  const log = logWith([message(1)], { offset: 1 })
  const comment = message(2, { thread: 1 })
  log.applyPublication(publication(2, 'posted', comment, { post: 1, revision: 2, comments: { count: 1, lastAtMs: 2_000 } }))
  assert.deepEqual(ids(log), [1])
  assert.deepEqual(log.entry(1).message.comments, { count: 1, lastAtMs: 2_000 })
  assert.equal(log.commentWindow(1, Infinity).to, 0, 'nobody asked for the comments yet')
  log.applyComments(1, { ...page([comment], { offset: 2 }), post: log.entry(1).message }, {}, log.mark())
  log.applyPublication(publication(3, 'posted', message(3, { thread: 1 }), { post: 1, revision: 3, comments: { count: 2, lastAtMs: 3_000 } }))
  assert.deepEqual(log.comments(1, log.commentWindow(1, Infinity)).map((entry) => entry.message.id), [2, 3])
  log.applyPublication(publication(4, 'deleted', { ...comment, revision: 4, state: 'deleted', body: undefined }, { post: 1, revision: 4, comments: { count: 1, lastAtMs: 3_000 } }))
  log.applyPublication(publication(5, 'deleted', { ...message(3, { thread: 1, revision: 5, state: 'deleted' }), body: undefined }, { post: 1, revision: 5, comments: { count: 0 } }))
  assert.equal(log.entry(1).message.comments, undefined, 'no comment, no count')
})

test('a window around an old message stays apart from the newest until the hole is loaded', () => {
  const log = logWith([message(90), message(100)], { offset: 100, hasOlder: true })
  log.applyPage(page([message(10), message(20), message(30)], { offset: 100, hasOlder: true, hasNewer: true }), { around: 20 }, log.mark())
  assert.deepEqual(ids(log), [90, 100])
  assert.deepEqual(ids(log, 20), [10, 20, 30])
  assert.deepEqual(log.window(20), { from: 10, to: 30, hasOlder: true, hasNewer: true })
  log.applyPublication(publication(101, 'posted', message(101)))
  assert.deepEqual(ids(log, 20), [10, 20, 30])
  log.applyPage(page([message(40), message(50)], { offset: 101, hasOlder: true, hasNewer: true }), { after: 30 }, log.mark())
  assert.equal(log.window(20).hasNewer, true)
  log.applyPage(page([message(60), message(90)], { offset: 101, hasOlder: true, hasNewer: true }), { after: 50 }, log.mark())
  assert.deepEqual(ids(log, 20), [10, 20, 30, 40, 50, 60, 90, 100, 101])
  assert.equal(log.window(20).hasNewer, false)
})

test('older pages join what is there, and the oldest says so', () => {
  const log = logWith([message(30), message(40)], { offset: 40, hasOlder: true })
  assert.equal(log.window(Infinity).from, 30)
  log.applyPage(page([message(10), message(20)], { offset: 40, hasNewer: true }), { before: 30 }, log.mark())
  assert.deepEqual(log.window(Infinity), { from: 1, to: Infinity, hasOlder: false, hasNewer: false })
  assert.deepEqual(ids(log), [10, 20, 30, 40])
})

test('an empty room is known as a whole', () => {
  const log = logWith([], { offset: 0 })
  assert.deepEqual(log.window(Infinity), { from: 1, to: Infinity, hasOlder: false, hasNewer: false })
  log.applyPublication(publication(1, 'posted', message(1)))
  assert.deepEqual(ids(log), [1])
})

test('a page of another epoch is never mixed in', () => {
  const log = logWith([message(1)], { offset: 1 })
  assert.equal(log.applyPage(page([message(2)], { offset: 2, epoch: 'e2' }), {}, log.mark()).outcome, 'otherEpoch')
  assert.equal(log.entry(2), undefined)
})

test('a page from before the log began is asked for again', () => {
  const log = logWith([message(1)], { offset: 5 })
  assert.equal(log.applyPage(page([message(1)], { offset: 4 }), {}, log.mark()).outcome, 'stale')
})

test('news of messages we do not have reaches them when an older page brings them', () => {
  const log = logWith([message(30)], { offset: 30, hasOlder: true })
  log.applyPublication(publication(31, 'reacted', { id: 10, room: 4, revision: 31, tallies: [{ sticker: 'ume', count: 3 }] }))
  log.applyPublication(publication(32, 'posted', message(32, { thread: 20 }), { post: 20, revision: 32, comments: { count: 1, lastAtMs: 9 } }))
  log.applyPage(page([message(10), message(20)], { offset: 30, hasNewer: true }), { before: 30 }, log.mark())
  assert.deepEqual(log.entry(10).message.tallies, [{ sticker: 'ume', count: 3 }])
  assert.equal(log.entry(20).message.comments.count, 1)
})

test('after too much forgotten news, a page as old as that is asked for again', () => {
  const log = logWith([message(5_000)], { offset: 5_000, hasOlder: true })
  for (let index = 1; index <= 1_200; index += 1) {
    log.applyPublication(publication(5_000 + index, 'reacted', { id: index, room: 4, revision: 5_000 + index, tallies: [] }))
  }
  assert.equal(log.applyPage(page([message(1)], { offset: 5_000 }), { before: 5_000 }, log.mark()).outcome, 'stale')
  assert.equal(log.applyPage(page([message(1)], { offset: 6_200 }), { before: 5_000 }, log.mark()).outcome, 'applied')
})

test('an answer asked for before the latest own sticker does not take it back', () => {
  const log = logWith([message(1)], { offset: 1 })
  const mark = log.mark()
  log.setMine(1, ['ume'])
  log.applyPage(page([message(1)], { offset: 1 }), {}, mark)
  assert.deepEqual(log.entry(1).mine, ['ume'])
  log.applyPage(page([message(1, { mine: ['ume', 'iine'] })], { offset: 1 }), {}, log.mark())
  assert.deepEqual(log.entry(1).mine, ['ume', 'iine'])
})

test('a kept log goes on where it stopped', () => {
  const log = logWith([message(1), message(2, { mine: ['ume'] }), message(3)], { offset: 7 })
  const kept = structuredClone(log.snapshot(2))
  assert.deepEqual(kept.messages.map(({ id }) => id), [2, 3])
  const restored = RoomLog.restore(kept)
  assert.deepEqual(restored.window(Infinity), { from: 2, to: Infinity, hasOlder: true, hasNewer: false })
  assert.deepEqual(restored.entry(2).mine, ['ume'])
  assert.equal(restored.applyPublication(publication(8, 'posted', message(8))).outcome, 'applied')
  assert.deepEqual(ids(restored), [2, 3, 8])
})

test('a log that does not reach the newest is not kept', () => {
  const log = new RoomLog()
  log.applyPage(page([message(1), message(2)], { offset: 9, hasNewer: true }), { around: 1 }, log.mark())
  assert.equal(log.snapshot(50), null)
})

test('trimming forgets old posts with their comments and can load them again', () => {
  const log = logWith([message(1), message(2), message(3)], { offset: 3 })
  log.applyPublication(publication(4, 'posted', message(4, { thread: 1 }), { post: 1, revision: 4, comments: { count: 1, lastAtMs: 1 } }))
  assert.equal(log.trim(2), true)
  assert.deepEqual(ids(log), [2, 3])
  assert.equal(log.entry(4), undefined)
  assert.equal(log.window(Infinity).hasOlder, true)
  log.applyPage(page([message(1, { revision: 4 })], { offset: 4, hasNewer: true }), { before: 2 }, log.mark())
  assert.deepEqual(ids(log), [1, 2, 3])
  assert.equal(log.trim(5), false)
})

test('coverage joins what touches and finds the nearest', () => {
  const coverage = new Coverage()
  coverage.add(10, 20)
  coverage.add(30, Infinity)
  assert.deepEqual(coverage.at(12), { from: 10, to: 20 })
  assert.deepEqual(coverage.at(24), { from: 10, to: 20 })
  assert.deepEqual(coverage.at(28), { from: 30, to: Infinity })
  assert.deepEqual(coverage.at(Infinity), { from: 30, to: Infinity })
  assert.equal(coverage.has(25), false)
  coverage.add(21, 29)
  assert.deepEqual(coverage.at(1), { from: 10, to: Infinity })
  coverage.add(5, 4)
  assert.deepEqual(coverage.at(1), { from: 10, to: Infinity })
})

// Items

function maker(pending = new Map(), member = UME) {
  return new ItemMaker({
    member: () => member,
    pendingReactions: (id) => pending.get(id),
    stickerOrder: (sticker) => ['arigatou', 'ume', 'iine'].indexOf(sticker),
  })
}

test('an unchanged message is the same item, a changed one another', () => {
  const log = logWith([message(1), message(2)], { offset: 2 })
  const made = maker()
  const before = [1, 2].map((id) => made.published(log.entry(id)))
  log.applyPublication(publication(3, 'edited', message(2, { revision: 3, body: '直し' })))
  const after = [1, 2].map((id) => made.published(log.entry(id)))
  assert.equal(after[0], before[0])
  assert.notEqual(after[1], before[1])
  assert.equal(after[1].body, '直し')
  assert.throws(() => { after[1].body = 'x' }, 'items are frozen')
})

test('an own sticker on its way is counted at once, in the catalogue’s order', () => {
  const log = logWith([message(1, { tallies: [{ sticker: 'iine', count: 2 }] })], { offset: 1 })
  const pending = new Map([[1, new Map([['arigatou', true]])]])
  assert.deepEqual(maker(pending).published(log.entry(1)).tallies, [
    { sticker: 'arigatou', count: 1, mine: true }, { sticker: 'iine', count: 2, mine: false },
  ])
})

test('a count does not flicker between the answer and the announcement', () => {
  const log = logWith([message(1, { tallies: [{ sticker: 'ume', count: 2 }] })], { offset: 1 })
  const count = (pending) => maker(pending).published(log.entry(1)).tallies.find(({ sticker }) => sticker === 'ume').count
  assert.equal(count(new Map([[1, new Map([['ume', true]])]])), 3, 'on its way')
  log.setMine(1, ['ume'])
  assert.equal(count(new Map()), 3, 'answered')
  log.applyPublication(publication(2, 'reacted', { id: 1, room: 4, revision: 2, tallies: [{ sticker: 'ume', count: 3 }] }))
  assert.equal(count(new Map()), 3, 'announced')
  log.setMine(1, [])
  assert.equal(count(new Map()), 2, 'taken off')
})

test('an own sticker that cancelled out with somebody else’s is settled without an announcement', () => {
  const log = logWith([message(1, { tallies: [{ sticker: 'ume', count: 2 }] })], { offset: 1 })
  log.setMine(1, ['ume'])
  log.settleMine(1)
  assert.deepEqual(maker().published(log.entry(1)).tallies, [{ sticker: 'ume', count: 2, mine: true }])
})

test('a hidden message shows no body, no stickers and nobody’s reactions', () => {
  const { body, ...hidden } = message(1, { revision: 2, state: 'hidden' })
  const log = logWith([message(1, { mine: ['ume'], tallies: [{ sticker: 'ume', count: 1 }] })], { offset: 1 })
  log.applyPublication(publication(2, 'hidden', hidden))
  const item = maker(new Map([[1, new Map([['iine', true]])]])).published(log.entry(1))
  assert.equal(item.state, 'hidden')
  assert.equal(item.body, null)
  assert.deepEqual(item.tallies, [])
})

test('the optimistic copy and the publication are the same element; another member’s key never is', () => {
  const made = maker()
  const waiting = made.outgoing(Object.freeze({ kind: 'post', key: 'k-12345678', room: 4, thread: null, body: 'こんにちは', createdAtMs: 1, state: 'waiting', refusal: null, retryAtMs: null }))
  const log = logWith([message(1, { author: UME, key: 'k-12345678' }), message(2, { author: UMI, key: 'k-12345678' })], { offset: 2 })
  assert.equal(made.published(log.entry(1)).id, waiting.id)
  assert.equal(made.published(log.entry(1)).own, true)
  assert.notEqual(made.published(log.entry(2)).id, waiting.id)
  assert.equal(log.idOf(7, 'k-12345678'), 1)
})
