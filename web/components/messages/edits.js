import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { emptyState, failedState, skeleton } from '../shell/states.js'
import { moment } from '../times.js'

/** What a message said before, for moderators: the newest first. */
export function openEdits(item) {
  const list = h('div', { class: 'edits', 'aria-live': 'polite' })
  openSheet({ title: t('edits.title'), content: list })
  load()

  async function load() {
    fill(list, skeleton('lines', 2))
    try {
      const { edits } = await community.api.edits(item.message)
      fill(list, edits.length === 0
        ? emptyState({ icon: 'history', title: t('edits.empty'), level: 3 })
        : h('ol', { class: 'edits__list' },
          version(t('edits.current'), item.body ?? ''),
          newestFirst(edits).map(({ body, atMs }) => version(t('edits.before', { time: moment(atMs) }), body))))
    } catch (error) {
      fill(list, failedState(error, load))
    }
  }
}

function newestFirst(edits) {
  return [...edits].sort((a, b) => b.atMs - a.atMs)
}

function version(when, body) {
  return h(
    'li', { class: 'edits__version' }, h('p', { class: 'edits__when' }, when),
    h('p', { class: 'edits__body running-text', dir: 'auto' }, body),
  )
}
