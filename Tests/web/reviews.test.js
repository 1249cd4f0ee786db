import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Change } from '../../web/realtime/change.js'
import { Reviews } from '../../web/store/reviews.js'
import { FakeClock } from './support/clock.js'

const golden = (name) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'))
const queue = golden('http-ReviewsResponse')
const held = golden('server-review').payload.item
const decided = golden('server-review-decided').payload.item

/** A queue with a server that answers from golden files and remembers what it was asked. */
function world(answers = {}) {
  const clock = new FakeClock()
  const connection = new EventTarget()
  const asked = []
  const api = new Proxy({}, {
    get: (_, name) => async (...values) => {
      asked.push([name, ...values])
      const answer = answers[name] ?? { reviews: structuredClone(queue), climates: { climates: [] }, claimReview: { item: held } }[name]
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  const reviews = new Reviews({ api, connection, clock })
  const hear = (type, detail) => connection.dispatchEvent(new Change(type, detail))
  return { reviews, clock, asked, hear, names: () => asked.map(([name]) => name) }
}

test('the queue is loaded when its page opens, the oldest first', async () => {
  const { reviews } = world()
  assert.equal(reviews.status, 'idle')
  await reviews.use()
  assert.equal(reviews.status, 'ready')
  assert.equal(reviews.open, queue.open)
  const times = reviews.items.map(({ createdAtMs }) => createdAtMs)
  assert.deepEqual(times, [...times].sort((a, b) => a - b))
  assert.equal(reviews.items.length, queue.items.length)
})

test('what comes and what is decided elsewhere changes the queue at once', async () => {
  const { reviews, hear } = world({ reviews: { items: [], open: 0 } })
  await reviews.use()
  let changes = 0
  reviews.addEventListener('change', () => { changes += 1 })
  hear('review', { item: held })
  hear('reviewCount', { open: 1, oldestMs: held.createdAtMs })
  assert.deepEqual(reviews.items.map(({ id }) => id), [held.id])
  assert.equal(reviews.open, 1)
  hear('review', { item: decided })
  hear('reviewCount', { open: 0 })
  assert.deepEqual(reviews.items, [])
  assert.equal(reviews.oldestMs, null)
  assert.equal(changes, 4)
})

test('what is told while the queue is on its way is not lost, nor does what was decided come back', async () => {
  const { reviews, hear } = world({ reviews: { items: [{ ...held, id: 7 }], open: 1 } })
  const loading = reviews.use()
  hear('review', { item: held })
  hear('reviewCount', { open: 2 })
  hear('review', { item: { ...decided, id: 7 } })
  await loading
  assert.deepEqual(reviews.items.map(({ id }) => id), [held.id])
  assert.equal(reviews.open, 2)
})

test('after a reconnect the queue is asked for again, but only while its page is open', async () => {
  const { reviews, hear, clock, names } = world()
  await reviews.use()
  hear('state', 'open')
  await clock.advance(2_000)
  assert.equal(names().filter((name) => name === 'reviews').length, 2)
  reviews.leave()
  hear('state', 'open')
  await clock.advance(2_000)
  assert.equal(names().filter((name) => name === 'reviews').length, 2)
})

test('a claim is renewed while one looks, and given back', async () => {
  const { reviews, clock, names, hear } = world()
  await reviews.use()
  hear('review', { item: held })
  await reviews.claim(held.id)
  await reviews.claim(held.id)
  assert.equal(names().filter((name) => name === 'claimReview').length, 1)
  await clock.advance(60_000)
  assert.equal(names().filter((name) => name === 'claimReview').length, 2)
  reviews.leave()
  assert.equal(names().at(-1), 'releaseReview')
  await clock.advance(120_000)
  assert.equal(names().filter((name) => name === 'claimReview').length, 2)
})

test('a claim that somebody else has is not insisted on', async () => {
  const { reviews, clock, names } = world({ claimReview: new Error('claimedByOther') })
  await reviews.use()
  await reviews.claim(42)
  await clock.advance(120_000)
  assert.ok(names().filter((name) => name === 'claimReview').length <= 2)
})

test('a decision takes the item away, and what it hid has its receipt', async () => {
  const receipt = golden('http-HideReceipt')
  const { reviews, hear } = world({ decideReview: { item: decided, receipt }, undoReview: { item: held } })
  await reviews.use()
  hear('review', { item: held })
  const heard = []
  reviews.addEventListener('receipt', ({ detail }) => heard.push(detail))
  assert.equal((await reviews.decide(held.id, { kind: 'hide' })).state, 'decided')
  assert.ok(!reviews.items.some(({ id }) => id === held.id))
  assert.deepEqual(heard, [receipt])
  await reviews.undo(held.id)
  assert.ok(reviews.items.some(({ id }) => id === held.id))
})

test('a receipt never goes back in time', () => {
  const { reviews, hear } = world()
  const [early, done] = [golden('server-receipt-under-way').payload, golden('http-HideReceipt')]
  hear('receipt', done)
  hear('receipt', early)
  assert.deepEqual(reviews.receipt(done.message), done)
})

test('rooms that heat up are known until they are calm again', () => {
  const { reviews, hear } = world()
  hear('climate', golden('server-climate').payload)
  assert.deepEqual(reviews.climates.map(({ room }) => room), [6])
  hear('climate', golden('server-climate-calm').payload)
  assert.deepEqual(reviews.climates, [])
})

test('nothing of it stays when its reader leaves', async () => {
  const { reviews, hear } = world()
  await reviews.use()
  hear('climate', golden('server-climate').payload)
  reviews.clear()
  assert.deepEqual([reviews.items, reviews.open, reviews.climates, reviews.status], [[], null, [], 'idle'])
})
