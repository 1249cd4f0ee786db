import { t } from '../catalogues/t.js'
import { icon } from '../icons/icon.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import '../components/controls/room-notice.js'
import '../components/messages/message-composer.js'
import '../components/messages/message-timeline.js'
import '../components/messages/thread-view.js'
import '../components/rooms/room-header.js'
import '../components/rooms/typing-line.js'
import { panelDivider } from '../components/shell/panel-divider.js'
import { goBack } from '../components/shell/router.js'
import { isDesktop, onScreenChange } from '../components/shell/screen.js'
import { openSheet } from '../components/shell/sheet.js'
import { emptyState } from '../components/shell/states.js'

/** More unread than this and one wants today's talk, not last week's first line. */
const READ_FROM_LINE = 99

/** One room: its header, its messages, the composer; a thread beside or above it. */
class RoomPage extends HTMLElement {
  #route
  #room
  #column
  #side
  #divider
  #timeline
  #foot
  #composer = null
  #canPost = null
  #thread = null
  #sheet = null
  #stop = []

  begin(route) {
    this.#route = route
  }

  connectedCallback() {
    this.classList.add('room-page')
    this.#room = community.openRoom(this.#route.room, this.#firstWindow())
    this.#timeline = document.createElement('message-timeline')
    this.#foot = h('div', { class: 'room-page__foot' })
    const header = document.createElement('room-header')
    const typing = document.createElement('typing-line')
    for (const part of [header, typing]) part.room = this.#room
    const notice = document.createElement('room-notice')
    notice.room = this.#route.room
    Object.assign(this.#timeline, {
      source: this.#room,
      at: this.#linkedOffset,
      beginning: h('div', { class: 'beginning' }),
      empty: () => this.#emptyRoom(),
      context: this.#context(),
    })
    this.#column = h('div', { class: 'room-page__column' }, header, notice, this.#timeline, typing, this.#foot)
    this.#side = h('aside', { class: 'room-page__side', 'aria-label': t('thread.title'), hidden: true })
    this.#divider = panelDivider({
      variable: 'side-width', least: 300, most: 620, normal: 380, name: t('thread.title'), side: 'end',
    })
    this.#divider.hidden = true
    fill(this, this.#column, this.#divider, this.#side)

    const changed = (event) => event.detail.reason === 'status' && this.#draw()
    const listed = () => this.#draw()
    this.#room.addEventListener('change', changed)
    community.rooms.addEventListener('change', listed)
    this.#stop = [
      () => this.#room.removeEventListener('change', changed),
      () => community.rooms.removeEventListener('change', listed),
      onScreenChange(() => this.#showThread()),
    ]
    this.#draw()
    this.#showThread()
  }

  disconnectedCallback() {
    for (const stop of this.#stop) stop()
    this.#closeThread()
    this.#room.close()
  }

  update(route) {
    const was = this.#route
    this.#route = route
    if (was.post !== route.post) this.#showThread()
    if (this.#linkedOffset !== null && was.path !== route.path) this.#timeline.jumpTo(this.#linkedOffset)
  }

  get name() {
    return this.#room?.room?.name ?? community.rooms.get(this.#route.room)?.name ?? ''
  }

  /** Where to begin: at the linked message, at the first unread one, or at the newest. */
  #firstWindow() {
    if (this.#linkedOffset !== null) return { at: this.#linkedOffset }
    const room = community.rooms.get(this.#route.room)
    const hasFarLine = room && room.unread > 20 && room.unread <= READ_FROM_LINE && room.readOffset > 0
    return hasFarLine ? { at: room.readOffset } : undefined
  }

  get #linkedOffset() {
    const at = Number(this.#route.query.get('at'))
    return at > 0 && !this.#route.post ? at : null
  }

  #context() {
    const { room } = this.#room
    return {
      canReact: Boolean(room?.canReact), canPost: Boolean(room?.canPost), inThread: false,
      composer: () => this.#composer,
    }
  }

  #draw() {
    const { room, status } = this.#room
    if (status === 'gone') return this.#drawGone()
    this.querySelector('room-header')?.update()
    if (!room) return
    const rights = `${room.canPost} ${room.canReact} ${room.posting}`
    if (rights === this.#canPost) return
    const isFirst = this.#canPost === null
    this.#canPost = rights
    this.#timeline.context = this.#context()
    fill(this.#timeline.beginning,
      h(
        'h2', { class: 'beginning__title' }, t('room.beginning', { name: room.name }),
      ), h('p', { class: 'beginning__purpose' }, room.purpose))
    this.#drawFoot(room)
    if (!isFirst || this.#timeline.source.items.length > 0) this.#timeline.redraw()
  }

  #drawFoot(room) {
    if (!room.canPost) {
      this.#composer = null
      return fill(
        this.#foot,
        h('p', { class: 'read-only' }, icon('official'), t(room.canReact ? 'room.stickersOnly' : 'room.readOnly')),
      )
    }
    this.#composer = document.createElement('message-composer')
    this.#composer.room = this.#room
    this.#composer.addEventListener('sent', () => this.#room.hasNewer && this.#timeline.jumpToNewest())
    fill(this.#foot, this.#composer)
  }

  #emptyRoom() {
    const canPost = this.#room.room?.canPost
    return emptyState({
      icon: 'comment', title: t('room.empty'), body: t(canPost ? 'room.emptyBody' : 'room.emptyReadOnly'),
      action: canPost ? h(
        'button', { class: 'button button--primary', type: 'button', onClick: () => this.#composer?.focus() },
        icon('edit'), t('composer.label'),
      ) : null,
    })
  }

  #drawGone() {
    this.#closeThread()
    fill(this.#column, h('div', { class: 'page' }, h(
      'h1', { class: 'visually-hidden', tabindex: '-1' }, t('notFound.title'),
    ),
      emptyState({
        icon: 'lock', title: t('notFound.title'), body: t('notFound.body'),
        action: h('a', { class: 'button button--primary', href: '/' }, t('notFound.home')),
      })))
  }

  // Thread

  #showThread() {
    this.#closeThread()
    const { post } = this.#route
    if (!post) return
    this.#thread = document.createElement('thread-view')
    Object.assign(this.#thread, { room: this.#room, post, at: Number(this.#route.query.get('at')) || null })
    const leave = () => goBack(`/rooms/${this.#route.room}`)
    if (isDesktop()) {
      fill(this.#side,
        h('header', { class: 'side__header' }, h('h2', { class: 'side__title', tabindex: '-1' }, t('thread.title')),
          h(
            'button', { class: 'icon-button', type: 'button', 'aria-label': t('app.close'), onClick: leave },
            icon('close'),
          )),
        this.#thread)
      this.#side.hidden = false
      this.#divider.hidden = false
      this.#side.onkeydown = (event) => event.key === 'Escape' && !event.defaultPrevented && leave()
      this.#side.querySelector('h2').focus({ preventScroll: true })
    } else {
      this.#sheet = openSheet({
        title: t('thread.title'), kind: 'thread', content: this.#thread, keepsAddress: true,
        onClose: () => {
          if (!this.#sheet) return
          this.#sheet = null
          leave()
        },
      })
    }
  }

  #closeThread() {
    const sheet = this.#sheet
    this.#sheet = null
    sheet?.close()
    this.#thread?.remove()
    this.#thread = null
    this.#side.hidden = true
    this.#divider.hidden = true
    this.#side.replaceChildren()
  }
}

customElements.define('room-page', RoomPage)

export function roomPage(route) {
  const element = document.createElement('room-page')
  element.begin(route)
  return { key: `room ${route.room}`, title: () => element.name, element, update: (next) => element.update(next) }
}
