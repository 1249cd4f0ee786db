import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { avatar } from '../members/avatar.js'
import { openSheet } from '../shell/sheet.js'
import { emptyState, failedState, skeleton } from '../shell/states.js'
import { stickerImage, stickerLabel } from './sticker.js'

/** Who put which sticker on a message. */
export function openReactors(item) {
  const list = h('div', { class: 'reactors', 'aria-live': 'polite' })
  openSheet({ title: t('reactors.title'), content: list, kind: 'people' })
  load()

  async function load() {
    fill(list, skeleton('people', 3))
    try {
      const { reactions } = await community.api.reactions(item.message)
      fill(
        list,
        reactions.length === 0 ? emptyState({
          icon: 'sticker', title: t('reactors.empty'), level: 3,
        }) : reactions.map(group),
      )
    } catch (error) {
      fill(list, failedState(error, load))
    }
  }
}

function group({ sticker, members, count }) {
  return h('section', { class: 'reactors__group' },
    h(
      'h3', { class: 'reactors__sticker' }, stickerImage(sticker, 24), h('span', {}, stickerLabel(sticker)),
      h('span', { class: 'reactors__count numbers' }, count),
    ),
    h('ul', {},
      members.map((member) => h(
        'li', { class: 'person' }, avatar(member, 'small'), h('span', { class: 'person__name' }, member.name),
      )),
      count > members.length && h(
        'li', { class: 'reactors__others' }, t('reactors.others', { n: count - members.length }),
      )))
}
