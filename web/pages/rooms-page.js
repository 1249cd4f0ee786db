import { t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import '../components/notices/notice-bell.js'
import '../components/rooms/room-list.js'
import { isPhone, onScreenChange } from '../components/shell/screen.js'
import { emptyState } from '../components/shell/states.js'

/** The rooms: the whole screen on a phone; elsewhere the list stands at the left and this invites to choose. */
class RoomsPage extends HTMLElement {
  #stop

  connectedCallback() {
    this.classList.add('page', 'rooms-page')
    this.#stop = onScreenChange(() => this.#draw())
    this.#draw()
  }

  disconnectedCallback() {
    this.#stop()
  }

  #draw() {
    const heading = (text, hidden) => h(
      'h1', { class: hidden ? 'visually-hidden' : 'page__title', tabindex: '-1' }, text,
    )
    if (isPhone()) {
      fill(this, h(
        'header', { class: 'page__header' }, heading(t('rooms.title')),
        h('p', { class: 'page__community' }, community.info?.name ?? ''), document.createElement('notice-bell'),
      ),
        document.createElement('room-list'))
    } else {
      fill(
        this, heading(t('rooms.title'), true),
        emptyState({ icon: 'rooms', title: t('rooms.pick'), body: t('rooms.pickBody') }),
      )
    }
  }
}

customElements.define('rooms-page', RoomsPage)

export function roomsPage() {
  return { key: 'rooms', title: () => t('rooms.title'), element: document.createElement('rooms-page') }
}
