import { t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { navigate } from '../components/shell/router.js'
import { icon } from '../icons/icon.js'

/** The one-time link that makes its holder administrator. Used only after a press: mail scanners open links too. */
export function setupPage() {
  const token = location.hash.slice(1)
  const status = h('div', { role: 'alert' })
  const start = h('button', {
    class: 'button button--primary button--wide', type: 'button', disabled: !token,
    onClick: async () => {
      start.disabled = true
      fill(status)
      try {
        await community.setUp(token)
        navigate('/', { replace: true })
      } catch (error) {
        start.disabled = false
        fill(status, failure(error))
      }
    },
  }, icon('official'), t('setup.start'))
  if (!token) fill(status, failure(null))
  const element = h('div', { class: 'door' },
    h('div', { class: 'door__card' }, h('p', { class: 'door__community' }, community.info?.name ?? ''),
      h(
        'h1', { class: 'door__title', tabindex: '-1' }, t('setup.title'),
      ), h('p', { class: 'door__lead' }, t('setup.body')), status, start))
  return { key: 'setup', title: () => t('setup.title'), element }
}

function failure(error) {
  return h('div', { class: 'note note--danger' }, icon('alert'),
    h('div', {}, h('strong', {}, t('setup.failed')), h('p', {}, error?.text || t('setup.failedBody'))))
}
