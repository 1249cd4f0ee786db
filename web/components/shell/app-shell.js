import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { avatar } from '../members/avatar.js'
import '../notices/notice-bell.js'
import '../reviews/receipt-strip.js'
import '../rooms/room-list.js'
import { demoBar } from '../members/demo-roles.js'
import { panelDivider } from './panel-divider.js'
import { navigate } from './router.js'
import { isPhone, onScreenChange } from './screen.js'
import { StatusBar } from './status-bar.js'
import { toast } from './toast.js'

const tabs = [
  { page: 'rooms', href: '/', icon: 'rooms', key: 'tab.rooms' },
  { page: 'search', href: '/search', icon: 'search', key: 'tab.search' },
  { page: 'reviews', href: '/reviews', icon: 'official', key: 'tab.reviews', permission: 'reviewMessages' },
  { page: 'me', href: '/me', icon: 'me', key: 'tab.me' },
]
/** On a phone these pages have the tabs; a room fills the screen. */
const PAGES_WITH_TABS = new Set(['rooms', 'search', 'reviews', 'notices', 'me', 'notFound'])

/** The frame around every page: bars on top, rooms at the left on larger screens, tabs below on a phone. */
export class AppShell {
  #root
  #demo
  status
  #panel
  #divider
  #main
  #tabs
  #page = null
  #route = null
  #isFirst = true
  #scrolled = new Map()
  #stop

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root
    this.#demo = h('div', { class: 'shell__demo' })
    this.status = new StatusBar()
    this.#panel = h('nav', { class: 'shell__rooms', 'aria-label': t('rooms.title') })
    this.#divider = panelDivider({
      variable: 'rooms-width', least: 240, most: 460, normal: 312, name: t('rooms.title'), side: 'start',
    })
    this.#main = h('main', { class: 'shell__main', id: 'main', tabindex: '-1' })
    this.#tabs = h('nav', { class: 'shell__tabs', 'aria-label': t('app.navigation') })
    fill(root,
      h(
        'a', { class: 'skip-link', href: '#main', onClick: (event) => { event.preventDefault(); this.#main.focus() } },
        t('app.skip'),
      ),
      h('header', { class: 'shell__bars' }, this.#demo, this.status.element, document.createElement('receipt-strip')),
      h('div', { class: 'shell__columns' }, this.#panel, this.#main),
      this.#tabs)
    const drawFrame = () => this.#drawFrame()
    const drawTabs = () => this.#drawTabs()
    const noticed = ({ detail }) => this.#route?.page !== 'notices' &&
      toast(detail.text, { label: t('notices.look'), run: () => navigate('/notices') })
    const reactionRefused = ({ detail }) => toast(detail.refusal.text || t('sticker.failed'))
    community.addEventListener('info', drawFrame)
    community.addEventListener('reactionrefused', reactionRefused)
    community.notices.addEventListener('notice', noticed)
    community.rooms.addEventListener('change', drawTabs)
    community.reviews.addEventListener('change', drawTabs)
    this.#stop = [
      onScreenChange(drawFrame),
      () => community.removeEventListener('info', drawFrame),
      () => community.removeEventListener('reactionrefused', reactionRefused),
      () => community.notices.removeEventListener('notice', noticed),
      () => community.rooms.removeEventListener('change', drawTabs),
      () => community.reviews.removeEventListener('change', drawTabs),
    ]
  }

  /** Ends this frame; another takes its place. */
  stop() {
    for (const stop of this.#stop) stop()
    this.status.stop()
    this.#root.replaceChildren()
  }

  /**
   * Shows a page. A page that says `key` equal to the present one's is updated instead of replaced.
   * @param {{key: string, title: () => string, element: HTMLElement, update?: (route: object) => void}} page
   */
  show(page, route) {
    this.#route = route
    if (this.#page?.key === page.key) {
      this.#page.update?.(route)
    } else {
      if (this.#page) this.#scrolled.set(this.#page.key, this.#main.scrollTop)
      this.#page = page
      this.#main.replaceChildren(page.element)
      this.#focusPage()
      // Coming back to the list of rooms, one finds it as one left it.
      if (page.key === 'rooms') this.#main.scrollTop = this.#scrolled.get(page.key) ?? 0
    }
    this.#drawFrame()
    this.setTitle()
  }

  /** The key of the page on screen. */
  get key() {
    return this.#page?.key ?? null
  }

  get page() {
    return this.#page
  }

  setTitle() {
    const unread = community.session.status === 'signedIn' ? community.rooms.totalUnread : 0
    const title = t('app.title', { page: this.#page?.title() ?? '', community: community.info?.name ?? 'Hiroba' })
    document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${title}` : title
  }

  /** A new page begins at its heading for those who cannot see it change. */
  #focusPage() {
    scrollTo(0, 0)
    this.#main.scrollTop = 0
    if (this.#isFirst) {
      this.#isFirst = false
      return
    }
    const heading = this.#page.element.querySelector('h1')
    if (heading && !this.#page.element.contains(document.activeElement)) heading.focus({ preventScroll: true })
  }

  #drawFrame() {
    const isSignedIn = community.session.status === 'signedIn'
    const hasPanel = isSignedIn && !isPhone()
    this.#root.dataset.page = this.#route?.page ?? ''
    this.#root.classList.toggle('is-signed-in', isSignedIn)
    this.#panel.hidden = !hasPanel
    if (hasPanel) this.#drawPanel()
    else this.#panel.replaceChildren()
    fill(this.#demo, community.info?.isDemo ? demoBar() : null)
    this.#drawTabs()
  }

  #drawPanel() {
    const { member } = community.session
    if (this.#panel.dataset.member !== String(member.id) || !this.#panel.firstChild) {
      this.#panel.dataset.member = String(member.id)
      const list = document.createElement('room-list')
      list.variant = 'panel'
      fill(this.#panel,
        h('div', { class: 'shell__head' }, h(
          'a', { class: 'shell__name', href: '/' }, community.info?.name ?? 'Hiroba',
        ),
          document.createElement('notice-bell'),
          community.session.can('reviewMessages') && h(
            'a', { class: 'icon-button shell__reviews', href: '/reviews', 'aria-label': t('tab.reviews'), title: t('tab.reviews') },
            icon('official'), h('span', { class: 'tab__count' }),
          ),
          h(
            'a', { class: 'icon-button', href: '/search', 'aria-label': t('tab.search'), title: t('tab.search') },
            icon('search'),
          )),
        h('div', { class: 'shell__list', 'data-scrolls': true }, list),
        h(
          'a', { class: 'shell__me', href: '/me' }, avatar(member), h('span', { class: 'shell__me-name' }, member.name),
          h('span', { class: 'shell__me-word' }, t('tab.me')),
        ),
        this.#divider)
    }
    this.#panel.querySelector('room-list').show(this.#route?.room ?? null)
    for (const link of this.#panel.querySelectorAll('.shell__me, .shell__head .icon-button')) {
      if (link.getAttribute('href') === `/${this.#route?.page}`) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }

  #drawTabs() {
    this.setTitle()
    const unread = community.session.status === 'signedIn' ? community.rooms.totalUnread : 0
    navigator.setAppBadge?.(unread).catch(() => {})
    const waiting = community.reviews.open ?? 0
    fill(this.#panel.querySelector('.tab__count') ?? document.createElement('span'), reviewBadge(waiting))
    const isShown = community.session.status === 'signedIn' && isPhone() && PAGES_WITH_TABS.has(this.#route?.page)
    this.#tabs.hidden = !isShown
    if (!isShown) return
    const visible = tabs.filter(({ permission }) => !permission || community.session.can(permission))
    fill(this.#tabs, visible.map(({ page, href, icon: name, key }) =>
      h('a', {
        class: 'tab', href, 'aria-current': this.#route.page === page ? 'page' : null,
        'data-replace': this.#route.page !== 'rooms' && page !== 'rooms' ? true : null,
      },
        h('span', { class: 'tab__sign' }, icon(name),
          page === 'rooms' && unread > 0 && h('span', { class: 'unread tab__unread numbers' }, h(
            'span', { 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread,
          ),
            h('span', { class: 'visually-hidden' }, t('rooms.unread', { n: unread }))),
          page === 'reviews' && reviewBadge(waiting)),
        h('span', { class: 'tab__word' }, t(key)))))
  }
}

/** How many wait for a moderator. */
function reviewBadge(n) {
  return n > 0 && h('span', { class: 'unread tab__unread numbers' },
    h('span', { 'aria-hidden': 'true' }, n > 99 ? '99+' : n),
    h('span', { class: 'visually-hidden' }, t('review.waiting', { n })))
}
