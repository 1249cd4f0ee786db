import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageRows } from '../../web/components/messages/message-rows.js'

/** 2026-11-21 10:00 in Japan. */
const TEN = Date.UTC(2026, 10, 21, 1)
const MINUTE = 60_000
const said = (offset, author, minutes, more = {}) => ({
  id: `${author}:${offset}`, offset, author: { id: author }, own: false, state: 'published', createdAtMs: TEN + minutes * MINUTE, ...more,
})
const shape = (rows) => rows.map((row) => (row.kind === 'message' ? `${row.item.offset ?? 'new'}${row.isGrouped ? '+' : ''}` : row.kind)).join(' ')

test('posts of one person within five minutes share a header', () => {
  assert.equal(shape(messageRows([said(1, 7, 0), said(2, 7, 4), said(3, 7, 30), said(4, 8, 31)])), 'day 1 2+ 3 4')
})

test('each day in Japan begins with its separator, and a group does not cross midnight', () => {
  const late = 13 * 60 + 58
  assert.equal(shape(messageRows([said(1, 7, late), said(2, 7, late + 3)])), 'day 1 day 2')
})

test('the line stands after what was read, once, and what follows it names its author', () => {
  assert.equal(shape(messageRows([said(1, 7, 0), said(2, 7, 1), said(5, 7, 2), said(6, 7, 3)], 3)), 'day 1 2+ readLine 5 6+')
})

test('there is no line when everything was read, when nothing was, or when one wrote the next oneself', () => {
  assert.equal(shape(messageRows([said(1, 7, 0), said(2, 8, 1)], 2)), 'day 1 2')
  assert.equal(shape(messageRows([said(1, 7, 0), said(2, 8, 1)], 0)), 'day 1 2')
  assert.equal(shape(messageRows([said(4, 7, 0), said(5, 8, 1)], 2)), 'day 4 5')
  assert.equal(shape(messageRows([said(1, 7, 0), said(null, 9, 1, { own: true })], 1)), 'day 1 new')
})

test('a message whose text is gone ends the group', () => {
  assert.equal(shape(messageRows([said(1, 7, 0), said(2, 7, 1, { state: 'hidden' }), said(3, 7, 2)])), 'day 1 2 3')
})

test('every row has a key of its own', () => {
  const rows = messageRows([said(1, 7, 0), said(2, 7, 1), said(3, 8, 2000)], 1)
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length)
})
