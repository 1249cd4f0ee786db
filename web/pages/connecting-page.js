import { t } from '../catalogues/t.js'
import { h } from '../components/h.js'
import { emptyState } from '../components/shell/states.js'
import { icon } from '../icons/icon.js'

/** Neither the server nor this device knows yet who is there: the very first start, without a network. */
export function connectingPage() {
  const element = h('div', { class: 'page' }, h(
    'h1', { class: 'visually-hidden', tabindex: '-1' }, t('failed.connecting'),
  ),
    emptyState({
      icon: 'offline', title: t('failed.connecting'), body: t('failed.connectingBody'),
      action: h(
        'button', { class: 'button', type: 'button', onClick: () => location.reload() }, icon('retry'), t('app.retry'),
      ),
    }))
  return { key: 'connecting', title: () => t('failed.connecting'), element }
}
