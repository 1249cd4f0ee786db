import { t } from '../../catalogues/t.js'
import { h } from '../h.js'
import { emptyState } from '../shell/states.js'
import { setReachable } from './message-gestures.js'
import { messageView } from './message-view.js'
import './message-composer.js'
import './message-timeline.js'

/**
 * A post and its comments. Set `room` (an OpenRoom, `ready` or not) and `post` (the post's message id) before it is
 * connected. Used in the side panel on a desktop and in a sheet elsewhere.
 */
export class ThreadView extends HTMLElement {
  room = null
  post = null
  /** @type {number|null} offset of the comment that was linked to */
  at = null

  #thread
  #timeline
  #composer = null
  #postItem = null
  #head
  #foot
  #changed = () => this.#draw()

  connectedCallback() {
    this.#thread = this.room.thread(this.post)
    this.#head = h('div', { class: 'thread__post' })
    this.#foot = h('div', { class: 'thread__foot' })
    this.#timeline = document.createElement('message-timeline')
    Object.assign(this.#timeline, {
      source: this.#thread,
      beginning: this.#head,
      beginsAtTop: true,
      dayLevel: 4,
      at: this.at,
      context: this.#context,
      empty: () => emptyState({ title: t('thread.empty'), body: this.#canPost ? t('thread.emptyBody') : '', level: 3 }),
    })
    this.append(this.#timeline, this.#foot)
    this.#thread.addEventListener('change', this.#changed)
    this.room.addEventListener('change', this.#changed)
    this.#draw()
  }

  disconnectedCallback() {
    this.#thread.removeEventListener('change', this.#changed)
    this.room.removeEventListener('change', this.#changed)
    this.#thread.close()
  }

  focus() {
    this.#composer?.focus()
  }

  #draw() {
    const item = this.#thread.post ?? this.room.item(this.post)
    if (item && item !== this.#postItem) {
      this.#postItem = item
      const view = messageView(item, { ...this.#context, isGrouped: false })
      setReachable(view, true)
      this.#head.replaceChildren(view,
        h('div', { class: 'thread__divider' }, h('h3', {}, t('message.comments', { n: item.comments?.count ?? 0 }))))
    }
    if (this.#canPost && !this.#composer) {
      this.#composer = document.createElement('message-composer')
      Object.assign(this.#composer, { room: this.room, thread: this.post, items: () => this.#thread.items })
      this.#composer.addEventListener('sent', () => this.#thread.hasNewer && this.#timeline.jumpToNewest())
      this.#foot.replaceChildren(this.#composer)
    }
  }

  get #canPost() {
    return Boolean(this.room.room?.canPost) && (this.#postItem?.state ?? 'published') === 'published'
  }

  get #context() {
    const { room } = this
    return {
      canReact: Boolean(room.room?.canReact), canPost: Boolean(room.room?.canPost), inThread: true,
      composer: () => this.#composer,
    }
  }
}

customElements.define('thread-view', ThreadView)
