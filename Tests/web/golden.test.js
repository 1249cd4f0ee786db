import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Refusal } from '../../web/api/refusal.js'
import { Connection } from '../../web/realtime/connection.js'
import { ItemMaker } from '../../web/store/items.js'
import { RoomLog } from '../../web/store/room-log.js'
import { tokenize } from '../../web/text/tokens.js'
import { FakeClock } from './support/clock.js'
import { MEMBERS, ModelServer } from './support/model-server.js'
import { Phone } from './support/phone.js'
import { socketFactory } from './support/socket.js'

const FOLDER = new URL('../golden/', import.meta.url)
const hasGolden = existsSync(FOLDER)
const options = { skip: hasGolden ? false : 'Tests/golden is missing' }
const names = hasGolden ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : []
const golden = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))

function openConnection() {
  const factory = socketFactory()
  const connection = new Connection({ makeSocket: factory.make, clock: new FakeClock() })
  connection.start()
  return { connection, factory }
}

test('every frame of the server is heard: replies by their request, the others under their type', options, async () => {
  for (const name of names.filter((each) => each.startsWith('server-'))) {
    const frame = golden(name)
    const { connection, factory } = openConnection()
    if (frame.type !== 'welcome') factory.latest.welcome()
    const heard = []
    connection.addEventListener(frame.type, ({ detail }) => heard.push(detail))
    if (frame.ref === undefined) {
      factory.latest.sayText(JSON.stringify(frame))
      assert.deepEqual(heard, [frame.payload], name)
    } else {
      const reply = connection.request('post', {})
      const { ref } = factory.latest.sent.at(-1)
      factory.latest.sayText(JSON.stringify({ ...frame, ref }))
      const answer = await reply.catch((refusal) => refusal)
      if (frame.type === 'refused') {
        assert.ok(answer instanceof Refusal, name)
        const { code, text, phrase, retryAfterMs, temporary } = answer
        assert.deepEqual({ code, text, phrase, retryAfterMs, temporary }, { phrase: null, retryAfterMs: null, ...frame.payload }, name)
      } else {
        assert.deepEqual(answer, { type: frame.type, payload: frame.payload }, name)
      }
      assert.deepEqual(heard, [], name)
    }
  }
})

test('the frames we send have exactly the golden fields', options, async () => {
  const clock = new FakeClock()
  const server = new ModelServer({ clock, rooms: [6] })
  const { message } = server.post({ room: 6, body: '梅', key: 'server-key', author: MEMBERS.umi })
  const phone = new Phone(server, clock, { cookie: MEMBERS.moderator })
  const page = await phone.open()
  const rest = async () => { for (let step = 0; step < 10; step += 1) await clock.advance(100) }
  const room = page.community.openRoom(6)
  await rest()
  page.community.post(6, '投稿')
  page.community.post(6, 'コメント', { thread: message })
  page.community.react(6, message, 'ume', true)
  room.markRead()
  room.noteTyping()
  await rest()
  page.community.react(6, message, 'ume', false)
  for (const done of [
    page.community.edit(message, '直し'), page.community.hide(message), page.community.hide(message, '理由'),
    page.community.restore(message), page.community.remove(message),
  ]) await Promise.all([done, rest()])
  page.connection.doubt()
  room.close()
  await rest()

  // A subscription without `after` is for clients that keep nothing; unsubscribing needs no answer.
  // Sending what one was asked to think over is not offered yet.
  const unused = ['client-subscribe.json', 'client-post-reconsidered.json']
  const shape = ({ type, payload }) => `${type}(${fields(payload)})`
  const sent = new Set(page.sockets.flatMap((socket) => socket.sent).map(shape))
  const wanted = names.filter((name) => name.startsWith('client-') && !unused.includes(name)).map((name) => shape(golden(name)))
  assert.deepEqual([...sent].sort(), [...new Set(wanted)].sort())
  assert.ok(page.sockets.flatMap((socket) => socket.sent).every(({ v }) => v === 1))
})

function fields(value) {
  return Object.entries(value).map(([name, field]) =>
    `${name}:${field !== null && typeof field === 'object' ? `{${fields(field)}}` : typeof field}`).sort().join(',')
}

test('the golden page and publications become what a screen shows', options, () => {
  const log = new RoomLog()
  const page = golden('http-MessagePageResponse.json')
  const published = names.filter((name) => name.startsWith('server-publication-')).map((name) => golden(name).payload)
  // The files are single moments of one story; the log is told them in order, as if nothing else had happened.
  log.applyPage({ ...page, messages: [], hasOlder: false, offset: 0 }, {}, log.mark())
  for (const publication of published.sort((a, b) => a.offset - b.offset)) {
    log.offset = publication.offset - 1
    assert.equal(log.applyPublication(publication).outcome, 'applied')
  }
  const maker = new ItemMaker({ member: () => ({ id: 7, name: 'みと梅ざけ', role: 'member' }), pendingReactions: () => undefined })
  const items = log.posts(log.window(Infinity)).map((entry) => maker.published(entry))
  const post = items.find(({ message }) => message === 123)
  assert.equal(post.own, true)
  assert.match(post.body, /朝いち（8時ごろ）/)
  assert.notEqual(post.editedAtMs, null)
  assert.deepEqual(post.tallies.map(({ sticker, count }) => [sticker, count]), [['arigatou', 3], ['ittemitai', 8]])
  const deleted = items.find(({ message }) => message === 119)
  assert.deepEqual([deleted.state, deleted.body, deleted.comments], ['deleted', null, null])
  const comments = log.entry(131)
  const [mention] = tokenize(comments.message.body, comments.message.mentions)
  assert.deepEqual([mention.type, mention.member], ['mention', 7])
})

test('the golden recovery brings what it says', options, () => {
  const log = new RoomLog()
  const { payload } = golden('server-subscribed-recovered.json')
  log.applyPage({ epoch: payload.epoch, offset: 57, messages: [], hasOlder: false, hasNewer: false }, {}, log.mark())
  log.applyRecovered(payload.messages, payload.offset, log.mark())
  assert.equal(log.offset, payload.offset)
  for (const { id, mine, ...message } of payload.messages) {
    assert.deepEqual(log.entry(id).message, { id, ...message })
    if (message.state === 'published') assert.deepEqual(log.entry(id).mine, mine ?? [])
    else assert.equal('body' in log.entry(id).message, false)
  }
})

test('the golden refusal of a route is a Refusal', options, () => {
  const refusal = new Refusal(golden('http-ErrorResponse.json').error)
  assert.equal(refusal.code, 'codeTooSoon')
  assert.equal(refusal.temporary, true)
  assert.equal(refusal.retryAfterMs, 42_000)
})
