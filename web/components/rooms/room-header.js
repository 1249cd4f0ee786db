import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { openControls } from '../controls/room-controls.js'
import { fill, h } from '../h.js'
import { openRoomInfo } from './room-info.js'

/** Name, who is here, and one tap to the purpose. Set `room` (an OpenRoom) before it is connected. */
export class RoomHeader extends HTMLElement {
  room = null

  #name
  #presence
  #changed = (event) => (event.detail.reason === 'presence' || event.detail.reason === 'status') && this.update()

  connectedCallback() {
    this.classList.add('room-header')
    this.#name = h('span', { class: 'room-header__name' })
    this.#presence = h('span', { class: 'room-header__presence numbers' })
    const info = (event) => openRoomInfo(this.room, event.currentTarget)
    fill(this,
      h('a', { class: 'icon-button room-header__back', href: '/', 'aria-label': t('app.back') }, icon('back')),
      h('h1', { class: 'room-header__heading', tabindex: '-1' },
        h('button', { class: 'room-header__title', type: 'button', 'aria-haspopup': 'dialog', onClick: info },
          this.#name, this.#presence)),
      community.session.can('controlRooms') && h('button', {
        class: 'icon-button', type: 'button', 'aria-label': t('controls.title'), title: t('controls.title'), 'aria-haspopup': 'dialog',
        onClick: (event) => openControls(this.room.id, event.currentTarget),
      }, icon('official')),
      h(
        'a',
        {
          class: 'icon-button room-header__search', 'aria-label': t('tab.search'), title: t('tab.search'),
          href: `/search?room=${this.room.id}`,
        },
        icon('search'),
      ),
      h(
        'button',
        {
          class: 'icon-button', type: 'button', 'aria-label': t('room.info'), title: t('room.info'),
          'aria-haspopup': 'dialog', onClick: info,
        },
        icon('info'),
      ))
    this.room.addEventListener('change', this.#changed)
    this.update()
  }

  disconnectedCallback() {
    this.room.removeEventListener('change', this.#changed)
  }

  update() {
    this.#name.textContent = this.room.room?.name ?? ''
    const { presence } = this.room
    fill(
      this.#presence,
      presence === null ? null : [
        h('span', { class: 'room-header__dot', 'aria-hidden': 'true' }), t('room.here', { n: presence }),
      ],
    )
  }
}

customElements.define('room-header', RoomHeader)
