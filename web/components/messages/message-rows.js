import { dayKey, sharesHeader } from '../../text/dates.js'

/**
 * @typedef {{kind: 'day', key: string, atMs: number}
 *   | {kind: 'readLine', key: string}
 *   | {kind: 'message', key: string, item: object, isGrouped: boolean}} Row
 */

/**
 * What a timeline shows, in order: a separator before each day, one line after what was read, and messages, of which
 * the later ones of one person within five minutes stand under one header.
 * @param {object[]} items ascending
 * @param {number|null} readLine offset up to which was read
 * @returns {Row[]}
 */
export function messageRows(items, readLine = null) {
  const rows = []
  let previous = null
  let hasLine = readLine === null || readLine === 0
  for (const item of items) {
    const startsDay = !previous || dayKey(previous.createdAtMs) !== dayKey(item.createdAtMs)
    const wasRead = previous?.offset != null && previous.offset <= readLine
    const startsUnread = !hasLine && wasRead && isAfter(item, readLine) && !item.own
    if (startsDay) rows.push({ kind: 'day', key: `day ${dayKey(item.createdAtMs)}`, atMs: item.createdAtMs })
    if (startsUnread) {
      rows.push({ kind: 'readLine', key: 'readLine' })
      hasLine = true
    }
    const mayGroup = !startsDay && !startsUnread && isSpeaking(previous) && isSpeaking(item)
    const isGrouped = mayGroup && sharesHeader(previous, item)
    rows.push({ kind: 'message', key: item.id, item, isGrouped })
    previous = item
  }
  return rows
}

function isAfter(item, offset) {
  return item.offset === null || item.offset > offset
}

/** A message without its text ends a group: what follows needs its author's name again. */
function isSpeaking(item) {
  return item.state !== 'hidden' && item.state !== 'deleted'
}
