import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { failedState, skeleton } from '../shell/states.js'
import { toast } from '../shell/toast.js'
import { moment } from '../times.js'

/** Where the member is signed in, each with a way to end it. */
export function sessionList() {
  const element = h('div', { class: 'sessions', 'aria-live': 'polite' })
  load()
  return element

  async function load() {
    fill(element, skeleton('people', 2))
    try {
      const { sessions } = await community.api.sessions()
      fill(element, h('ul', {}, sessions.map(row)))
    } catch (error) {
      fill(element, failedState(error, load))
    }
  }

  function row(session) {
    const item = h('li', { class: 'session' }, icon('device'),
      h('div', { class: 'session__text' },
        h(
          'p', { class: 'session__device' }, session.device,
          session.current && h('span', { class: 'badge' }, t('me.sessionCurrent')),
        ),
        h('p', { class: 'hint' }, t('me.sessionSeen', { time: moment(session.lastSeenAtMs) }))),
      !session.current && h('button', {
        class: 'text-button', type: 'button', 'aria-label': t('me.sessionEndOf', { device: session.device }),
        onClick: async (event) => {
          const button = event.currentTarget
          button.disabled = true
          try {
            await community.api.endSession(session.id)
            item.remove()
            toast(t('me.sessionEnded'))
          } catch (error) {
            button.disabled = false
            toast(error?.text || t('failed.unknown'))
          }
        },
      }, t('me.sessionEnd')))
    return item
  }
}
