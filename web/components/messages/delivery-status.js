import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { h } from '../h.js'

/** What is happening to one's own unsent message, calmly, with what one can do. `null` once it is published. */
export function deliveryStatus(item, context) {
  switch (item.state) {
    case 'waiting':
      return line('waiting', 'clock', item.refusal?.text || t('message.waiting'), discard(item))
    case 'sending':
      return line('sending', 'clock', t('message.sending'))
    case 'held':
      return line('held', 'official', [
        h('strong', {}, t('message.held')), ' ', t('message.heldHelp'),
        item.heldReason && h('span', { class: 'delivery__reason', dir: 'auto' }, item.heldReason),
      ], h('a', { class: 'text-button', href: '/me#held' }, t('held.look')))
    case 'failed':
      return line('failed', 'alert', t('message.refused'), retry(item), discard(item))
    case 'refused':
      if (item.refusal?.code === 'reconsider') {
        return line('held', 'info', item.refusal.text, rewrite(item, context), sendAnyway(item), discard(item))
      }
      return line('failed', 'alert', item.refusal?.text || t('message.refused'), rewrite(item, context), discard(item))
    default:
      return null
  }
}

function line(kind, name, text, ...buttons) {
  return h(
    'div', { class: `delivery delivery--${kind}` }, icon(name),
    h('div', { class: 'delivery__side' }, h('span', {}, text), buttons),
  )
}

function retry(item) {
  return h(
    'button', { class: 'text-button', type: 'button', onClick: () => community.outbox.retry(item.key) },
    t('message.retry'),
  )
}

function discard(item) {
  return h(
    'button', { class: 'text-button', type: 'button', onClick: () => community.outbox.remove(item.key) },
    t('message.discard'),
  )
}

/** After a second thought. */
function sendAnyway(item) {
  return h(
    'button', { class: 'text-button', type: 'button', onClick: () => community.outbox.sendAnyway(item.key) },
    t('message.sendAnyway'),
  )
}

/** Back into the composer, to be put in other words. */
function rewrite(item, context) {
  return h(
    'button', { class: 'text-button', type: 'button', onClick: () => context.composer()?.rewrite(item) },
    t('message.edit'),
  )
}
