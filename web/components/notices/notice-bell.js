import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'

/** The way to the notices, with how many are unread. */
export class NoticeBell extends HTMLElement {
  #changed = () => this.#draw()

  connectedCallback() {
    this.classList.add('notice-bell')
    community.notices.addEventListener('change', this.#changed)
    this.#draw()
  }

  disconnectedCallback() {
    community.notices.removeEventListener('change', this.#changed)
  }

  #draw() {
    const { unread } = community.notices
    fill(this, h('a', {
      class: 'icon-button notice-bell__link', href: '/notices', title: t('notices.title'),
      'aria-label': unread > 0 ? t('notices.unread', { n: unread }) : t('notices.title'),
    }, icon('bell'), unread > 0 && h('span', { class: 'unread tab__unread numbers', 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread)))
  }
}

customElements.define('notice-bell', NoticeBell)
