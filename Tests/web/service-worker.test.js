import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Shell } from '../../web/store/shell.js'
import { FakeCaches, Worker, site } from './support/service-worker.js'

async function running(build = 'b1', options) {
  const caches = new FakeCaches()
  const server = site(build, options)
  const network = { answer: server.network }
  const worker = new Worker(build, caches, (path) => network.answer(path))
  await worker.install()
  await worker.activate()
  const goOffline = () => { network.answer = async () => { throw new TypeError('Failed to fetch') } }
  return { ...server, caches, worker, network, goOffline }
}

const text = async (answer) => (await answer).text()

test('after the first visit the app opens without a network, at any of its addresses', async () => {
  const { worker, goOffline } = await running()
  goOffline()
  for (const path of ['/', '/rooms/4?at=12', '/rooms/4/posts/9', '/search', '/me']) {
    assert.match(await text(worker.navigate(path)), /\/assets\/b1\/app\.js/, path)
  }
  assert.equal(await text(worker.request('/assets/b1/styles/base.css')), '/assets/b1/styles/base.css of b1')
  assert.equal(await text(worker.request('/manifest.webmanifest')), '{}')
  assert.equal(worker.claimed, true)
})

test('with a network, pages come from the server and files from the device', async () => {
  const { worker, network, requests } = await running()
  network.answer = async (path) => new Response(path === '/' ? '新しい' : 'x')
  assert.equal(await text(worker.navigate('/')), '新しい')
  const before = requests.length
  await worker.request('/assets/b1/app.js')
  assert.equal(requests.length, before)
})

test('what only the server can answer is never touched or kept', async () => {
  const { worker, caches } = await running()
  for (const path of ['/api/rooms', '/api', '/api/me?x=1', '/ws', '/health/live', '/sw.js']) {
    assert.equal(worker.request(path), null, path)
    assert.equal(worker.navigate(path), null, path)
  }
  assert.equal(worker.request('/', { method: 'POST' }), null)
  assert.equal(worker.request('https://elsewhere.example/assets/b1/app.js'), null)
  const kept = [...(await caches.open('hiroba-shell-b1')).entries.keys()].map((url) => new URL(url).pathname)
  assert.ok(kept.every((path) => path === '/' || path.startsWith('/assets/b1/') || path === '/manifest.webmanifest'), kept.join())
})

test('a server in trouble or a train in a tunnel opens the kept page', async () => {
  const { worker, network } = await running()
  network.answer = async () => new Response('bad gateway', { status: 502 })
  assert.match(await text(worker.navigate('/')), /b1/)
  network.answer = () => new Promise(() => {})
  const slow = worker.navigate('/')
  worker.timersFire()
  assert.match(await text(slow), /b1/)
})

test('an answer such as not found is the server’s to give', async () => {
  const { worker, network } = await running()
  network.answer = async () => new Response('nothing', { status: 404 })
  assert.equal((await worker.navigate('/nowhere.txt')).status, 404)
})

test('half a build is none', async () => {
  const caches = new FakeCaches()
  const { network } = site('b1')
  const worker = new Worker('b1', caches, (path) => (path.endsWith('ume.svg') ? new Response('', { status: 503 }) : network(path)))
  await assert.rejects(worker.install())
  assert.deepEqual(await caches.keys(), [])
})

test('a page of another build is not kept with this one’s files', async () => {
  const caches = new FakeCaches()
  const worker = new Worker('b1', caches, site('b1', { page: 'b2' }).network)
  await assert.rejects(worker.install(), /another build/)
  assert.deepEqual(await caches.keys(), [])
})

test('a new build waits until it is asked for', async () => {
  const { caches } = await running('b1')
  const next = new Worker('b2', caches, site('b2').network)
  await next.install()
  assert.equal(next.skipped, false)
  next.message({ type: 'other' })
  next.message(null)
  assert.equal(next.skipped, false)
  next.message({ type: 'activate' })
  assert.equal(next.skipped, true)
})

test('pages of the build before still find their files after the switch', async () => {
  const { caches } = await running('b1')
  const server = site('b2')
  const next = new Worker('b2', caches, server.network)
  await next.install()
  await next.activate()
  assert.equal(await text(next.request('/assets/b1/app.js')), '/assets/b1/app.js of b1', 'the server has it no more')
  assert.match(await text(next.navigate('/')), /b2/)
})

test('builds long gone are removed, other caches are left alone', async () => {
  const caches = new FakeCaches()
  await caches.open('somebody-else')
  for (const build of ['b1', 'b2', 'b3', 'b4', 'b5']) {
    const worker = new Worker(build, caches, site(build).network)
    await worker.install()
    await worker.activate()
  }
  assert.deepEqual(await caches.keys(), ['somebody-else', 'hiroba-shell-b3', 'hiroba-shell-b4', 'hiroba-shell-b5'])
})

// The page's side

function container({ controller = null, waiting = null } = {}) {
  const registration = Object.assign(new EventTarget(), { waiting, installing: null, update: async () => {} })
  const calls = []
  const self = Object.assign(new EventTarget(), {
    controller, registration, calls,
    register: async (url, options) => {
      calls.push([String(url), options])
      return registration
    },
  })
  return self
}

function worker() {
  return Object.assign(new EventTarget(), { state: 'installing', sent: [], postMessage(data) { this.sent.push(data) } })
}

test('the page registers one address only, through its one policy', async () => {
  const made = []
  const trustedTypes = { createPolicy: (name, rules) => { made.push({ name, rules }); return rules } }
  const workers = container()
  const shell = new Shell({ container: workers, trustedTypes })
  await shell.register()
  await shell.register()
  assert.deepEqual(workers.calls, [['/sw.js', { scope: '/', updateViaCache: 'none' }]])
  assert.equal(made.length, 1)
  assert.equal(made[0].name, 'hiroba')
  assert.throws(() => made[0].rules.createScriptURL('https://evil.example/x.js'), TypeError)
})

test('the first build ever is no update, the next one is', async () => {
  for (const [controller, expected] of [[null, 0], [{}, 1]]) {
    const workers = container({ controller })
    const shell = new Shell({ container: workers, trustedTypes: null })
    let updates = 0
    shell.addEventListener('update', () => { updates += 1 })
    await shell.register()
    const installing = worker()
    workers.registration.installing = installing
    workers.registration.dispatchEvent(new Event('updatefound'))
    installing.state = 'installed'
    installing.dispatchEvent(new Event('statechange'))
    assert.equal(updates, expected)
  }
})

test('an update that waited since last time is told, and applied only when asked', async () => {
  const waiting = worker()
  const workers = container({ controller: {}, waiting })
  const shell = new Shell({ container: workers, trustedTypes: null })
  const heard = []
  for (const type of ['update', 'switched']) shell.addEventListener(type, () => heard.push(type))
  await shell.register()
  assert.equal(shell.hasUpdate, true)
  workers.dispatchEvent(new Event('controllerchange'))
  assert.deepEqual(heard, ['update'], 'another tab’s switch reloads nothing here')
  shell.applyUpdate()
  assert.deepEqual(waiting.sent, [{ type: 'activate' }])
  workers.dispatchEvent(new Event('controllerchange'))
  assert.deepEqual(heard, ['update', 'switched'])
})

test('without service workers the app works all the same', async () => {
  await new Shell({ container: null }).register()
  const refusing = { register: async () => { throw new DOMException('no', 'SecurityError') } }
  await new Shell({ container: refusing, trustedTypes: null }).register()
})
