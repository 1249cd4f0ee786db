import { t } from '../catalogues/t.js'
import { h } from '../components/h.js'
import { emptyState } from '../components/shell/states.js'

export function notFoundPage() {
  const element = h('div', { class: 'page' }, h(
    'h1', { class: 'visually-hidden', tabindex: '-1' }, t('notFound.title'),
  ),
    emptyState({
      icon: 'search', title: t('notFound.title'), body: t('notFound.body'),
      action: h('a', { class: 'button button--primary', href: '/' }, t('notFound.home')),
    }))
  return { key: `notFound ${location.pathname}`, title: () => t('notFound.title'), element }
}
