import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { ScrollKeeper } from '../../web/components/messages/scroll-keeper.js'

/** A scroller of 500 pixels over articles of the given heights, laid out from the top. */
let rows, scroller, list, resized
const row = (id, height, localName = 'article') => ({
  id, localName, offsetHeight: height,
  get offsetTop() { return rows.slice(0, rows.indexOf(this)).reduce((sum, each) => sum + each.offsetHeight, 0) },
})

beforeEach(() => {
  globalThis.ResizeObserver = class {
    constructor(callback) { resized = callback }
    observe() {}
    disconnect() {}
  }
  globalThis.document = { getElementById: (id) => rows.find((each) => each.id === id) ?? null }
  list = { get children() { return rows }, contains: (element) => rows.includes(element) }
  scroller = {
    scrollTop: 0,
    clientHeight: 500,
    clientWidth: 300,
    get scrollHeight() { return rows.reduce((sum, each) => sum + each.offsetHeight, 0) },
    scrollTo({ top }) { this.scrollTop = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight)) },
    addEventListener() {},
  }
  rows = Array.from({ length: 20 }, (_, index) => row(`m${index}`, 100))
})

afterEach(() => {
  delete globalThis.document
  delete globalThis.ResizeObserver
})

test('an older page leaves what is read where it is', () => {
  const keeper = reading(750)
  keeper.keep(() => rows.unshift(row('older1', 130), row('older2', 90)))
  assert.equal(topOf('m8'), 50)
})

test('a day that moves up with the older page is no anchor', () => {
  const day = row('day', 40, 'h2')
  rows.unshift(day)
  const keeper = reading(10)
  keeper.keep(() => rows.splice(0, 1, day, row('older', 200)))
  assert.equal(topOf('m0'), 30)
})

test('a message hidden above moves nothing, nor does the anchor itself when it goes', () => {
  const keeper = reading(750)
  keeper.keep(() => { rows[2].offsetHeight = 30 })
  assert.equal(topOf('m8'), 50)
  keeper.keep(() => rows.splice(rows.findIndex(({ id }) => id === 'm7'), 1))
  assert.equal(topOf('m8'), 50)
})

test('at the end new messages scroll in; away from it they do not', () => {
  const keeper = reading(1500)
  keeper.keep(() => rows.push(row('new1', 80)))
  assert.equal(keeper.distanceToEnd, 0)
  scroller.scrollTop = 400
  keeper.noteScroll()
  keeper.keep(() => rows.push(row('new2', 80)))
  assert.equal(scroller.scrollTop, 400)
})

test('the keyboard keeps the lower edge in view, and the end at the end', () => {
  const keeper = reading(700)
  scroller.clientHeight = 300
  resized()
  assert.equal(scroller.scrollTop, 900)
  scroller.clientHeight = 500
  resized()
  assert.equal(scroller.scrollTop, 700)
  keeper.toEnd()
  scroller.clientHeight = 300
  resized()
  assert.equal(keeper.distanceToEnd, 0)
})

test('turning the phone keeps the first whole message in its place', () => {
  reading(750)
  scroller.clientWidth = 600
  for (const each of rows) each.offsetHeight = 60
  resized()
  assert.equal(topOf('m8'), 50)
})

function reading(scrollTop) {
  const keeper = new ScrollKeeper(scroller, list)
  scroller.scrollTop = scrollTop
  keeper.noteScroll()
  return keeper
}

function topOf(id) {
  return rows.find((each) => each.id === id).offsetTop - scroller.scrollTop
}
