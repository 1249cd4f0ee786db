import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jitteredWait } from '../../web/realtime/backoff.js'
import { Connection } from '../../web/realtime/connection.js'
import { FakeClock, settle } from './support/clock.js'
import { socketFactory } from './support/socket.js'

function makeConnection({ seed = 1 } = {}) {
  const clock = new FakeClock({ seed })
  const factory = socketFactory()
  const connection = new Connection({ makeSocket: factory.make, clock })
  const states = []
  connection.addEventListener('state', ({ detail }) => states.push(detail))
  return { clock, factory, connection, states }
}

function openConnection(options) {
  const world = makeConnection(options)
  world.connection.start()
  world.factory.latest.welcome()
  return world
}

test('it is open when the server has said welcome, not before', () => {
  const { connection, factory, states } = makeConnection()
  const heard = []
  connection.addEventListener('welcome', ({ detail }) => heard.push([detail.member.name, connection.state]))
  connection.start()
  assert.equal(connection.state, 'connecting')
  factory.latest.welcome()
  assert.equal(connection.state, 'open')
  assert.deepEqual(heard, [['みと梅ざけ', 'connecting']])
  assert.deepEqual(states, ['connecting', 'open'])
})

test('a reply finds its request, whatever comes between', async () => {
  const { connection, factory } = openConnection()
  const first = connection.request('post', { room: 4, body: 'あ', key: 'k1' })
  const second = connection.request('post', { room: 4, body: 'い', key: 'k2' })
  const [a, b] = factory.latest.sent
  assert.notEqual(a.ref, b.ref)
  factory.latest.say('posted', { message: 2 }, b.ref)
  factory.latest.say('presence', { room: 4, count: 12 })
  factory.latest.say('posted', { message: 1 }, a.ref)
  assert.equal((await first).payload.message, 1)
  assert.equal((await second).payload.message, 2)
})

test('a refusal rejects with its code, text and time', async () => {
  const { connection, factory } = openConnection()
  const reply = connection.request('post', {})
  factory.latest.say('refused', { code: 'tooFast', text: '少し待ってください。', retryAfterMs: 3_000, temporary: true }, factory.latest.sent[0].ref)
  await assert.rejects(reply, { code: 'tooFast', text: '少し待ってください。', retryAfterMs: 3_000, temporary: true })
})

test('a lost connection fails what waits for an answer, and a request without one fails at once', async () => {
  const { connection, factory } = openConnection()
  const reply = connection.request('post', {})
  factory.latest.drop()
  await assert.rejects(reply, { code: 'disconnected', temporary: true })
  await assert.rejects(connection.request('post', {}), { code: 'disconnected' })
})

test('frames that are none, or of another version, harm nobody', () => {
  const { connection, factory } = openConnection()
  for (const text of ['', '{', 'null', '[]', '{"v":2,"type":"pong"}', '{"v":1}', '{"v":1,"type":7}']) factory.latest.sayText(text)
  factory.latest.say('somethingNew', { room: 4 })
  factory.latest.say('posted', { message: 1 }, 999)
  assert.equal(connection.state, 'open')
})

test('silence is asked about at the heartbeat, and an answer settles it', async () => {
  const { clock, connection, factory } = openConnection()
  await clock.advance(19_900)
  assert.equal(factory.latest.count('ping'), 0)
  await clock.advance(200)
  assert.equal(factory.latest.count('ping'), 1)
  factory.latest.say('pong')
  await clock.advance(19_000)
  assert.equal(connection.state, 'open')
  assert.equal(factory.latest.count('ping'), 1)
})

test('any frame is a sign of life', async () => {
  const { clock, factory } = openConnection()
  for (let second = 0; second < 60; second += 5) {
    await clock.advance(5_000)
    factory.latest.say('presence', { room: 4, count: second })
  }
  assert.equal(factory.latest.count('ping'), 0)
})

test('a half-open socket is noticed within 35 s of its last frame, whatever heartbeat the server wishes', async () => {
  for (const heartbeatMs of [5_000, 20_000, 25_000, 60_000, 0]) {
    const { clock, connection, factory } = makeConnection()
    connection.start()
    factory.latest.welcome({ heartbeatMs })
    await clock.advance(1_000)
    factory.latest.say('presence', { room: 4, count: 1 })
    await clock.advance(35_000)
    assert.notEqual(connection.state, 'open', `heartbeat ${heartbeatMs}`)
  }
})

test('a server that is never reached is tried again', async () => {
  const { clock, connection, factory } = makeConnection()
  connection.start()
  await clock.advance(12_000)
  assert.equal(connection.state, 'waiting')
  await clock.advance(5_000)
  assert.equal(factory.sockets.length, 2)
})

test('waits are spread over 0 to 5 s first and double up to 60 s', () => {
  const random = new FakeClock({ seed: 42 }).random
  for (const [attempt, longest] of [[0, 5_000], [1, 10_000], [2, 20_000], [3, 40_000], [4, 60_000], [5, 60_000], [1_000, 60_000]]) {
    const waits = Array.from({ length: 4_000 }, () => jitteredWait(attempt, random()))
    assert.ok(Math.min(...waits) < longest * 0.01 && Math.max(...waits) > longest * 0.99, `range of attempt ${attempt}`)
    assert.ok(waits.every((wait) => wait >= 0 && wait <= longest))
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    assert.ok(Math.abs(mean - longest / 2) < longest * 0.03, `mean of attempt ${attempt}: ${mean}`)
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = waits.filter((wait) => Math.floor((wait / longest) * 10) === tenth).length / waits.length
      assert.ok(share > 0.07 && share < 0.13, `tenth ${tenth} of attempt ${attempt}: ${share}`)
    }
  }
})

test('a thousand clients that lose one server come back spread over five seconds', async () => {
  const seconds = [0, 0, 0, 0, 0]
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const { clock, connection, factory } = openConnection({ seed: seed * 31 })
    factory.latest.drop()
    seconds[Math.floor((connection.retryAtMs - clock.now()) / 1_000)] += 1
  }
  for (const count of seconds) assert.ok(count > 140 && count < 260, `${seconds}`)
})

/** Fails again and again, then is welcomed for a while, then lost: the wait after that. */
async function waitAfter(heldMs, seed) {
  const { clock, connection, factory } = openConnection({ seed })
  for (let failure = 0; failure < 6; failure += 1) {
    factory.latest.drop()
    await clock.advance(connection.retryAtMs - clock.now())
  }
  factory.latest.welcome()
  await clock.advance(heldMs)
  factory.latest.drop()
  return connection.retryAtMs - clock.now()
}

test('a connection that held makes the next failure the first again, one that did not does not', async () => {
  const held = []
  const notHeld = []
  for (let seed = 1; seed <= 30; seed += 1) {
    held.push(await waitAfter(15_000, seed * 13))
    notHeld.push(await waitAfter(1_000, seed * 13))
  }
  assert.ok(Math.max(...held) <= 5_000)
  assert.ok(Math.max(...notHeld) > 30_000)
})

test('close codes below 4500 are come back from, those from 4500 on are not', async () => {
  for (const code of [1000, 1001, 1006, 1012, 4008, 4009, 4029, 4499]) {
    const { connection, factory } = openConnection()
    factory.latest.drop(code)
    assert.equal(connection.state, 'waiting', `${code}`)
  }
  for (const code of [4500, 4501, 4503, 4999]) {
    const { clock, connection, factory } = openConnection()
    factory.latest.drop(code)
    assert.equal(connection.state, 'ended', `${code}`)
    assert.equal(connection.endCode, code)
    await clock.advance(600_000)
    connection.wake('online')
    assert.equal(factory.sockets.length, 1, `${code}`)
    connection.start()
    assert.equal(factory.sockets.length, 2, 'a new sign-in starts it again')
  }
})

test('one that was too fast gets more room', () => {
  const waits = []
  for (let seed = 1; seed < 200; seed += 1) {
    const { clock, connection, factory } = openConnection({ seed })
    factory.latest.drop(4029)
    waits.push(connection.retryAtMs - clock.now())
  }
  assert.ok(Math.max(...waits) > 15_000)
})

test('a server about to stop is left at a random moment within what it said, and its close does not hurry that', async () => {
  const moments = []
  for (let seed = 1; seed <= 300; seed += 1) {
    const { clock, connection, factory } = openConnection({ seed: seed * 17 })
    factory.latest.say('reconnect', { withinMs: 10_000 })
    factory.latest.drop(1012)
    moments.push(connection.retryAtMs - clock.now())
  }
  assert.ok(moments.every((moment) => moment >= 0 && moment <= 10_000))
  const early = moments.filter((moment) => moment < 5_000).length
  assert.ok(early > 110 && early < 190, `${early}`)
})

test('a server that said so but does not close is left all the same', async () => {
  const { clock, connection, factory } = openConnection()
  factory.latest.say('reconnect', { withinMs: 10_000 })
  await clock.advance(10_000)
  assert.equal(factory.sockets.length, 2)
  assert.equal(factory.sockets[0].isClosed, true)
  assert.equal(connection.state, 'connecting')
})

test('a page that is seen again after a while takes a new socket at once', async () => {
  const { clock, connection, factory } = openConnection()
  connection.hide()
  await clock.advance(19_000)
  factory.latest.say('presence', { room: 4, count: 1 })
  await clock.advance(5_000)
  connection.wake('visible')
  assert.equal(factory.sockets.length, 2)
  assert.equal(factory.sockets[0].isClosed, true)
})

test('a page that comes out of the back-forward cache, or a new network, takes a new socket at once', () => {
  for (const reason of ['pageshow', 'online']) {
    const { connection, factory } = openConnection()
    connection.wake(reason)
    assert.equal(factory.sockets.length, 2, reason)
    assert.equal(connection.state, 'connecting', reason)
  }
})

test('one waking takes one new socket, however many events tell of it', async () => {
  const { clock, connection, factory } = openConnection()
  connection.hide()
  await clock.advance(60_000)
  const before = factory.sockets.length
  connection.wake('visible')
  connection.wake('pageshow')
  assert.ok(factory.sockets.length <= before + 1)
  await clock.advance(4_000)
  connection.wake('visible')
  assert.equal(factory.sockets.length, before + 2, 'one that does not get anywhere is replaced')
})

test('after a glance elsewhere the socket is asked, and given up when it does not answer at once', async () => {
  const { clock, connection, factory } = openConnection()
  connection.hide()
  await clock.advance(2_000)
  connection.wake('visible')
  assert.equal(factory.sockets.length, 1)
  assert.equal(factory.latest.count('ping'), 1)
  await clock.advance(2_600)
  assert.equal(connection.state, 'waiting')
})

test('a page that is seen again does not wait for its turn', async () => {
  const { clock, connection, factory } = openConnection()
  for (let failure = 0; failure < 5; failure += 1) {
    factory.latest.drop()
    await clock.advance(60_000)
  }
  factory.latest.drop()
  assert.equal(connection.state, 'waiting')
  const before = factory.sockets.length
  connection.wake('visible')
  assert.equal(factory.sockets.length, before + 1)
})

test('a phone that slept notices by its clock, though no timer ran', async () => {
  const { clock, connection, factory } = openConnection()
  clock.set(clock.now() + 3_600_000)
  await clock.advance(0)
  connection.wake('visible')
  // Hidden was never told: the socket is asked at least, and a dead one is left.
  await clock.advance(2_600)
  assert.notEqual(connection.state, 'open')
})

test('a clock set back an hour neither blinds the heartbeat nor delays the retry', async () => {
  const { clock, connection, factory } = openConnection()
  clock.set(clock.now() - 3_600_000)
  connection.wake('visible')
  await clock.advance(36_000)
  assert.notEqual(connection.state, 'open', 'a dead socket is noticed')
  await clock.advance(60_000)
  assert.ok(factory.sockets.length >= 2)
})

test('a request without an answer makes the socket doubtful', async () => {
  const { clock, connection, factory } = openConnection()
  const reply = connection.request('post', {}, { timeoutMs: 5_000 })
  reply.catch(() => {})
  await clock.advance(5_000)
  await assert.rejects(reply, { code: 'timeout' })
  assert.equal(factory.latest.count('ping'), 1)
  await clock.advance(2_600)
  assert.notEqual(connection.state, 'open')
})

test('frames of a socket that was given up are not heard', async () => {
  const { connection, factory } = openConnection()
  const heard = []
  connection.addEventListener('presence', ({ detail }) => heard.push(detail.count))
  const old = factory.latest
  connection.wake('online')
  factory.latest.welcome()
  old.say('presence', { room: 4, count: 99 })
  old.drop(4501)
  factory.latest.say('presence', { room: 4, count: 3 })
  assert.deepEqual(heard, [3])
  assert.equal(connection.state, 'open')
})

test('a socket closed before its welcome is told apart: the server may have turned us away', async () => {
  const { clock, connection, factory } = makeConnection()
  connection.start()
  factory.latest.drop(1006)
  assert.equal(connection.wasTurnedAway, true)
  await clock.advance(5_000)
  factory.latest.welcome()
  assert.equal(connection.wasTurnedAway, false)
  factory.latest.drop(1006)
  assert.equal(connection.wasTurnedAway, false)
})

test('stopped is stopped', async () => {
  const { clock, connection, factory } = openConnection()
  connection.stop()
  assert.equal(connection.state, 'idle')
  assert.equal(factory.latest.isClosed, true)
  connection.wake('visible')
  await clock.advance(600_000)
  assert.equal(factory.sockets.length, 1)
  assert.equal(clock.pending, 0)
})

test('it follows the page: hidden, visible, shown again, online', async () => {
  const { clock, connection, factory } = openConnection()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const window = new EventTarget()
  connection.follow(document, window)
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  await clock.advance(25_000)
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(factory.sockets.length, 2)
  factory.latest.welcome()
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
  assert.equal(factory.sockets.length, 2)
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  assert.equal(factory.sockets.length, 3)
  factory.latest.welcome()
  window.dispatchEvent(new Event('online'))
  assert.equal(factory.sockets.length, 4)
  await settle()
})
