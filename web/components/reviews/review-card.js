import { label, t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { addressOf } from '../messages/address.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { avatar, badges } from '../members/avatar.js'
import { briefly, timeElement } from '../times.js'
import { choicesFor, decide, openMoreDecisions, undo } from './decisions.js'
import { openEvidence } from './evidence.js'
import { openSurroundings } from './review-surroundings.js'
import { markedNodes } from './review-text.js'

/** What is found by its shape and not by a word; the name stands for the rule. */
const DETECTORS = new Set(['URL', 'EMAIL', 'PHONE', 'CONTACT', 'ADDRESS', 'PLATE', 'MYNUMBER', 'DISGUISE'])

/** One thing that waits: what was said, why it is here, and the two or three things to do. Set `item` first. */
export class ReviewCard extends HTMLElement {
  #item = null
  /** Whether the keys are shown on the buttons. */
  showsKeys = false

  get item() {
    return this.#item
  }

  set item(item) {
    const isSame = JSON.stringify(this.#item) === JSON.stringify(item)
    this.#item = item
    if (!isSame && this.isConnected) this.#draw()
  }

  connectedCallback() {
    this.classList.add('review')
    this.#draw()
  }

  /** Puts the focus where the next decision begins. */
  focusHeading() {
    this.querySelector('.review__title')?.focus({ preventScroll: true })
    this.scrollIntoView({ block: 'nearest' })
  }

  /** The button of a decision, as a key chooses it. @param {number} place 0 leaves it, 1 takes it away */
  press(place) {
    this.querySelectorAll('.review__decision')[place]?.click()
  }

  #draw() {
    const item = this.#item
    const room = community.rooms.get(item.room)
    this.dataset.kind = item.kind
    // The buttons that had the focus are gone with the drawing.
    const hadFocus = this.contains(document.activeElement)
    fill(this,
      h('header', { class: 'review__header' },
        h('h2', { class: 'review__title', tabindex: '-1', id: `review-${item.id}` },
          h('span', { class: `review__kind review__kind--${item.kind}` }, t(`review.kind.${item.kind}`)),
          h('span', { class: 'review__room' }, room?.name ?? '')),
        timeElement(item.createdAtMs, briefly(item.createdAtMs), 'review__when')),
      this.#author(),
      h('p', { class: 'review__body running-text', dir: 'auto' },
        item.message.body === undefined ? t('review.noText') : markedNodes(item.message.body, item.hits)),
      this.#why(), this.#claim(), item.state === 'open' ? this.#actions() : this.#decision())
    this.setAttribute('aria-labelledby', `review-${item.id}`)
    this.setAttribute('role', 'article')
    if (hadFocus) this.focusHeading()
  }

  #author() {
    const { author } = this.#item.message
    const { offset, thread } = this.#item.message
    return h('div', { class: 'review__author' }, avatar(author), h('span', { class: 'review__name' }, author.name), badges(author),
      h('button', {
        class: 'text-button', type: 'button', 'aria-haspopup': 'dialog',
        onClick: (event) => openSurroundings(this.#item, event.currentTarget),
      }, t('review.around')),
      offset !== undefined && h('a', {
        class: 'text-button', href: addressOf(this.#item.room, { offset, thread: thread ?? null }),
      }, t('review.open')))
  }

  #why() {
    const { hits, reports } = this.#item
    if (hits.length === 0 && reports.length === 0) return null
    return h('ul', { class: 'review__why' },
      hits.map(({ phrase, category, explanation }) => h('li', {}, icon('filter'), h('span', {},
        h('strong', {}, DETECTORS.has(phrase) ? t(`review.detector.${phrase}`) : t('review.hit', { phrase })), ' ',
        t(`review.category.${category}`),
        !DETECTORS.has(phrase) && label(explanation) && h('span', { class: 'review__how' }, label(explanation))))),
      reports.map(({ reason, note, reporter, atMs }) => h('li', {}, icon('alert'), h('span', {},
        h('strong', {}, t(`report.${reason}`)), ' ', t('review.reportedBy', { name: reporter.name, time: briefly(atMs) }),
        note && h('span', { class: 'review__how', dir: 'auto' }, note)))))
  }

  #claim() {
    const { claim } = this.#item
    if (!claim || claim.by.id === community.session.member?.id || claim.untilMs < community.serverNow()) return null
    return h('p', { class: 'review__claim' }, icon('lock'), t('review.claimed', { name: claim.by.name }))
  }

  #actions() {
    const item = this.#item
    const isOthers = item.claim && item.claim.by.id !== community.session.member?.id && item.claim.untilMs > community.serverNow()
    const run = async (kind) => {
      if (this.getAttribute('aria-busy') === 'true') return
      this.setAttribute('aria-busy', 'true')
      await decide(item, { kind })
      this.removeAttribute('aria-busy')
    }
    return h('div', { class: 'review__actions' },
      choicesFor(item).map(({ kind, key, isDanger }) => h('button', {
        class: `button review__decision ${isDanger ? 'button--danger' : 'button--primary'}`, type: 'button', disabled: Boolean(isOthers),
        'aria-keyshortcuts': this.showsKeys ? key : null,
        onClick: () => run(kind),
      }, t(`review.do.${kind}`), this.showsKeys && h('kbd', { class: 'review__key', 'aria-hidden': 'true' }, key))),
      h('button', {
        class: 'icon-button', type: 'button', 'aria-label': t('review.more'), title: t('review.more'), 'aria-haspopup': 'dialog',
        disabled: Boolean(isOthers), onClick: (event) => openMoreDecisions(item, event.currentTarget),
      }, icon('more')))
  }

  #decision() {
    const { decision, message, id } = this.#item
    if (!decision) return null
    const isSealed = ['hidden', 'rejected', 'deleted'].includes(message.state)
    const canUndo = decision.by.id === community.session.member?.id && (decision.undoUntilMs ?? 0) > community.serverNow()
    return h('div', { class: 'review__decided' },
      h('p', {}, icon('check'), h('span', {}, h('strong', {}, t(`review.done.${decision.kind}`)), ' ',
        t('review.decidedBy', { name: decision.by.name, time: briefly(decision.atMs) }),
        decision.reason && h('span', { class: 'review__how', dir: 'auto' }, decision.reason))),
      canUndo && h('button', { class: 'text-button', type: 'button', onClick: () => undo(id) }, t('message.undo')),
      isSealed && community.session.can('readEvidence') && h('button', {
        class: 'text-button', type: 'button', 'aria-haspopup': 'dialog', onClick: (event) => openEvidence(message.id, event.currentTarget),
      }, t('evidence.title')))
  }
}

customElements.define('review-card', ReviewCard)
