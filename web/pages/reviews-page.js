import { language, t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { climateBanner } from '../components/reviews/climate-banner.js'
import '../components/reviews/review-card.js'
import { ReviewKeys, openKeys } from '../components/reviews/review-keys.js'
import { announce } from '../components/shell/announce.js'
import { isPhone, onScreenChange } from '../components/shell/screen.js'
import { emptyState, failedState, skeleton } from '../components/shell/states.js'
import { briefly } from '../components/times.js'

const KINDS = ['held', 'reported', 'flagged', 'deletion']

/**
 * 「見守り」: what waits for a moderator. On a phone one card under another, decided with a thumb; on larger screens a list
 * at the left and the chosen one beside it, decided with the keyboard.
 */
class ReviewsPage extends HTMLElement {
  #kind = null
  #state = 'open'
  #selected = null
  #decided = null
  #list
  #detail
  #warnings
  #heading
  #filters
  #stop
  #known = 0

  connectedCallback() {
    this.classList.add('page', 'reviews-page')
    this.#heading = h('h1', { class: 'page__title', tabindex: '-1' })
    this.#warnings = h('div', { class: 'reviews-page__warnings', role: 'region', 'aria-label': t('climate.region') })
    this.#filters = h('div', { class: 'reviews-page__filters' })
    this.#list = h('div', { class: 'reviews-page__list' })
    this.#detail = h('div', { class: 'reviews-page__detail' })
    fill(this,
      h('header', { class: 'page__header' }, this.#heading, !isPhone() && h('button', {
        class: 'text-button reviews-page__help', type: 'button', 'aria-haspopup': 'dialog', onClick: () => openKeys(),
      }, t('review.keys'))),
      this.#warnings, this.#filters, h('div', { class: 'reviews-page__columns' }, this.#list, this.#detail))
    const keys = new ReviewKeys({
      next: () => this.#move(1), previous: () => this.#move(-1), decide: (place) => this.#card()?.press(place),
    })
    const changed = () => this.#draw()
    community.reviews.addEventListener('change', changed)
    community.rooms.addEventListener('change', changed)
    this.#stop = [
      () => community.reviews.removeEventListener('change', changed),
      () => community.rooms.removeEventListener('change', changed),
      onScreenChange(() => this.#draw()), () => keys.stop(),
    ]
    community.reviews.use()
    this.#draw()
  }

  disconnectedCallback() {
    for (const stop of this.#stop) stop()
    community.reviews.leave()
  }

  #items() {
    const items = this.#state === 'open' ? community.reviews.items : this.#decided ?? []
    return this.#kind ? items.filter(({ kind }) => kind === this.#kind) : items
  }

  #draw() {
    const { reviews } = community
    fill(this.#heading, t('review.title'))
    fill(this.#warnings, reviews.climates.map(climateBanner))
    this.#warnings.hidden = reviews.climates.length === 0
    this.#drawFilters()
    this.#announce(reviews.items.length)
    if (this.#state === 'decided' && this.#decided === null) return this.#show(skeleton('rows', 4))
    if (this.#state === 'open' && reviews.status === 'failed') return this.#show(failedState(reviews.error, () => reviews.load()))
    if (this.#state === 'open' && reviews.status !== 'ready') return this.#show(skeleton('rows', 4))
    const items = this.#items()
    if (items.length === 0) return this.#show(this.#empty())
    if (isPhone()) this.#drawCards(items)
    else this.#drawColumns(items)
  }

  /** Something instead of the items. */
  #show(element) {
    this.#selected = null
    this.#detail.hidden = true
    fill(this.#list, element)
  }

  #empty() {
    return this.#state === 'open'
      ? emptyState({ icon: 'check', title: t('review.empty'), body: t('review.emptyBody') })
      : emptyState({ icon: 'history', title: t('review.noneDecided') })
  }

  #drawFilters() {
    const counts = new Map(KINDS.map((kind) => [kind, community.reviews.items.filter((item) => item.kind === kind).length]))
    const pill = (name, isOn, run) => h(
      'button', { class: isOn ? 'pill is-set' : 'pill', type: 'button', 'aria-pressed': isOn, onClick: run }, name,
    )
    const focused = [...this.#filters.querySelectorAll('button')].indexOf(document.activeElement)
    fill(this.#filters,
      h('div', { class: 'reviews-page__states', role: 'group', 'aria-label': t('review.states') },
        pill(t('review.waiting', { n: community.reviews.items.length }), this.#state === 'open', () => this.#choose('open')),
        pill(t('review.decided'), this.#state === 'decided', () => this.#choose('decided'))),
      this.#state === 'open' && (this.#kind || [...counts.values()].filter((n) => n > 0).length > 1) && h('div', { class: 'reviews-page__kinds', role: 'group', 'aria-label': t('review.kinds') },
        KINDS.filter((kind) => counts.get(kind) > 0 || this.#kind === kind).map((kind) => pill(
          `${t(`review.kind.${kind}`)} ${counts.get(kind)}`, this.#kind === kind,
          () => { this.#kind = this.#kind === kind ? null : kind; this.#draw() }))))
    if (focused >= 0) this.#filters.querySelectorAll('button')[focused]?.focus()
  }

  async #choose(state) {
    this.#state = state
    this.#decided = null
    this.#draw()
    if (state !== 'decided') return
    try {
      this.#decided = await community.reviews.decided()
      this.#draw()
    } catch (error) {
      this.#show(failedState(error, () => this.#choose('decided')))
    }
  }

  // A phone: cards

  #drawCards(items) {
    this.#detail.hidden = true
    const cards = new Map([...this.#list.querySelectorAll('review-card')].map((card) => [card.item.id, card]))
    if (cards.size === 0) fill(this.#list)
    const hadFocus = this.#list.contains(document.activeElement) ? document.activeElement.closest('review-card') : null
    const following = hadFocus && nextOf([...cards.values()], hadFocus, items)
    items.forEach((item, index) => {
      let card = cards.get(item.id)
      if (card) card.item = item
      else card = newCard(item)
      if (this.#list.children[index] !== card) this.#list.insertBefore(card, this.#list.children[index] ?? null)
      cards.delete(item.id)
    })
    for (const card of cards.values()) card.remove()
    if (hadFocus && !hadFocus.isConnected) following?.isConnected ? following.focusHeading() : this.#heading.focus()
  }

  // Larger screens: a list and the chosen one

  #drawColumns(items) {
    const place = items.findIndex(({ id }) => id === this.#selected)
    if (place < 0) this.#selected = items[Math.min(this.#known, items.length - 1)].id
    else this.#known = place
    const hadFocus = this.#list.contains(document.activeElement)
    fill(this.#list, h('ul', { class: 'review-rows' }, items.map((item) => h('li', {}, h('button', {
      class: 'review-row', type: 'button', 'aria-current': item.id === this.#selected ? 'true' : null,
      onClick: () => this.#select(item.id),
    },
      h('span', { class: 'review-row__head' },
        h('span', { class: `review__kind review__kind--${item.kind}` }, t(`review.kind.${item.kind}`)),
        h('span', { class: 'review__when' }, briefly(item.createdAtMs))),
      h('span', { class: 'review-row__name' }, item.message.author.name),
      h('span', { class: 'review-row__body' }, item.message.body ?? t('review.noText')))))))
    if (hadFocus) this.#list.querySelector('[aria-current]')?.focus()
    this.#drawDetail(items.find(({ id }) => id === this.#selected))
  }

  #drawDetail(item) {
    this.#detail.hidden = false
    const card = this.#detail.querySelector('review-card')
    if (card?.item.id === item.id) {
      card.item = item
      return
    }
    const hadFocus = this.#detail.contains(document.activeElement)
    fill(this.#detail, newCard(item, true))
    if (hadFocus) this.#card().focusHeading()
    if (item.state === 'open') community.reviews.claim(item.id)
  }

  #select(id) {
    this.#selected = id
    this.#draw()
  }

  #move(step) {
    const items = this.#items()
    if (items.length === 0) return
    if (isPhone()) return
    const place = items.findIndex(({ id }) => id === this.#selected)
    this.#select(items[Math.max(0, Math.min(items.length - 1, place + step))].id)
    this.#list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
    this.#card()?.focusHeading()
  }

  #card() {
    const focused = document.activeElement?.closest?.('review-card')
    return focused ?? this.#detail.querySelector('review-card')
  }

  /** New items are said once, politely. */
  #announce(count) {
    const { status } = community.reviews
    if (status === 'ready' && this.lastCount !== undefined && count > this.lastCount) announce(t('review.arrived', { n: count }))
    if (status === 'ready') this.lastCount = count
  }
}

function newCard(item, showsKeys = false) {
  const card = document.createElement('review-card')
  card.showsKeys = showsKeys
  card.item = item
  return card
}

/** The card after `card` that will still be there. */
function nextOf(cards, card, items) {
  const staying = new Set(items.map(({ id }) => id))
  const place = cards.indexOf(card)
  return cards.slice(place + 1).find(({ item }) => staying.has(item.id))
    ?? cards.slice(0, place).reverse().find(({ item }) => staying.has(item.id))
}

customElements.define('reviews-page', ReviewsPage)

export function reviewsPage() {
  return { key: `reviews ${language()}`, title: () => t('review.title'), element: document.createElement('reviews-page') }
}
