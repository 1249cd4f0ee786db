import { t } from '../../catalogues/t.js'
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

/** What staff say about someone (先輩移住者, 県職員 …); those who run the community always show that they do. */
export function badges(member) {
  const isOfficial = member.role !== 'member'
  const words = member.badges?.length || !isOfficial ? member.badges ?? [] : [t(`role.${member.role}`)]
  return words.map((word) => h('span', { class: isOfficial ? 'badge badge--official' : 'badge' }, word))
}
