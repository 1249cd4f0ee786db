import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'

/** One thin line when something is worth knowing: no connection, or a new version. */
export class StatusBar {
  element = h('div', { class: 'status-bar', role: 'status', 'aria-live': 'polite' })
  #update = null

  #changed = () => this.#draw()

  constructor() {
    for (const type of ['link', 'session']) community.addEventListener(type, this.#changed)
    this.#draw()
  }

  stop() {
    for (const type of ['link', 'session']) community.removeEventListener(type, this.#changed)
  }

  /** Offers the new version; `apply` switches to it. */
  offerUpdate(apply) {
    this.#update = apply
    this.#draw()
  }

  #draw() {
    const isOffline = community.session.status === 'signedIn' && community.link === 'offline'
    fill(this.element,
      isOffline && h('p', { class: 'bar bar--offline' }, icon('offline'), h('span', {}, t('status.offline'))),
      this.#update && h('p', { class: 'bar bar--update' }, icon('info'), h('span', {}, t('status.update')),
        h('button', { class: 'bar__button', type: 'button', onClick: this.#update }, t('status.updateNow'))))
  }
}
