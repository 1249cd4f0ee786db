/**
 * The address bar: client routes, links, and layers (sheets) that the back gesture closes.
 *
 * `history.state.depth` counts our own entries, so that 'back' never leaves the site by accident;
 * `history.state.layer` counts the sheets open at that entry.
 */
const patterns = [
  ['rooms', /^\/$/],
  ['room', /^\/rooms\/(?<room>\d+)\/?$/],
  ['room', /^\/rooms\/(?<room>\d+)\/posts\/(?<post>\d+)\/?$/],
  ['search', /^\/search\/?$/],
  ['reviews', /^\/reviews\/?$/],
  ['notices', /^\/notices\/?$/],
  ['me', /^\/me\/?$/],
  ['signIn', /^\/sign-in\/?$/],
  ['setup', /^\/setup\/?$/],
]

/** @typedef {{page: string, room: number|null, post: number|null, query: URLSearchParams, path: string}} Route */

/**
 * The route of an address inside this site; page `notFound` when there is none.
 * @param {string} path path and query
 * @returns {Route}
 */
export function routeOf(path) {
  const url = new URL(path, 'http://here')
  for (const [page, pattern] of patterns) {
    const match = pattern.exec(url.pathname)
    if (!match) continue
    const { room, post } = match.groups ?? {}
    return { page, room: room ? Number(room) : null, post: post ? Number(post) : null, query: url.searchParams, path }
  }
  return { page: 'notFound', room: null, post: null, query: url.searchParams, path }
}

let onRoute = () => {}
let shownPath = null
const layers = []
const leaving = new Set()

/** Calls `handler(route)` now and whenever the route changes. */
export function startRouter(handler) {
  onRoute = handler
  addEventListener('popstate', popped)
  document.addEventListener('click', followLink)
  if (history.state?.depth === undefined) history.replaceState({ depth: 0, layer: 0 }, '')
  show()
}

/** Goes to a path of this site. Open layers close; `replace` leaves no entry behind. */
export async function navigate(path, { replace = false } = {}) {
  await closeLayers()
  const depth = history.state?.depth ?? 0
  if (replace) history.replaceState({ depth, layer: 0 }, '', path)
  else history.pushState({ depth: depth + 1, layer: 0 }, '', path)
  show()
}

/** One step back inside the site, or to `fallback` when this is where the visit began. */
export async function goBack(fallback) {
  await closeLayers()
  if ((history.state?.depth ?? 0) > 0) history.back()
  else await navigate(fallback, { replace: true })
}

/** Draws the present route again, as after signing in or changing the language. */
export function refreshRoute() {
  shownPath = null
  show()
}

/** Changes the address of the present page, as a search does while one types, without drawing it again. */
export function replaceAddress(path) {
  history.replaceState(history.state, '', path)
  shownPath = currentPath()
}

/** Path and query of the route on screen. */
export function currentPath() {
  return location.pathname + location.search
}

/**
 * Puts a layer above the page: the next back gesture calls `onBack` instead of leaving the page.
 * @returns {{close: () => Promise<void>}} `close` takes the layer's entry out of the history again
 */
export function openLayer(onBack) {
  const layer = { onBack }
  layers.push(layer)
  history.pushState({ depth: (history.state?.depth ?? 0) + 1, layer: layers.length }, '')
  return { close: () => (layers.includes(layer) ? stepBackTo(layers.indexOf(layer)) : Promise.resolve()) }
}

function closeLayers() {
  return layers.length > 0 ? stepBackTo(0) : Promise.resolve()
}

function stepBackTo(count) {
  return new Promise((resolve) => {
    leaving.add(resolve)
    history.go(count - layers.length)
  })
}

function popped() {
  const count = history.state?.layer ?? 0
  while (layers.length > count) layers.pop().onBack()
  for (const resolve of leaving) resolve()
  leaving.clear()
  show()
}

function show() {
  const path = currentPath()
  if (path === shownPath) return
  shownPath = path
  onRoute(routeOf(path))
}

function followLink(event) {
  const wantsOtherTab = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  if (event.defaultPrevented || wantsOtherTab) return
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download')) return
  if (link.hash && link.pathname === location.pathname) return
  event.preventDefault()
  const path = link.pathname + link.search
  if (path !== currentPath()) navigate(path, { replace: link.dataset.replace !== undefined })
}
