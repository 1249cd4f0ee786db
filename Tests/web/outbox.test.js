import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../web/api/refusal.js'
import { Database } from '../../web/store/database.js'
import { MOST_ATTEMPTS, Outbox } from '../../web/store/outbox.js'
import { FakeClock, settle } from './support/clock.js'
import { FakeIndexedDB } from './support/indexed-db.js'
import { FakeChannels, FakeLocks } from './support/locks.js'

const UME = 7
const UMI = 8

/** A phone: what is on it outlives its pages. And the server's memory of keys. */
class Device {
  clock = new FakeClock()
  indexedDB = new FakeIndexedDB()
  locks = new FakeLocks()
  channels = new FakeChannels()
  /** What the server stored, in order; a key makes one message. */
  stored = []
  requests = 0
  atOnce = 0
  mostAtOnce = 0
  #lastKey = 0

  page(options = {}) {
    return new Page(this, options)
  }

  newKey = () => {
    this.#lastKey += 1
    return `key-${String(this.#lastKey).padStart(8, '0')}`
  }

  store(entry) {
    if (entry.kind === 'react') {
      this.stored.push(entry)
      return { result: 'reacted' }
    }
    let known = this.stored.find(({ key }) => key === entry.key)
    if (!known) {
      known = { ...entry, message: 100 + this.stored.length, offset: this.stored.length + 1 }
      this.stored.push(known)
    }
    return { result: 'posted', message: known.message, offset: known.offset }
  }

  get bodies() {
    return this.stored.map(({ body }) => body)
  }

  get rows() {
    return this.indexedDB.rows('hiroba', 'outgoing')
  }
}

class Page {
  isOnline = true
  /** Set to answer otherwise than by storing. @type {null|((entry:object) => Promise<object>|object)} */
  answer = null
  refusals = []

  constructor(device, { locks = device.locks, channels = true } = {}) {
    this.device = device
    this.outbox = new Outbox({
      database: new Database(device.indexedDB),
      clock: device.clock,
      locks,
      newKey: device.newKey,
      channel: channels ? device.channels.open('hiroba-outbox') : null,
      isReady: () => this.isOnline,
      send: async (entry) => {
        if (!this.isOnline) throw Refusal.own('disconnected')
        device.requests += 1
        device.atOnce += 1
        device.mostAtOnce = Math.max(device.mostAtOnce, device.atOnce)
        try {
          await settle()
          return this.answer ? await this.answer(entry) : device.store(entry)
        } finally {
          device.atOnce -= 1
        }
      },
    })
    this.outbox.addEventListener('refused', ({ detail }) => this.refusals.push(detail))
  }

  async open(member = UME) {
    await this.outbox.open(member)
    await rest(this.device)
    return this
  }

  /** The page is closed or killed: nothing of it goes on. */
  kill() {
    this.isOnline = false
    this.answer = () => new Promise(() => {})
  }

  get states() {
    return this.outbox.entries().map(({ state }) => state)
  }

  online() {
    this.isOnline = true
    this.outbox.wake()
  }
}

/** Lets everything under way finish, without letting time pass. */
async function rest(device) {
  for (let turn = 0; turn < 40; turn += 1) await settle()
  await device.clock.advance(0)
}

const lostAnswer = (device) => (entry) => {
  device.store(entry)
  throw Refusal.own('disconnected')
}

test('what is written is sent and leaves the outbox when its publication is here', async () => {
  const device = new Device()
  const page = await device.page().open()
  const key = page.outbox.post({ room: 4, body: 'こんにちは' })
  assert.deepEqual(page.states, ['waiting'])
  await rest(device)
  assert.deepEqual(device.bodies, ['こんにちは'])
  const [entry] = page.outbox.entries(4)
  assert.equal(entry.state, 'sent')
  assert.deepEqual(entry.sent, { message: 100, offset: 1 })
  assert.deepEqual(device.rows, [], 'an acknowledged message is not kept')
  page.outbox.confirm(key)
  assert.deepEqual(page.outbox.entries(), [])
})

test('an acknowledged message whose publication does not come does not stay for ever', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.outbox.post({ room: 4, body: 'あ' })
  await rest(device)
  await device.clock.advance(30_000)
  assert.deepEqual(page.outbox.entries(), [])
})

test('three messages written offline survive a reload and arrive once, in order', async () => {
  const device = new Device()
  const tunnel = await device.page().open()
  tunnel.isOnline = false
  for (const body of ['一', '二', '三']) tunnel.outbox.post({ room: 4, body })
  tunnel.outbox.react({ room: 4, message: 9, sticker: 'ume', on: true })
  tunnel.outbox.react({ room: 4, message: 9, sticker: 'iine', on: true })
  await rest(device)
  assert.deepEqual(device.stored, [])
  tunnel.kill()

  const page = device.page()
  page.isOnline = false
  await page.open()
  assert.deepEqual(page.outbox.entries(4).map(({ body }) => body), ['一', '二', '三'])
  assert.deepEqual([...page.outbox.pendingReactions(9)], [['ume', true], ['iine', true]])
  page.online()
  await rest(device)
  assert.deepEqual(device.stored.filter(({ kind }) => kind === 'post').map(({ body }) => body), ['一', '二', '三'])
  assert.deepEqual(device.stored.filter(({ kind }) => kind === 'react').map(({ sticker }) => sticker).sort(), ['iine', 'ume'])
  assert.equal(page.outbox.pendingReactions(9), undefined)
  assert.deepEqual(device.rows, [])
})

test('a lost answer makes no second message', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = (entry) => {
    page.isOnline = false
    return lostAnswer(device)(entry)
  }
  page.outbox.post({ room: 4, body: '一度だけ' })
  await rest(device)
  assert.deepEqual(page.states, ['waiting'])
  page.answer = null
  page.online()
  await rest(device)
  assert.deepEqual(device.bodies, ['一度だけ'])
  assert.deepEqual(page.states, ['sent'])
})

test('a page killed between the server’s disk and its own makes no second message', async () => {
  const device = new Device()
  const first = await device.page().open()
  first.answer = (entry) => {
    device.store(entry)
    return new Promise(() => {})
  }
  first.outbox.post({ room: 4, body: '一度だけ' })
  await rest(device)
  first.kill()
  const second = device.page({ locks: null })
  await second.open()
  await rest(device)
  assert.deepEqual(device.bodies, ['一度だけ'])
  assert.deepEqual(device.rows, [])
})

test('one message of a room goes after the other; rooms do not wait for each other', async () => {
  const device = new Device()
  const page = await device.page().open()
  const stuck = []
  page.answer = (entry) => (entry.room === 4 ? new Promise((resolve) => stuck.push({ entry, resolve })) : device.store(entry))
  for (const body of ['一', '二']) page.outbox.post({ room: 4, body })
  page.outbox.post({ room: 5, body: '別の部屋' })
  await rest(device)
  assert.deepEqual(stuck.map(({ entry }) => entry.body), ['一'])
  assert.deepEqual(device.bodies, ['別の部屋'])
  stuck[0].resolve(device.store(stuck[0].entry))
  await rest(device)
  assert.deepEqual(stuck.map(({ entry }) => entry.body), ['一', '二'])
})

test('two tabs never send at once, and what both hold is sent once, in order', async () => {
  const device = new Device()
  const tabs = [await device.page().open(), await device.page().open()]
  for (const tab of tabs) tab.isOnline = false
  tabs[0].outbox.post({ room: 4, body: '一' })
  await rest(device)
  tabs[1].outbox.post({ room: 4, body: '二' })
  await rest(device)
  tabs[0].outbox.post({ room: 4, body: '三' })
  await rest(device)
  assert.deepEqual(tabs.map((tab) => tab.outbox.entries(4).map(({ body }) => body)), [['一', '二', '三'], ['一', '二', '三']])
  for (const tab of tabs) tab.online()
  await rest(device)
  assert.deepEqual(device.bodies, ['一', '二', '三'])
  assert.equal(device.requests, 3)
  assert.equal(device.mostAtOnce, 1)
  assert.equal(device.locks.mostHolders, 1)
  for (const tab of tabs) assert.ok(tab.outbox.entries().every(({ state }) => state === 'sent'))
  assert.deepEqual(device.rows, [])
})

test('without locks and channels the keys alone keep messages single', async () => {
  const device = new Device()
  const options = { locks: null, channels: false }
  const first = await device.page(options).open()
  first.isOnline = false
  for (const body of ['一', '二']) first.outbox.post({ room: 4, body })
  await rest(device)
  const second = device.page(options)
  second.isOnline = false
  await second.open()
  first.online()
  second.online()
  await rest(device)
  assert.deepEqual(device.bodies, ['一', '二'])
})

test('a frozen tab that holds the lock does not keep the others from sending for ever', async () => {
  const device = new Device()
  const frozen = await device.page().open()
  frozen.answer = () => new Promise(() => {})
  frozen.outbox.post({ room: 4, body: '凍った' })
  await rest(device)
  const other = await device.page().open()
  await rest(device)
  assert.deepEqual(device.bodies, [])
  await device.clock.advance(15_000)
  await rest(device)
  assert.deepEqual(device.bodies, ['凍った'])
  assert.deepEqual(other.states, ['sent'])
})

test('random pages, kills, lost answers and tabs: every message exactly once, each room’s in order', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const device = new Device()
    const chance = new FakeClock({ seed: seed * 101 }).random
    const trouble = (page) => (entry) => {
      const dice = chance()
      if (dice < 0.2) return lostAnswer(device)(entry)
      if (dice < 0.3) throw Refusal.own('disconnected')
      if (dice < 0.4) throw new Refusal({ code: 'overloaded', text: '混み合っています。', retryAfterMs: 500, temporary: true })
      if (dice < 0.5) throw Refusal.own('timeout')
      return page.device.store(entry)
    }
    let pages = []
    const openPage = async () => {
      const page = await device.page().open()
      page.answer = trouble(page)
      pages.push(page)
    }
    await openPage()
    const written = { 4: [], 5: [] }
    for (let index = 0; index < 40; index += 1) {
      const page = pages[Math.floor(chance() * pages.length)]
      const dice = chance()
      if (dice < 0.4) {
        const room = chance() < 0.5 ? 4 : 5
        const body = `${seed}-${index}`
        written[room].push(body)
        page.outbox.post({ room, body })
        // Once it is on the device, it may not be lost.
        await rest(device)
      } else if (dice < 0.5) page.isOnline = false
      else if (dice < 0.65) page.online()
      else if (dice < 0.75 && pages.length > 1) {
        page.kill()
        pages = pages.filter((each) => each !== page)
      } else if (dice < 0.85 && pages.length < 3) await openPage()
      else await device.clock.advance(chance() * 3_000)
    }
    for (const page of pages) {
      page.answer = null
      page.online()
    }
    for (let minute = 0; minute < 3; minute += 1) {
      await device.clock.advance(60_000)
      for (const page of pages) page.online()
      await rest(device)
    }
    for (const room of [4, 5]) {
      const bodies = device.stored.filter((entry) => entry.room === room).map(({ body }) => body)
      assert.deepEqual([...bodies].sort(), [...written[room]].sort(), `seed ${seed}: each once`)
      assert.deepEqual(bodies, written[room], `seed ${seed}: in order`)
    }
    assert.deepEqual(device.rows, [], `seed ${seed}: nothing left`)
  }
})

test('a temporary refusal is tried again when the server said, not before', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => { throw new Refusal({ code: 'tooFast', text: '少し待ってください。', retryAfterMs: 8_000, temporary: true }) }
  page.outbox.post({ room: 4, body: '急ぎ' })
  page.outbox.post({ room: 4, body: '後から' })
  await rest(device)
  const [entry] = page.outbox.entries()
  assert.equal(entry.state, 'waiting')
  assert.equal(entry.refusal.text, '少し待ってください。')
  assert.ok(entry.retryAtMs >= device.clock.now() + 8_000 && entry.retryAtMs <= device.clock.now() + 10_000)
  page.answer = null
  await device.clock.advance(7_900)
  page.outbox.wake()
  await rest(device)
  assert.equal(device.requests, 1)
  await device.clock.advance(2_200)
  await rest(device)
  assert.deepEqual(device.bodies, ['急ぎ', '後から'])
})

test('waits grow while the server stays busy, and at last a person decides', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => { throw new Refusal({ code: 'overloaded', text: '混み合っています。', temporary: true }) }
  const key = page.outbox.post({ room: 4, body: '届いて' })
  for (let minute = 0; minute < 20; minute += 1) {
    await device.clock.advance(60_000)
    await rest(device)
  }
  assert.deepEqual(page.states, ['failed'])
  assert.equal(device.requests, MOST_ATTEMPTS)
  page.answer = null
  page.outbox.wake()
  await rest(device)
  assert.deepEqual(page.states, ['failed'], 'not by itself any more')
  page.outbox.retry(key)
  await rest(device)
  assert.deepEqual(device.bodies, ['届いて'])
})

test('a refusal for good says why, is kept, and does not hold up what follows', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = (entry) => {
    if (entry.body !== 'だめな言葉') return device.store(entry)
    throw new Refusal({ code: 'watchedWord', text: 'この言葉は使えません。', phrase: 'だめ', temporary: false })
  }
  const key = page.outbox.post({ room: 4, body: 'だめな言葉' })
  page.outbox.post({ room: 4, body: '次' })
  await rest(device)
  assert.deepEqual(device.bodies, ['次'])
  const again = await device.page().open()
  const [entry] = again.outbox.entries()
  assert.equal(entry.state, 'refused')
  assert.deepEqual([entry.refusal.code, entry.refusal.phrase, entry.refusal.text], ['watchedWord', 'だめ', 'この言葉は使えません。'])
  assert.equal(again.outbox.waitingCount, 0)
  const renewed = again.outbox.rewrite(key, 'よい言葉')
  assert.notEqual(renewed, key)
  await rest(device)
  assert.deepEqual(device.bodies, ['次', 'よい言葉'])
})

test('what waits can be removed, what is being sent cannot', async () => {
  const device = new Device()
  const page = await device.page().open()
  let answer
  page.answer = () => new Promise((resolve) => { answer = resolve })
  const sending = page.outbox.post({ room: 4, body: '送信中' })
  const waiting = page.outbox.post({ room: 4, body: '待ち' })
  await rest(device)
  assert.deepEqual(page.states, ['sending', 'waiting'])
  assert.equal(page.outbox.remove(sending), false)
  assert.equal(page.outbox.rewrite(sending, 'x'), null)
  assert.equal(page.outbox.remove(waiting), true)
  answer({ result: 'posted', message: 1, offset: 1 })
  await rest(device)
  assert.deepEqual(page.states, ['sent'])
})

test('a held message stays in view over a reload, and is asked about once when one comes back', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => ({ result: 'held' })
  page.outbox.post({ room: 4, body: '確認されます' })
  await rest(device)
  assert.deepEqual(page.states, ['held'])

  const later = device.page()
  later.answer = () => ({ result: 'held' })
  await later.open()
  await rest(device)
  assert.deepEqual(later.states, ['held'])
  const asked = device.requests
  later.outbox.wake()
  await rest(device)
  assert.equal(device.requests, asked, 'not again on the same page')

  const approved = await device.page().open()
  await rest(device)
  assert.deepEqual(approved.states, ['sent'])
  assert.deepEqual(device.rows, [])
})

test('a held message keeps why it waits, over a reload too', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => ({ result: 'held', reason: '『ほりゅうご』：確認します。' })
  page.outbox.post({ room: 4, body: 'ほりゅうご' })
  await rest(device)
  assert.equal(page.outbox.entries()[0].heldReason, '『ほりゅうご』：確認します。')
  const later = device.page()
  later.answer = () => ({ result: 'held' })
  await later.open()
  await rest(device)
  assert.equal(later.outbox.entries()[0].heldReason, '『ほりゅうご』：確認します。')
})

test('what one was asked to think over goes as it is only when one says so', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = (entry) => {
    if (entry.reconsidered) return device.store(entry)
    throw new Refusal({ code: 'reconsider', text: 'もう一度読みなおしてみませんか。' })
  }
  const key = page.outbox.post({ room: 4, body: 'きついことば' })
  await rest(device)
  assert.deepEqual(page.states, ['refused'])
  page.outbox.sendAnyway('another-key')
  await rest(device)
  assert.deepEqual(device.bodies, [])
  page.outbox.sendAnyway(key)
  await rest(device)
  assert.deepEqual(device.bodies, ['きついことば'])
})

test('a held message nobody decides on disappears after two weeks', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => ({ result: 'held' })
  page.outbox.post({ room: 4, body: '古い' })
  await rest(device)
  device.clock.set(device.clock.now() + 15 * 24 * 3_600_000)
  const later = await device.page().open()
  assert.deepEqual(later.outbox.entries(), [])
  assert.deepEqual(device.rows, [])
})

test('a publication that is here before the answer ends the sending', async () => {
  const device = new Device()
  const page = await device.page().open()
  let answer
  page.answer = () => new Promise((resolve) => { answer = resolve })
  const key = page.outbox.post({ room: 4, body: '速い' })
  await rest(device)
  page.outbox.confirm(key)
  assert.deepEqual(page.outbox.entries(), [])
  answer({ result: 'posted', message: 1, offset: 1 })
  await rest(device)
  assert.deepEqual(page.outbox.entries(), [])
  assert.deepEqual(device.rows, [])
})

test('of many changes of mind about a sticker the last is sent', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  for (const on of [true, false, true, false]) page.outbox.react({ room: 4, message: 9, sticker: 'ume', on })
  assert.deepEqual([...page.outbox.pendingReactions(9)], [['ume', false]])
  page.online()
  await rest(device)
  assert.deepEqual(device.stored.map(({ on }) => on), [false])
})

test('a change of mind while the first is under way is sent after it', async () => {
  const device = new Device()
  const page = await device.page().open()
  const answers = []
  page.answer = (entry) => new Promise((resolve) => answers.push(() => resolve(device.store(entry))))
  page.outbox.react({ room: 4, message: 9, sticker: 'ume', on: true })
  await rest(device)
  page.outbox.react({ room: 4, message: 9, sticker: 'ume', on: false })
  await rest(device)
  assert.equal(answers.length, 1)
  answers[0]()
  await rest(device)
  answers[1]()
  await rest(device)
  assert.deepEqual(device.stored.map(({ on }) => on), [true, false])
  assert.equal(page.outbox.pendingReactions(9), undefined)
})

test('a refused sticker is taken back and told', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => { throw new Refusal({ code: 'messageGone', text: 'この投稿はもうありません。', temporary: false }) }
  page.outbox.react({ room: 4, message: 9, sticker: 'ume', on: true })
  await rest(device)
  assert.equal(page.outbox.pendingReactions(9), undefined)
  assert.equal(page.refusals[0].refusal.code, 'messageGone')
  assert.deepEqual(device.rows, [])
})

test('signing out leaves nothing on the device', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  page.outbox.post({ room: 4, body: '残さない' })
  await rest(device)
  assert.equal(device.rows.length, 1)
  await page.outbox.clear()
  assert.deepEqual(device.rows, [])
  assert.deepEqual(page.outbox.entries(), [])
  assert.throws(() => page.outbox.post({ room: 4, body: '誰' }))
})

test('an ended session keeps a member’s own words for their return; another member’s arrival removes them', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  page.outbox.post({ room: 4, body: '梅の言葉' })
  await rest(device)
  page.outbox.close()
  assert.deepEqual(page.outbox.entries(), [])
  await page.open(UME)
  assert.deepEqual(page.outbox.entries().map(({ body }) => body), ['梅の言葉'])
  page.outbox.close()
  await page.open(UMI)
  assert.deepEqual(page.outbox.entries(), [])
  assert.deepEqual(device.rows, [])
  page.online()
  await rest(device)
  assert.deepEqual(device.stored, [])
})

test('an answer that the session ended stops sending without losing anything', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.answer = () => { throw new Refusal({ code: 'sessionEnded', text: '', temporary: false }) }
  page.outbox.post({ room: 4, body: '待つ' })
  await rest(device)
  assert.deepEqual(page.states, ['waiting'])
  assert.equal(device.requests, 1)
})

test('a full device still sends, from memory', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  device.indexedDB.isFull = true
  page.outbox.post({ room: 4, body: '容量がない' })
  await rest(device)
  page.online()
  await rest(device)
  assert.deepEqual(device.bodies, ['容量がない'])
})

test('a database connection that dies under us is opened again', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  device.indexedDB.breakConnections()
  page.outbox.post({ room: 4, body: '再開' })
  await rest(device)
  assert.equal(device.rows.length, 1)
})

test('a browser without a working database keeps things for the page’s life', async () => {
  for (const factory of [null, { open: () => { throw new Error('forbidden') } }]) {
    const database = new Database(factory)
    await database.put('kept', { name: 'me', value: 1 })
    assert.deepEqual(await database.get('kept', 'me'), { name: 'me', value: 1 })
    assert.equal(database.isDurable, false)
    await database.delete('kept', 'me')
    assert.equal(await database.get('kept', 'me'), undefined)
  }
})

test('a clock set back does not let a new message overtake an old one', async () => {
  const device = new Device()
  const page = await device.page().open()
  page.isOnline = false
  page.outbox.post({ room: 4, body: '先' })
  device.clock.set(device.clock.now() - 9 * 3_600_000)
  page.outbox.post({ room: 4, body: '後' })
  page.online()
  await rest(device)
  assert.deepEqual(device.bodies, ['先', '後'])
})
