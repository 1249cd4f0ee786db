import { language, t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { emptyState, failedState, skeleton } from '../components/shell/states.js'
import { toast } from '../components/shell/toast.js'
import { briefly, timeElement } from '../components/times.js'

/** 「お知らせ」: what one is told about one's own affairs, the newest first. Opening it is reading it. */
class NoticesPage extends HTMLElement {
  #place
  #changed = () => this.#draw()
  /** Those that were new when the page was opened stay marked while it is open. */
  #fresh = new Set()

  connectedCallback() {
    this.classList.add('page', 'notices-page')
    this.#place = h('div', {})
    fill(this, h('header', { class: 'page__header' }, h('h1', { class: 'page__title', tabindex: '-1' }, t('notices.title'))), this.#place)
    community.notices.addEventListener('change', this.#changed)
    this.#draw()
    community.notices.load()
  }

  disconnectedCallback() {
    community.notices.removeEventListener('change', this.#changed)
  }

  #draw() {
    const { notices } = community
    if (notices.status === 'failed') return fill(this.#place, failedState(notices.error, () => notices.load()))
    if (notices.status !== 'ready') return fill(this.#place, skeleton('lines', 4))
    const { list } = notices
    for (const { id, readAtMs } of list) if (!readAtMs) this.#fresh.add(id)
    if (list.length === 0) return fill(this.#place, emptyState({ icon: 'mail', title: t('notices.empty'), body: t('notices.emptyBody') }))
    fill(this.#place, h('ul', { class: 'notices' }, list.map((notice) => this.#row(notice))),
      notices.hasOlder && h('button', { class: 'button button--wide', type: 'button', onClick: () => this.#older() }, t('app.more')))
    notices.markRead()
  }

  #row({ id, text, atMs, link }) {
    const content = [
      this.#fresh.has(id) && h('span', { class: 'notice__new' }, t('notices.new')),
      h('p', { class: 'notice__text running-text' }, text), timeElement(atMs, briefly(atMs), 'notice__when'),
    ]
    const isOurs = link?.startsWith('/') && !link.startsWith('//')
    return h('li', { class: 'notice' }, isOurs ? h('a', { class: 'notice__link', href: link }, content) : content)
  }

  async #older() {
    try {
      await community.notices.loadOlder()
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
    }
  }
}

customElements.define('notices-page', NoticesPage)

export function noticesPage() {
  return { key: `notices ${language()}`, title: () => t('notices.title'), element: document.createElement('notices-page') }
}
