import { h } from '../h.js'

/**
 * A text with what the rules found in it marked. Text nodes only; ranges that overlap or lie outside are left out.
 * @param {string} body
 * @param {{startUTF16:number, endUTF16:number}[]} hits
 * @returns {Node[]}
 */
export function markedNodes(body, hits) {
  const nodes = []
  let place = 0
  for (const { startUTF16: start, endUTF16: end } of [...hits].sort((a, b) => a.startUTF16 - b.startUTF16)) {
    if (start < place || end <= start || end > body.length) continue
    if (start > place) nodes.push(document.createTextNode(body.slice(place, start)))
    nodes.push(h('mark', { class: 'review__mark' }, body.slice(start, end)))
    place = end
  }
  if (place < body.length) nodes.push(document.createTextNode(body.slice(place)))
  return nodes
}
