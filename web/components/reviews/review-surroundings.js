import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { avatar } from '../members/avatar.js'
import { openSheet } from '../shell/sheet.js'
import { failedState, skeleton } from '../shell/states.js'
import { briefly, moment } from '../times.js'

/** What was said before and after, and what its author did so far. Every look is written down, and says so. */
export function openSurroundings(item, anchor) {
  const place = h('div', {
    class: 'review__around', 'aria-live': 'polite', tabindex: '0', role: 'region', 'aria-label': t('review.around'),
  })
  openSheet({ title: t('review.around'), kind: 'tall', content: [h('p', { class: 'hint' }, t('review.aroundHelp')), place], anchor })
  load()

  async function load() {
    fill(place, skeleton('lines', 4))
    try {
      const { before, after, author, item: current } = await community.reviews.look(item.id)
      fill(place,
        h('ol', { class: 'review__talk' },
          before.map((message) => line(message)), line({ ...current.message, isMeant: true }),
          after.map((message) => line(message))),
        history(author))
      place.querySelector('[aria-current]').scrollIntoView({ block: 'center' })
    } catch (error) {
      fill(place, failedState(error, load))
    }
  }
}

function line({ author, body, createdAtMs, isMeant = false, state }) {
  return h('li', { class: isMeant ? 'review__line review__line--meant' : 'review__line', 'aria-current': isMeant ? 'true' : null },
    avatar(author), h('div', {},
      h('p', { class: 'review__who' }, h('strong', {}, author.name), ' ', h('span', { class: 'review__when' }, briefly(createdAtMs))),
      h('p', { class: 'running-text', dir: 'auto' }, body ?? t(state === 'deleted' ? 'message.deleted' : 'message.hidden'))))
}

function history({ member, joinedAtMs, isNewcomer, messages, hidden, held, reported, sanctions }) {
  return h('section', { class: 'review__history' },
    h('h3', { class: 'review__subtitle' }, t('review.history', { name: member.name })),
    h('dl', { class: 'review__facts' },
      fact('review.joined', isNewcomer ? t('review.newcomer', { time: moment(joinedAtMs) }) : moment(joinedAtMs)),
      fact('review.messages', messages), fact('review.hiddenCount', hidden), fact('review.heldCount', held),
      fact('review.reportedCount', reported), fact('review.sanctions', sanctions.length)))
}

function fact(key, value) {
  return h('div', {}, h('dt', {}, t(key)), h('dd', { class: 'numbers' }, String(value)))
}
