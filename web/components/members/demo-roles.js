import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { navigate } from '../shell/router.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

const ROLES = ['member', 'moderator', 'communityManager', 'staff', 'administrator']

/** Says all the time that this is a demonstration, and lets one change seats. */
export function demoBar() {
  const isSignedIn = community.session.status === 'signedIn'
  return h('p', { class: 'bar bar--demo' }, icon('info'),
    h('span', {}, t('status.demo')),
    isSignedIn && h(
      'button', { class: 'bar__button', type: 'button', onClick: () => openRoles() }, t('status.demoSwitch'),
    ))
}

/** The seats to choose from, as a list of buttons. */
export function demoRoles(chosen = () => {}) {
  const present = community.session.member?.role
  return h('ul', { class: 'menu-list demo-roles' }, ROLES.map((role) =>
    h('li', {}, h('button', {
      class: 'menu-entry', type: 'button', 'aria-pressed': role === present,
      onClick: async (event) => {
        event.currentTarget.disabled = true
        try {
          await chosen()
          if (community.session.status === 'signedIn') await community.signOut()
          await community.demoSignIn(role)
          navigate('/', { replace: true })
        } catch (error) {
          event.target.disabled = false
          toast(error?.text || t('failed.unknown'))
        }
      },
    }, icon(role === 'member' ? 'me' : 'official'), t(`role.${role}`)))))
}

function openRoles() {
  const sheet = openSheet({
    title: t('signIn.demoTitle'),
    kind: 'menu',
    content: [h('p', { class: 'sheet__text' }, t('signIn.demoBody')), demoRoles(() => sheet.close())],
  })
}
