import { initial } from '../../text/graphemes.js'
import { h } from '../h.js'

/** Steps of the golden angle give neighbours in age different colours. Degrees. */
const GOLDEN_ANGLE = 137.508

/** A member's initial on a hue of their own. Decoration: the name always stands beside it. */
export function avatar(member, size = '') {
  return h('span', {
    class: size ? `avatar avatar--${size}` : 'avatar',
    'aria-hidden': 'true',
    vars: { hue: String(Math.round((member.id * GOLDEN_ANGLE) % 360)) },
  }, initial(member.name))
}

/** What staff say about someone (先輩移住者, 県職員 …). */
export function badges(member) {
  return member.badges?.map((badge) => h('span', { class: member.role === 'member' ? 'badge' : 'badge badge--official' }, badge)) ?? []
}
