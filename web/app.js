import { setLanguage } from './catalogues/t.js'
import { community } from './components/community.js'
import { followAppearance } from './components/shell/appearance.js'
import { AppShell } from './components/shell/app-shell.js'
import { navigate, refreshRoute, startRouter } from './components/shell/router.js'
import { followViewport } from './components/shell/screen.js'
import { connectingPage } from './pages/connecting-page.js'
import { mePage } from './pages/me-page.js'
import { notFoundPage } from './pages/not-found-page.js'
import { noticesPage } from './pages/notices-page.js'
import { reviewsPage } from './pages/reviews-page.js'
import { roomPage } from './pages/room-page.js'
import { roomsPage } from './pages/rooms-page.js'
import { searchPage } from './pages/search-page.js'
import { setupPage } from './pages/setup-page.js'
import { signInPage } from './pages/sign-in-page.js'

const pages = {
  rooms: roomsPage, room: roomPage, search: searchPage, reviews: reviewsPage, notices: noticesPage, me: mePage, signIn: signInPage, setup: setupPage,
  notFound: notFoundPage,
}
const root = document.getElementById('app')
let shell = null
/** Whom the frame was drawn for. */
let visitor = null

begin()

async function begin() {
  followAppearance()
  followViewport()
  useLanguage()
  community.settings.addEventListener('change', ({ detail }) => {
    if (detail.name === 'language') {
      useLanguage()
      newShell()
      refreshRoute()
      document.querySelector('input[name="language"]:checked')?.focus()
    }
  })
  await community.start()
  visitor = whoIsThere()
  newShell()
  community.addEventListener('session', sessionChanged)
  startRouter(show)
  offerUpdates()
}

/** The page for a route, as far as the visitor may go. */
function show(route) {
  if (community.session.status === 'unknown' && route.page !== 'setup') return shell.show(connectingPage(), route)
  const isSignedIn = community.session.status === 'signedIn'
  if (!isSignedIn && route.page !== 'signIn' && route.page !== 'setup') {
    const wanted = route.path === '/' ? '' : `?to=${encodeURIComponent(route.path)}`
    return navigate(`/sign-in${wanted}`, { replace: true })
  }
  if (isSignedIn && route.page === 'signIn') return navigate(destination(route), { replace: true })
  if (route.page === 'reviews' && !community.session.can('reviewMessages')) return shell.show(notFoundPage(route), { ...route, page: 'notFound' })
  const key = route.page === 'room' ? `room ${route.room}` : null
  if (key && shell.key === key) return shell.show(shell.page, route)
  shell.show(pages[route.page](route), route)
}

/** Where the visitor wanted to go before signing in; only inside this site. */
function destination({ query }) {
  const to = query.get('to') ?? '/'
  return to.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/'
}

function sessionChanged() {
  const now = whoIsThere()
  if (now === visitor) return
  visitor = now
  newShell()
  refreshRoute()
}

function whoIsThere() {
  const { status, member } = community.session
  return `${status} ${member?.id ?? ''}`
}

function newShell() {
  shell?.stop()
  shell = new AppShell(root)
}

function useLanguage() {
  const { language } = community.settings
  setLanguage(language)
  document.documentElement.lang = language
}

/** A new version waits until the member says so: it must not take a half-written sentence away. */
async function offerUpdates() {
  try {
    const { shell: worker } = await import('./store/shell.js')
    worker.addEventListener('switched', () => location.reload())
    worker.addEventListener('update', () => shell.status.offerUpdate(() => worker.applyUpdate()))
    await worker.register()
  } catch {
    // No service worker here (private browsing, plain HTTP): everything works but offline starts.
  }
}
