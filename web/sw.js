/**
 * The service worker: the app opens without a network. It keeps the files of its build and nothing else; what members
 * write is kept by the app itself, and answers of the server are never cached.
 *
 * A new build waits beside the old one until every page is closed or its member asks for it (`Shell.applyUpdate`).
 * Pages of the old build then still find their files, because the caches of the builds before are kept for them.
 */

/** Replaced by the server. */
const BUILD = '{{BUILD}}'
const PREFIX = 'hiroba-shell-'
const CACHE = PREFIX + BUILD
/** Builds before this one whose pages may still be open. */
const KEPT_BUILDS = 2
/** A page that does not come within this, in ms, is opened from what is here. */
const PATIENCE = 3_500
/** Compression makes variants that are one and the same to us. */
const ANY_VARIANT = { ignoreVary: true }
const SHELL = '/'
const MANIFEST = '/manifest.webmanifest'

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request)
  if (answer) event.respondWith(answer)
})

// Builds

async function install() {
  try {
    const cache = await caches.open(CACHE)
    await cache.addAll(await assets())
    await cache.put(SHELL, await shell())
    await cache.put(MANIFEST, await fetched(MANIFEST))
  } catch (error) {
    // Half a build is none: the browser tries again with the next visit.
    await caches.delete(CACHE)
    throw error
  }
}

async function assets() {
  const list = `/assets/${BUILD}/assets.json`
  const { files } = await (await fetched(list)).json()
  return files.map((path) => new URL(path, new URL(list, self.location.origin)).href)
}

/** The page itself, if it is of this build: during a deployment the next one's may answer. */
async function shell() {
  const response = await fetched(SHELL)
  const isOurs = (await response.clone().text()).includes(`/assets/${BUILD}/`)
  if (!isOurs) throw new Error('the page is of another build')
  return response
}

async function fetched(path) {
  const response = await fetch(path, { cache: 'no-cache', credentials: 'same-origin' })
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
  return response
}

async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  const old = others.slice(0, Math.max(0, others.length - KEPT_BUILDS))
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

// Requests

/** @returns {Promise<Response>|null} null leaves the request to the browser */
function answerFor(request) {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return null
  if (isServers(url.pathname)) return null
  if (url.pathname.startsWith('/assets/')) return asset(request)
  if (url.pathname === MANIFEST) return networkFirst(request, MANIFEST)
  return request.mode === 'navigate' ? page(request) : null
}

/** What only the server can answer. */
function isServers(path) {
  return path === '/ws' || path === '/sw.js' || ['/api', '/health'].some((root) => path === root || path.startsWith(`${root}/`))
}

/** A file's name changes with its content: once here, it is right for ever. */
async function asset(request) {
  return (await caches.match(request, ANY_VARIANT)) ?? fetch(request)
}

/** The network's page, unless it fails or takes long: then ours. */
async function page(request) {
  const ours = async () => (await caches.open(CACHE)).match(SHELL, ANY_VARIANT)
  const network = fetch(request)
  // Its failure is dealt with below; it must not count as unhandled when patience ends first.
  network.catch(() => {})
  try {
    const response = await Promise.race([network, patience()])
    if (response && response.status < 500) return response
    return (await ours()) ?? response ?? network
  } catch (error) {
    const kept = await ours()
    if (kept) return kept
    throw error
  }
}

async function networkFirst(request, path) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(path, ANY_VARIANT)
    if (kept) return kept
    throw error
  }
}

/** Resolves with nothing when patience ends. */
function patience() {
  return new Promise((resolve) => { setTimeout(resolve, PATIENCE, null) })
}
