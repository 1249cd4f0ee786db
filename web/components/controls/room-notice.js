import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openControls, setControls } from './room-controls.js'

/** What is asked of everybody in a busy room, above its messages. Set `room` (its number) before it is connected. */
export class RoomNotice extends HTMLElement {
  room = null

  #changed = () => this.#draw()
  #shown = null

  connectedCallback() {
    this.classList.add('room-notice')
    this.setAttribute('role', 'status')
    community.rooms.addEventListener('change', this.#changed)
    this.#draw()
  }

  disconnectedCallback() {
    community.rooms.removeEventListener('change', this.#changed)
  }

  #draw() {
    const controls = community.rooms.get(this.room)?.controls ?? null
    const shown = JSON.stringify(controls)
    if (shown === this.#shown) return
    this.#shown = shown
    this.hidden = controls === null
    if (controls === null) return fill(this)
    const mayChange = community.session.can('controlRooms')
    fill(this, icon(controls.frozen ? 'lock' : controls.shield === 'off' ? 'clock' : 'official'),
      h('p', { class: 'room-notice__text' }, lines(controls).join(' ')),
      mayChange && h('span', { class: 'room-notice__actions' },
        h('button', {
          class: 'text-button', type: 'button', 'aria-haspopup': 'dialog',
          onClick: (event) => openControls(this.room, event.currentTarget),
        }, t('controls.change')),
        h('button', { class: 'text-button', type: 'button', onClick: () => setControls(this.room, { shield: 'off' }) }, t('controls.end'))))
  }
}

/** The organisers' own words, or ours for what is on. */
function lines({ notice, frozen, shield, slowSeconds, adaptive, newcomerHours }) {
  if (notice) return [notice]
  return [
    frozen && t('controls.isFrozen'),
    shield === 'everyone' && t('controls.isShielded'),
    (shield === 'newcomers' || newcomerHours > 0) && t('controls.isGated'),
    slowSeconds > 0 ? t('controls.isSlow', { n: slowSeconds }) : adaptive && t('controls.isAdaptive'),
  ].filter(Boolean)
}

customElements.define('room-notice', RoomNotice)
