import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { fill, h } from '../h.js'
import { announceLater } from '../shell/announce.js'
import { emptyState, failedState, skeleton } from '../shell/states.js'
import { dayLabel } from '../times.js'
import { JumpButton } from './jump-button.js'
import { addMessageGestures } from './message-gestures.js'
import { messageRows } from './message-rows.js'
import { messageView } from './message-view.js'
import { openMessageMenu } from './message-menu.js'
import { RowList } from './row-list.js'
import { ScrollKeeper } from './scroll-keeper.js'

/** A room left open for hours forgets what is far above when it holds more than this. Messages. */
const MOST_KEPT = 800
/** Ask for the next page this far before its edge comes into view. Pixels. */
const LOOK_AHEAD = 900

/**
 * The messages of a room or of a thread, in one scroller. Set `source` (an OpenRoom or a Thread) and `context` before it
 * is connected. Loads both ways, keeps the reader's place, follows the end, marks as read what was really in view.
 */
export class MessageTimeline extends HTMLElement {
  /** @type {any} */
  source = null
  /** @type {any} what `messageView` needs to know */
  context = null
  /** @type {Node|null} stands above the first message when there is nothing older */
  beginning = null
  /** @type {() => Node} */
  empty = () => document.createTextNode('')
  /** Level of the days' headings. */
  dayLevel = 2
  /** A thread that nearly fits is read from its post on, not from its end. */
  beginsAtTop = false
  /** @type {number|null} offset to show first */
  at = null

  #scroller
  #list
  #top
  #jump
  #keeper
  #rows
  #isPlaced = false
  #isDrawing = false
  #seenOffset = 0
  #stop = []
  #announced = {}
  /** The own message that ended the list when it was last drawn: a new one brings the end into view. */
  #ownShown = null
  #flashing = null
  #loading = { older: false, newer: false }
  #failed = { older: false, newer: false }

  connectedCallback() {
    this.classList.add('timeline')
    this.#top = h('div', { class: 'timeline__top' })
    this.#list = h(
      'section',
      { class: 'timeline__list', 'aria-label': t(this.context?.inThread ? 'thread.messages' : 'room.messages') },
    )
    this.#scroller = h(
      'div', { class: 'timeline__scroller', 'data-scrolls': true, tabindex: '-1' }, this.#top, this.#list,
    )
    this.#jump = new JumpButton(() => this.jumpToNewest())
    this.append(this.#scroller, this.#jump.element)
    this.#rows = new RowList(this.#list, (row) => this.#build(row))
    this.#keeper = new ScrollKeeper(this.#scroller, this.#list, () => this.#scrolled())
    addMessageGestures(this.#list, (article, anchor) => this.#openMenu(article, anchor))
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    this.#listen(this.source, 'change', (event) => this.#changed(event.detail))
    this.#listen(document, 'visibilitychange', () => this.#noteSeen())
    this.#draw()
  }

  disconnectedCallback() {
    for (const stop of this.#stop) stop()
    this.#keeper.stop()
  }

  /** Draws every message again, as when what one may do has changed. */
  redraw() {
    this.#rows.clear()
    this.#draw()
  }

  async jumpToNewest() {
    if (this.source.hasNewer) await this.source.jumpToNewest?.().catch(() => {})
    this.#draw()
    this.#keeper.toEnd({ smoothly: this.#keeper.distanceToEnd < 2 * this.#scroller.clientHeight })
    this.#noteSeen()
  }

  /** Shows the message at an offset and marks it for a moment. */
  async jumpTo(offset) {
    this.at = offset
    this.#isPlaced = false
    const isLoaded = this.source.items.some((item) => item.offset === offset)
    if (!isLoaded) await this.source.jumpTo?.(offset).catch(() => {})
    this.#draw()
  }

  focusLast() {
    this.#list.querySelector('.message:last-child')?.focus()
  }

  // Drawing

  #changed({ reason, ids }) {
    if (reason === 'typing' || reason === 'presence') return
    if (reason === 'posted') this.#announce(ids)
    if (this.#isDrawing) return
    this.#isDrawing = true
    requestAnimationFrame(() => {
      this.#isDrawing = false
      if (this.isConnected) this.#draw()
    })
  }

  #draw() {
    const { source } = this
    this.setAttribute('aria-busy', String(source.status === 'loading'))
    this.classList.toggle('is-empty', source.items.length === 0 && source.status !== 'loading')
    if (source.items.length === 0 && source.status !== 'ready') {
      if (source.status === 'loading' && !this.#top.querySelector('.skeleton')) fill(this.#top, skeleton('messages', 7))
      if (source.status === 'gone') fill(
        this.#top, emptyState({ icon: 'trash', title: t('message.gone'), body: t('message.goneBody'), level: 3 }),
      )
      if (source.status === 'failed') fill(this.#top, failedState(source.error, () => this.#retry()))
      return
    }
    this.#keeper.keep(() => {
      this.#drawTop()
      this.#rows.show(messageRows(source.items, source.readLine ?? null))
    })
    const own = source.items.at(-1)?.own ? source.items.at(-1).id : null
    if (this.#isPlaced && own && own !== this.#ownShown) this.#keeper.toEnd()
    this.#ownShown = own
    this.#place()
    this.#noteSeen()
    this.#fetchAround()
    const mayTrim = this.#keeper.isAtEnd && source.items.length > MOST_KEPT
    if (mayTrim && source.trim?.()) this.#changed({ reason: 'page', ids: [] })
  }

  #drawTop() {
    const { source } = this
    if (this.#failed.older) {
      fill(
        this.#top,
        h(
          'button', { class: 'button timeline__retry', type: 'button', onClick: () => this.#load('older') },
          icon('retry'), t('app.retry'),
        ),
      )
    } else if (source.hasOlder) {
      if (!this.#top.querySelector('.skeleton')) fill(this.#top, skeleton('messages', 3))
    } else {
      fill(this.#top, this.beginning, source.items.length === 0 && this.empty())
    }
  }

  #build(row) {
    if (row.kind === 'day') return h(
      `h${this.dayLevel}`, { class: 'day', id: `d-${row.key}` }, h('span', { class: 'day__label' }, dayLabel(row.atMs)),
    )
    if (row.kind === 'readLine') return h(
      'div', { class: 'read-line', id: 'read-line', role: 'separator', 'aria-label': t('room.readLine') },
      h('span', {}, t('room.readLine')),
    )
    return messageView(row.item, { ...this.context, isGrouped: row.isGrouped })
  }

  // Position

  /** Once, when the first messages are there: at the linked message, at the unread line, or at the end. */
  #place() {
    if (this.#isPlaced || this.source.status !== 'ready' && this.source.items.length === 0) return
    this.#isPlaced = true
    if (this.at !== null) {
      const linked = this.#rows.elementAt(this.at)
      if (linked) {
        this.#keeper.toRow(linked, 0.3)
        this.#flash(linked)
        return
      }
    }
    const line = this.#rows.element('readLine')
    if (line) {
      this.#keeper.toRow(line, 0.15)
    } else if (this.beginsAtTop && this.#scroller.scrollHeight < 2 * this.#scroller.clientHeight) {
      this.#keeper.toTop()
    } else {
      this.#keeper.toEnd()
    }
    this.#seenOffset = this.source.readLine ?? this.#newestOffset
  }

  #flash(element) {
    this.#flashing?.classList.remove('is-linked')
    this.#flashing = element
    element.classList.add('is-linked')
    element.focus({ preventScroll: true })
  }

  #scrolled() {
    this.#noteSeen()
    this.#fetchAround()
  }

  #fetchAround() {
    if (this.source.hasOlder && this.#scroller.scrollTop < LOOK_AHEAD) this.#load('older')
    if (this.source.hasNewer && this.#keeper.distanceToEnd < LOOK_AHEAD) this.#load('newer')
  }

  async #load(side) {
    if (this.#loading[side] || (this.#failed[side] && this.source.status !== 'ready')) return
    this.#loading[side] = true
    this.#failed[side] = false
    // Pages that come while one reads history must not pull the reader to the end.
    if (side === 'newer') this.#keeper.isAtEnd = false
    try {
      await (side === 'older' ? this.source.loadOlder() : this.source.loadNewer())
      this.#loading[side] = false
    } catch {
      this.#failed[side] = true
      setTimeout(() => { this.#loading[side] = false }, 2_000)
    }
    if (this.isConnected) this.#changed({ reason: 'page', ids: [] })
  }

  /** Marks as read up to the last message wholly in view, and counts the ones below. */
  #noteSeen() {
    if (!this.#isPlaced) return
    const isVisible = document.visibilityState === 'visible'
    const { hasNewer } = this.source
    if (isVisible && this.#keeper.isAtEnd && !hasNewer) {
      this.#seenOffset = Math.max(this.#seenOffset, this.#newestOffset)
      this.source.markRead?.()
    } else if (isVisible) {
      const seen = this.#lastInView()
      if (seen > 0) {
        this.#seenOffset = Math.max(this.#seenOffset, seen)
        this.source.markRead?.(seen)
      }
    }
    this.#drawJump()
  }

  #lastInView() {
    const edge = this.#scroller.scrollTop + this.#scroller.clientHeight
    const { items } = this.source
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const element = this.#rows.element(items[index].id)
      if (items[index].offset && element && element.offsetTop + element.offsetHeight <= edge) return items[index].offset
    }
    return 0
  }

  #drawJump() {
    const { items, hasNewer } = this.source
    const fresh = items.filter((item) => item.offset > this.#seenOffset && !item.own).length
    const isFar = hasNewer || this.#keeper.distanceToEnd > this.#scroller.clientHeight * 0.8
    this.#jump.show({ fresh, isShown: (!this.#keeper.isAtEnd || hasNewer) && (fresh > 0 || isFar) })
  }

  // Internal

  get #newestOffset() {
    return this.source.items.findLast((item) => item.offset)?.offset ?? 0
  }

  #announce(ids) {
    if (document.visibilityState !== 'visible') return
    const items = ids.map((id) => this.source.items.find((item) => item.id === id)).filter((item) => item && !item.own)
    if (items.length === 0) return
    const [{ author }] = items
    announceLater(this.#announced, items.length, (n) =>
      n === 1 ? t('room.announceFrom', { name: author.name }) : t('room.announceNew', { n }))
  }

  #openMenu(article, anchor) {
    const item = this.#rows.itemOf(article)
    if (item?.message) openMessageMenu(item, this.context, anchor)
  }

  #retry() {
    fill(this.#top, skeleton('messages', 7))
    Promise.resolve(this.source.retry?.() ?? this.source.jumpToNewest?.()).catch(() => {}).then(() => this.#draw())
  }

  #listen(target, type, handler) {
    target.addEventListener(type, handler)
    this.#stop.push(() => target.removeEventListener(type, handler))
  }
}

customElements.define('message-timeline', MessageTimeline)
