import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EnterGuard, decideEnter } from '../../web/text/enter.js'

const DESKTOP = { isTouch: false, sendByButtonOnly: false }
const PHONE = { isTouch: true, sendByButtonOnly: false }

function key(timeStamp, rest = {}) {
  return {
    key: 'Enter', keyCode: 13, isComposing: false, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false,
    repeat: false, timeStamp, ...rest,
  }
}

/** Plays events and collects what is decided of each keydown. */
function play(events, surroundings = DESKTOP) {
  const guard = new EnterGuard()
  const decisions = []
  for (const [type, timeStamp, rest] of events) {
    if (type === 'start') guard.compositionStarted({ timeStamp })
    else if (type === 'end') guard.compositionEnded({ timeStamp })
    else decisions.push(guard.decide(key(timeStamp, rest), surroundings))
  }
  return decisions
}

test('Chrome and Firefox: the Enter that confirms comes while composing and does not send, the next one does', () => {
  assert.deepEqual(play([
    ['start', 1_000], ['key', 1_200, { key: 'Process', keyCode: 229, isComposing: true }],
    ['key', 2_000, { key: 'Enter', keyCode: 229, isComposing: true }], ['end', 2_003],
    ['key', 2_080],
  ]), ['ignore', 'ignore', 'send'])
})

test('Safari: the Enter that confirms comes after the composition ended and does not send, the next one does', () => {
  for (const keyCode of [229, 13]) {
    for (const delay of [-4, 0, 1, 8, 60, 200]) {
      assert.deepEqual(play([
        ['start', 1_000], ['key', 1_200, { key: 'a', keyCode: 229 }],
        ['end', 2_000], ['key', 2_000 + delay, { keyCode }],
        ['key', 2_000 + delay + 90],
      ]), ['ignore', 'ignore', 'send'], `keyCode ${keyCode}, ${delay} ms`)
    }
  }
})

test('Safari: an Enter well after a conversion confirmed otherwise sends', () => {
  assert.deepEqual(play([['start', 1_000], ['end', 2_000], ['key', 2_500]]), ['send'])
})

test('several conversions in one sentence never send it half', () => {
  const chrome = []
  const safari = []
  for (let word = 0; word < 5; word += 1) {
    const time = word * 1_000
    chrome.push(['start', time], ['key', time + 500, { keyCode: 229, isComposing: true }], ['end', time + 502])
    safari.push(['start', time], ['end', time + 500], ['key', time + 501, { keyCode: 229 }])
  }
  assert.ok(play(chrome).every((decision) => decision === 'ignore'))
  assert.ok(play(safari).every((decision) => decision === 'ignore'))
})

test('a key the IME took never sends, whatever the other flags say', () => {
  assert.equal(decideEnter(key(1, { keyCode: 229 }), { isComposing: false, unexplainedEndAt: null, ...DESKTOP }), 'ignore')
  assert.equal(decideEnter(key(1, { isComposing: true, ctrlKey: true }), { isComposing: false, unexplainedEndAt: null, ...DESKTOP }), 'ignore')
  assert.equal(decideEnter(key(1), { isComposing: true, unexplainedEndAt: null, ...DESKTOP }), 'ignore')
})

test('Android: keys of the screen keyboard compose, and Enter makes a line', () => {
  assert.deepEqual(play([
    ['start', 1_000], ['key', 1_100, { key: 'Unidentified', keyCode: 229, isComposing: true }], ['end', 1_500], ['key', 1_900],
  ], PHONE), ['ignore', 'newline'])
})

test('on a phone Enter makes a line; with a keyboard attached, Command or Control and Enter send', () => {
  assert.deepEqual(play([['key', 1], ['key', 900, { metaKey: true }], ['key', 1_800, { ctrlKey: true }]], PHONE), ['newline', 'send', 'send'])
})

test('Shift or Option and Enter make a line', () => {
  assert.deepEqual(play([['key', 1, { shiftKey: true }], ['key', 2, { altKey: true }], ['key', 3, { shiftKey: true, ctrlKey: true }]]), ['newline', 'newline', 'newline'])
})

test('「送信はボタンだけ」: no key sends', () => {
  const surroundings = { isTouch: false, sendByButtonOnly: true }
  assert.deepEqual(play([['key', 1], ['key', 2, { ctrlKey: true }], ['key', 3, { metaKey: true }]], surroundings), ['newline', 'newline', 'newline'])
})

test('a key held down sends nothing more and makes no lines', () => {
  assert.deepEqual(play([['key', 1], ['key', 500, { repeat: true }], ['key', 530, { repeat: true }]]), ['send', 'swallow', 'swallow'])
})

test('other keys are none of its business', () => {
  assert.deepEqual(play([['key', 1, { key: 'a', keyCode: 65 }], ['key', 2, { key: 'Tab', keyCode: 9 }]]), ['ignore', 'ignore'])
})

test('a conversion ended by a tap leaves the next Enter to send', () => {
  assert.deepEqual(play([['start', 1_000], ['end', 1_500], ['key', 1_900, { key: 'a', keyCode: 65 }], ['key', 1_950]]), ['ignore', 'send'])
})
