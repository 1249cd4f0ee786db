import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Api } from '../../web/api/api.js'
import { Http } from '../../web/api/http.js'
import { Refusal } from '../../web/api/refusal.js'

/** An Api whose requests are recorded and answered by the test. */
function makeApi({ answer = () => json({}), language = 'ja', isOnline = true, timeoutMs } = {}) {
  const requests = []
  const api = new Api({
    language: () => language,
    isOnline: () => isOnline,
    timeoutMs,
    fetch: async (path, options) => {
      requests.push({ path, ...options })
      return answer(path, options)
    },
  })
  return { api, requests }
}

function json(body, status = 200) {
  return new Response(status === 204 ? null : JSON.stringify(body), { status })
}

test('every route has its method, path and body', async () => {
  const { api, requests } = makeApi()
  const calls = [
    ['GET', '/api/community', () => api.community()],
    ['POST', '/api/sign-in/code', () => api.requestCode('ume@example.jp'), { email: 'ume@example.jp' }],
    ['POST', '/api/sign-in/verify', () => api.verifyCode('123456'), { code: '123456' }],
    ['POST', '/api/sign-up', () => api.signUp({ displayName: '梅', attributes: {}, termsVersion: 1 }), { displayName: '梅', attributes: {}, termsVersion: 1 }],
    ['POST', '/api/sign-out', () => api.signOut()],
    ['POST', '/api/setup', () => api.setUp('t'), { token: 't' }],
    ['POST', '/api/demo/sign-in', () => api.demoSignIn('moderator'), { role: 'moderator' }],
    ['GET', '/api/me', () => api.me()],
    ['PATCH', '/api/me/attributes', () => api.changeAttributes({ ageBand: null }), { ageBand: null }],
    ['GET', '/api/me/sessions', () => api.sessions()],
    ['DELETE', '/api/me/sessions/a%2Fb', () => api.endSession('a/b')],
    ['GET', '/api/rooms', () => api.rooms()],
    ['PUT', '/api/rooms/4/follow', () => api.follow(4, true)],
    ['DELETE', '/api/rooms/4/follow', () => api.follow(4, false)],
    ['GET', '/api/rooms/4/messages', () => api.messages(4)],
    ['GET', '/api/rooms/4/messages?before=9&limit=20', () => api.messages(4, { before: 9, limit: 20 })],
    ['GET', '/api/rooms/4/messages?around=9', () => api.messages(4, { around: 9 })],
    ['GET', '/api/messages/5', () => api.message(5)],
    ['GET', '/api/messages/5/comments?after=0', () => api.comments(5, { after: 0 })],
    ['GET', '/api/messages/5/reactions', () => api.reactions(5)],
    ['GET', '/api/messages/5/edits', () => api.edits(5)],
    ['GET', `/api/search?q=${encodeURIComponent('常陸大宮').replace(/%20/g, '+')}+%E6%B0%91%E6%B3%8A&room=4`, () => api.search({ q: '常陸大宮 民泊', room: 4 })],
    ['GET', '/api/members?q=%E6%A2%85', () => api.members('梅')],
  ]
  for (const [method, path, call, body] of calls) {
    await call()
    const request = requests.at(-1)
    assert.equal(`${request.method} ${request.path}`, `${method} ${path}`)
    assert.equal(request.body, body === undefined ? undefined : JSON.stringify(body))
    assert.equal(request.headers['Content-Type'], body === undefined ? undefined : 'application/json')
    assert.equal(request.credentials, 'same-origin')
    assert.equal(request.cache, 'no-store')
  }
})

test('the chosen language is asked for', async () => {
  for (const [language, header] of [['ja', 'ja'], ['en', 'en, ja;q=0.5']]) {
    const { api, requests } = makeApi({ language })
    await api.me()
    assert.equal(requests[0].headers['Accept-Language'], header)
  }
})

test('a refusal keeps the server’s code, text, phrase and time', async () => {
  const { api } = makeApi({ answer: () => json({ error: { code: 'codeTooSoon', text: '60秒待ってください。', retryAfterMs: 42_000 } }, 429) })
  await assert.rejects(api.requestCode('a@example.jp'), (refusal) => {
    assert.ok(refusal instanceof Refusal)
    assert.deepEqual([refusal.code, refusal.text, refusal.retryAfterMs, refusal.temporary, refusal.status], ['codeTooSoon', '60秒待ってください。', 42_000, true, 429])
    return true
  })
})

test('a refusal for good is not called temporary', async () => {
  const { api } = makeApi({ answer: () => json({ error: { code: 'displayNameTaken', text: 'その名前は使われています。' } }, 409) })
  await assert.rejects(api.signUp({}), { code: 'displayNameTaken', temporary: false })
})

test('no content is no content', async () => {
  const { api } = makeApi({ answer: () => json(null, 204) })
  assert.equal(await api.signOut(), null)
})

test('an answer that is not ours is a bad answer, not an exception: captive portals, proxies', async () => {
  for (const response of [
    () => new Response('<html>ログインしてください', { status: 200 }),
    () => new Response('<html>502', { status: 502 }),
    () => json({ error: 'x' }, 500),
    () => json(null, 400),
  ]) {
    const { api } = makeApi({ answer: response })
    await assert.rejects(api.rooms(), { code: 'badAnswer', temporary: true })
  }
})

test('no network is told as offline or disconnected, in the chosen language', async () => {
  const fails = () => { throw new TypeError('Failed to fetch') }
  await assert.rejects(makeApi({ answer: fails, isOnline: false }).api.rooms(), { code: 'offline', text: /つながっていません/ })
  await assert.rejects(makeApi({ answer: fails }).api.rooms(), { code: 'disconnected' })
  await assert.rejects(makeApi({ answer: fails, isOnline: false, language: 'en' }).api.rooms(), { code: 'offline', text: /offline/ })
})

test('an answer that never comes is given up', async () => {
  const never = (_, { signal }) => new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
  await assert.rejects(makeApi({ answer: never, timeoutMs: 10 }).api.rooms(), { code: 'timeout', temporary: true })
})

test('a request can be cancelled, before and while it runs', async () => {
  const never = (_, { signal }) => new Promise((_, reject) => {
    if (signal.aborted) reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
  const abort = new AbortController()
  const running = makeApi({ answer: never }).api.search({ q: '梅' }, { signal: abort.signal })
  abort.abort()
  await assert.rejects(running, { code: 'cancelled' })
  await assert.rejects(makeApi({ answer: never }).api.search({ q: '梅' }, { signal: abort.signal }), { code: 'cancelled' })
})

test('an unexpected error becomes a refusal that says nothing in English', () => {
  const refusal = Refusal.from(new TypeError('undefined is not a function'))
  assert.equal(refusal.code, 'badAnswer')
  assert.match(refusal.text, /もう一度/)
})

test('the api takes an Http as well as its parts', async () => {
  const http = new Http({ fetch: async () => json({ name: '広場' }) })
  assert.deepEqual(await new Api(http).community(), { name: '広場' })
})
