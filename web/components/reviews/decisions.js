import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

/** What may be decided about each kind of item: first what leaves it, then what takes it away. */
const CHOICES = {
  held: [['approve', 'A'], ['reject', 'R']],
  flagged: [['dismiss', 'A'], ['hide', 'H']],
  reported: [['dismiss', 'A'], ['hide', 'H']],
  deletion: [['dismiss', 'A'], ['delete', 'R']],
}
/** Decisions that take a message away; their reason is asked for where there is time. */
const TAKES_AWAY = new Set(['reject', 'hide', 'delete'])
const REASONS = ['hurts', 'personal', 'advert', 'offTopic']

/** @returns {{kind: string, key: string, isDanger: boolean}[]} */
export function choicesFor(item) {
  return CHOICES[item.kind].map(([kind, key]) => ({ kind, key, isDanger: TAKES_AWAY.has(kind) }))
}

/**
 * Decides, and offers to take it back for ten seconds.
 * @param {object} item
 * @param {{kind: string, reason?: string, exceptionPhrase?: string, mark?: string}} decision
 */
export async function decide(item, decision) {
  try {
    const decided = await community.reviews.decide(item.id, decision)
    const ms = (decided.decision?.undoUntilMs ?? 0) - community.serverNow()
    toast(t(`review.done.${decided.decision?.kind ?? 'asked'}`), ms > 500 ? {
      label: t('message.undo'), ms, run: () => undo(item.id),
    } : null)
    return true
  } catch (error) {
    toast(error?.text || t('failed.unknown'))
    return false
  }
}

export async function undo(id) {
  try {
    await community.reviews.undo(id)
    toast(t('review.undone'))
  } catch (error) {
    toast(error?.text || t('failed.unknown'))
  }
}

/** The rarer decisions, and the usual ones with a reason. */
export function openMoreDecisions(item, anchor) {
  const reason = h('textarea', { class: 'field__input', id: 'review-reason', rows: '2', maxlength: '500' })
  const [, away] = choicesFor(item)
  const phrase = item.hits[0] && item.message.body?.slice(item.hits[0].startUTF16, item.hits[0].endUTF16)
  const sheet = openSheet({
    title: t('review.more'),
    anchor,
    content: [
      h('div', { class: 'field' },
        h('label', { class: 'field__label', for: 'review-reason' }, t('review.reasonWhy')),
        h('p', { class: 'hint', id: 'review-reason-help' }, t('review.reasonHelp')),
        h('div', { class: 'review__reasons' }, REASONS.map((name) => h('button', {
          class: 'pill', type: 'button', onClick: () => { reason.value = t(`review.reason.${name}`) },
        }, t(`review.reason.${name}`)))),
        reason),
      h('div', { class: 'review__choices' },
        h('button', {
          class: 'button button--danger', type: 'button', onClick: () => close({ kind: away.kind, mark: 'right' }),
        }, t(`review.do.${away.kind}`)),
        item.kind === 'held' && phrase && h('button', {
          class: 'button', type: 'button',
          onClick: () => close({ kind: 'approveWithException', exceptionPhrase: phrase, mark: 'wrong' }),
        }, t('review.do.approveWithException', { phrase })),
        ['flagged', 'reported'].includes(item.kind) && h('button', {
          class: 'button', type: 'button', onClick: () => close({ kind: 'delete' }),
        }, t('review.do.askDeletion'))),
    ],
  })

  function close(decision) {
    const text = reason.value.trim()
    sheet.close().then(() => decide(item, text ? { ...decision, reason: text } : decision))
  }
}
