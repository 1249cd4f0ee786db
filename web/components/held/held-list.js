import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { failedState, skeleton } from '../shell/states.js'
import { toast } from '../shell/toast.js'
import { briefly, timeElement } from '../times.js'

/** One's own messages that wait for a moderator, with the reason; they can be taken back. */
export function heldList() {
  const place = h('div', { 'aria-live': 'polite' })
  load()
  return place

  async function load() {
    fill(place, skeleton('lines', 2))
    try {
      const { messages } = await community.api.held()
      fill(place, messages.length === 0 ? h('p', { class: 'hint' }, t('held.none')) : h('ul', { class: 'held-list' }, messages.map(row)))
    } catch (error) {
      fill(place, failedState(error, load))
    }
  }

  function row({ id, room, body, reason, createdAtMs, key }) {
    return h('li', { class: 'held-list__item' },
      h('p', { class: 'held-list__when' }, community.rooms.get(room)?.name ?? '', ' ', timeElement(createdAtMs, briefly(createdAtMs))),
      h('p', { class: 'running-text', dir: 'auto' }, body),
      reason && h('p', { class: 'held-list__reason' }, reason),
      h('button', { class: 'text-button', type: 'button', onClick: () => withdraw(id, key) }, t('held.withdraw')))
  }

  async function withdraw(message, key) {
    try {
      await community.remove(message)
      community.outbox.remove(key)
      toast(t('held.withdrawn'))
      load()
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
    }
  }
}
