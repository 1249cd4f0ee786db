import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  dayKey, formatDay, formatMoment, formatRelative, formatTime, isSameDay, relativeChangesIn, sharesHeader,
} from '../../web/text/dates.js'
import { bodyLength, countGraphemes, initial, normaliseBody } from '../../web/text/graphemes.js'
import { insertMention, mentionQuery } from '../../web/text/mentions.js'
import { splitHighlights, tokenize } from '../../web/text/tokens.js'

// Links

const links = (body) => tokenize(body).filter(({ type }) => type === 'link').map(({ text }) => text)

test('an address ends where the Japanese around it begins', () => {
  const cases = {
    'https://example.jp/を見てください': 'https://example.jp/',
    '詳しくは https://example.jp/a。': 'https://example.jp/a',
    '「https://example.jp/a」と言っていた': 'https://example.jp/a',
    '（https://example.jp/a）です': 'https://example.jp/a',
    '(https://example.jp/a)': 'https://example.jp/a',
    'https://example.jp/a、https': 'https://example.jp/a',
    'https://example.jp/a？そう': 'https://example.jp/a',
    'https://example.jp/a!': 'https://example.jp/a',
    'https://example.jp/a?b=1&c=2#d.': 'https://example.jp/a?b=1&c=2#d',
    'https://example.jp/wiki/Mito_(city) へ': 'https://example.jp/wiki/Mito_(city)',
    '見て:https://example.jp/a.': 'https://example.jp/a',
    'http://localhost:8080/rooms/4': 'http://localhost:8080/rooms/4',
    'HTTPS://EXAMPLE.JP/A': 'HTTPS://EXAMPLE.JP/A',
    'https://example.jp/%E8%8C%A8%E5%9F%8E です': 'https://example.jp/%E8%8C%A8%E5%9F%8E',
    'https://example.jp　全角の空白': 'https://example.jp',
    '[見る](https://example.jp/a)': 'https://example.jp/a',
  }
  for (const [body, expected] of Object.entries(cases)) assert.deepEqual(links(body), [expected], body)
})

test('what is no web address is left as text', () => {
  for (const body of [
    'javascript:alert(1)', 'data:text/html,x', 'ftp://example.jp/', 'https://', 'https://。', 'http:example.jp',
    'ｈｔｔｐｓ：／／example.jp', 'xhttps://example.jp', 'https://nodots/', 'https://.example', 'mailto:a@example.jp',
    'https://bank.example@evil.example/', 'https://user:pass@example.jp/', 'https://日本語.jp/', 'https://[oops',
    'file:///etc/passwd', `https://example.jp/${'a'.repeat(3_000)}`,
  ]) assert.deepEqual(links(body), [], body.slice(0, 60))
})

test('links lead to http and https only, normalised, with the host to show', () => {
  const [token] = tokenize('HTTP://Example.JP:8080/a')
  assert.deepEqual(token, { type: 'link', text: 'HTTP://Example.JP:8080/a', href: 'http://example.jp:8080/a', host: 'example.jp:8080' })
})

test('the tokens of any text joined give the text', () => {
  const parts = ['https://example.jp/a', '。', '＠みと梅ざけ', '@つくば', '\n', '　', '（', '）', '@', '😊', '<b>', 'http://', 'か\u3099', '👨‍👩‍👧']
  const mentions = [{ member: 7, name: 'みと梅ざけ' }, { member: 8, name: 'みと' }, { member: 9, name: 'つくば' }]
  for (let seed = 0; seed < 500; seed += 1) {
    const body = Array.from({ length: 8 }, (_, index) => parts[(seed * 31 + index * index * 7 + seed % 11) % parts.length]).join('')
    assert.equal(tokenize(body, mentions).map(({ text }) => text).join(''), body)
  }
})

test('a thousand addresses and brackets are read in no time', () => {
  const started = process.hrtime.bigint()
  tokenize('https://example.jp/('.repeat(800))
  tokenize(`https://example.jp/${')'.repeat(1_900)}`)
  tokenize('@'.repeat(2_000), [{ member: 1, name: '@@' }])
  assert.ok(Number(process.hrtime.bigint() - started) / 1e6 < 500)
})

test('a deleted body has no tokens', () => {
  assert.deepEqual(tokenize(null), [])
  assert.deepEqual(tokenize(''), [])
})

// Mentions

test('a mention is the message’s own names after either sign, the longest first', () => {
  const mentions = [{ member: 8, name: 'みと' }, { member: 7, name: 'みと梅ざけ' }]
  assert.deepEqual(tokenize('＠みと梅ざけさん、@みと も', mentions), [
    { type: 'mention', text: '＠みと梅ざけ', member: 7, name: 'みと梅ざけ' },
    { type: 'text', text: 'さん、' },
    { type: 'mention', text: '@みと', member: 8, name: 'みと' },
    { type: 'text', text: ' も' },
  ])
  assert.deepEqual(tokenize('＠だれか', mentions).map(({ type }) => type), ['text'])
  assert.deepEqual(tokenize('＠みと'), [{ type: 'text', text: '＠みと' }])
})

test('a name inside an address is not a mention', () => {
  assert.deepEqual(tokenize('https://example.jp/@mito', [{ member: 8, name: 'mito' }]).map(({ type }) => type), ['link'])
})

test('suggestions follow what is typed after a sign', () => {
  assert.deepEqual(mentionQuery('こんにちは＠みと', 8), { start: 5, query: 'みと' })
  assert.deepEqual(mentionQuery('@', 1), { start: 0, query: '' })
  assert.deepEqual(mentionQuery('あ@み', 3), { start: 1, query: 'み' })
  for (const text of ['みと', '@みと さん', '＠みと、', 'a@example', 'mail@みと', `＠${'長'.repeat(21)}`, '＠みと\n']) {
    assert.equal(mentionQuery(text, text.length), null, text)
  }
})

test('a chosen name takes the place of the query and keeps the sign', () => {
  assert.deepEqual(insertMention('やあ＠みとどうも', 5, 'みと梅ざけ'), { text: 'やあ＠みと梅ざけ どうも', caret: 9 })
  assert.deepEqual(insertMention('@み さん', 2, 'みと'), { text: '@みと さん', caret: 4 })
})

// Search hits

test('a search result is cut at its hits, whatever order they come in', () => {
  assert.deepEqual(splitHighlights('大子町の空き家', [[4, 3], [0, 2]]), [
    { text: '大子', isHit: true }, { text: '町の', isHit: false }, { text: '空き家', isHit: true },
  ])
  assert.deepEqual(splitHighlights('梅梅', [[0, 1], [0, 2], [1, 9]]).map(({ text }) => text).join(''), '梅梅')
  assert.deepEqual(splitHighlights('梅', []), [{ text: '梅', isHit: false }])
})

// Counting

test('characters are counted as a person counts them', () => {
  for (const [text, count] of [
    ['', 0], ['茨城', 2], ['abc', 3], ['が', 1], ['か\u3099', 1], ['ｶﾞ', 1], ['👨‍👩‍👧', 1], ['🇯🇵', 1], ['葛\u{E0100}', 1], ['𠮷野家', 3],
    ['a\nb', 3], ['1️⃣', 1], ['〰️', 1], ['ﾊﾟﾋﾟﾌﾟ', 3], ['e\u0301', 1], ['（全角）', 4],
  ]) assert.equal(countGraphemes(text), count, JSON.stringify(text))
})

test('the quick way of counting agrees with the careful one', () => {
  const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
  const alphabet = [...'aZ0 \n#*あんアー漢字。、！（）ｱﾞ゛゜々〆〇〜~ー々', '\u3099', '\u309a', 'ﾞ', 'ﾟ', '\u200d', '\ufe0f', '😊', '〰', '\u20e3', 'é']
  for (let seed = 1; seed < 2_000; seed += 1) {
    const text = Array.from({ length: 6 }, (_, index) => alphabet[(seed * (index + 3) * 2_654_435_761 >>> 7) % alphabet.length]).join('')
    assert.equal(countGraphemes(text), [...segmenter.segment(text)].length, JSON.stringify(text))
  }
})

test('a body is measured and sent without white space at its ends', () => {
  assert.equal(normaliseBody('　 こんにちは\r\nまた\r\n　'), 'こんにちは\nまた')
  assert.equal(bodyLength('　 あ\r\nい　'), 3)
  assert.equal(bodyLength(' 　\n'), 0)
})

test('an avatar shows the first character of a name', () => {
  for (const [name, expected] of [['みと梅ざけ', 'み'], ['👨‍👩‍👧の家', '👨‍👩‍👧'], ['𠮷野', '𠮷'], [' あ', 'あ'], ['', '']]) assert.equal(initial(name), expected)
})

// Dates

const at = (text) => Date.parse(text)

test('moments are told as in Japan', () => {
  const now = at('2026-11-25T03:00:00Z')
  assert.equal(formatMoment(at('2026-11-21T01:42:00Z'), 'ja', now), '11月21日（土）10:42')
  assert.equal(formatMoment(at('2026-11-21T01:42:00Z'), 'en', now), 'Sat, Nov 21, 10:42')
  assert.equal(formatMoment(at('2025-11-21T01:42:00Z'), 'ja', now), '2025年11月21日（金）10:42')
  assert.equal(formatMoment(at('2025-11-21T01:42:00Z'), 'en', now), 'Fri, Nov 21, 2025, 10:42')
  assert.equal(formatTime(at('2026-11-21T00:05:00Z')), '9:05')
})

test('the day changes at midnight in Japan: new year, leap day, nine hours before UTC', () => {
  assert.equal(formatDay(at('2026-12-31T14:59:59Z'), 'ja', at('2026-12-31T14:59:59Z')), '12月31日（木）')
  assert.equal(formatDay(at('2026-12-31T15:00:00Z'), 'ja', at('2026-12-31T15:00:00Z')), '1月1日（金）')
  assert.equal(formatDay(at('2026-12-31T14:00:00Z'), 'ja', at('2026-12-31T15:00:00Z')), '2026年12月31日（木）')
  assert.equal(dayKey(at('2028-02-28T15:00:00Z')), '2028-02-29')
  assert.equal(isSameDay(at('2026-03-31T14:59:59Z'), at('2026-03-31T15:00:00Z')), false)
  assert.equal(isSameDay(at('2026-03-31T15:00:00Z'), at('2026-04-01T14:59:59Z')), true)
})

test('dates agree with the browser’s own calendar over a century', () => {
  const format = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short' })
  for (let ms = at('1970-01-01T00:00:00Z'); ms < at('2070-01-01T00:00:00Z'); ms += 86_400_000 * 13 + 3_600_000 * 7) {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
    assert.equal(formatDay(ms, 'ja', at('2100-01-01T00:00:00Z')), `${part.year}年${part.month}月${part.day}日（${part.weekday}）`)
  }
})

test('within the hour it is said how long ago, and when that will change', () => {
  const now = at('2026-11-21T01:42:30Z')
  assert.equal(formatRelative(now - 59_000, now, 'ja'), 'たった今')
  assert.equal(formatRelative(now + 5_000, now, 'ja'), 'たった今')
  assert.equal(formatRelative(now - 3 * 60_000 - 59_000, now, 'ja'), '3分前')
  assert.equal(formatRelative(now - 3 * 60_000, now, 'en'), '3 min ago')
  assert.equal(formatRelative(now - 59 * 60_000 - 59_999, now, 'ja'), '59分前')
  assert.equal(formatRelative(now - 3_600_000, now, 'ja'), '11月21日（土）9:42')
  assert.equal(relativeChangesIn(now - 30_000, now), 30_000)
  assert.equal(relativeChangesIn(now - 150_000, now), 30_000)
  assert.equal(relativeChangesIn(now - 3_600_000, now), null)
})

test('posts of one person within five minutes and a day share a header', () => {
  const item = (author, iso) => ({ author: { id: author }, createdAtMs: at(iso), state: 'published' })
  const first = item(7, '2026-11-21T14:58:00Z')
  assert.equal(sharesHeader(first, item(7, '2026-11-21T14:59:59Z')), true)
  assert.equal(sharesHeader(first, item(7, '2026-11-21T15:00:01Z')), false, 'the next day')
  assert.equal(sharesHeader(first, item(8, '2026-11-21T14:59:00Z')), false)
  assert.equal(sharesHeader(item(7, '2026-11-21T01:00:00Z'), item(7, '2026-11-21T01:05:01Z')), false)
  assert.equal(sharesHeader(undefined, first), false)
})
