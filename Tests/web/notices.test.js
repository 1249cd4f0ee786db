import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Change } from '../../web/realtime/change.js'
import { Notices } from '../../web/store/notices.js'
import { FakeClock } from './support/clock.js'

const golden = (name) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'))

function world(answer = golden('http-NoticesResponse')) {
  const connection = new EventTarget()
  const asked = []
  const api = {
    notices: async (page) => { asked.push(['notices', page]); return structuredClone(answer) },
    readNotices: async (upTo) => { asked.push(['read', upTo]) },
  }
  const notices = new Notices({ api, connection, clock: new FakeClock() })
  return { notices, asked, hear: (detail) => connection.dispatchEvent(new Change('notice', detail)) }
}

test('the newest comes first, and what is unread is counted', async () => {
  const { notices } = world()
  await notices.load()
  assert.deepEqual(notices.list.map(({ id }) => id), [15, 14])
  assert.equal(notices.unread, 1)
  assert.equal(notices.hasOlder, false)
})

test('a notice that comes live is told once and counted', async () => {
  const { notices, hear } = world()
  await notices.load()
  const heard = []
  notices.addEventListener('notice', ({ detail }) => heard.push(detail.id))
  const notice = { ...golden('server-notice').payload, id: 99 }
  hear(notice)
  hear(notice)
  assert.deepEqual(heard, [99])
  assert.equal(notices.unread, 2)
  assert.equal(notices.list[0].id, 99)
})

test('reading is told to the server once, up to the newest', async () => {
  const { notices, asked } = world()
  await notices.load()
  await notices.markRead()
  await notices.markRead()
  assert.deepEqual(asked.filter(([name]) => name === 'read'), [['read', 15]])
  assert.equal(notices.unread, 0)
  assert.ok(notices.list.every(({ readAtMs }) => readAtMs))
})

test('nothing of it stays when its reader leaves', async () => {
  const { notices } = world()
  await notices.load()
  notices.clear()
  assert.deepEqual([notices.list, notices.unread, notices.status], [[], 0, 'idle'])
})
