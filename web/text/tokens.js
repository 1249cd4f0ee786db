import { findLinks } from './links.js'
import { findMentions } from './mentions.js'

/**
 * Member text cut into what a screen shows. Tokens hold plain text, never HTML; joined, their texts give the body.
 * @typedef {{type:'text',text:string}
 *   | {type:'link',text:string,href:string,host:string}
 *   | {type:'mention',text:string,member:number,name:string}} Token
 */

/**
 * @param {string|null} body
 * @param {{member:number,name:string}[]} [mentions] the message's own
 * @returns {Token[]}
 */
export function tokenize(body, mentions = []) {
  if (!body) return []
  const links = findLinks(body).map((link) => ({ ...link, type: 'link' }))
  const isInLink = (index) => links.some((link) => link.start <= index && index < link.end)
  const named = findMentions(body, mentions)
    .filter((mention) => !isInLink(mention.start))
    .map((mention) => ({ ...mention, type: 'mention' }))
  const found = [...links, ...named].sort((a, b) => a.start - b.start)

  const tokens = []
  let position = 0
  const addText = (end) => {
    if (end > position) tokens.push({ type: 'text', text: body.slice(position, end) })
  }
  for (const { start, end, ...rest } of found) {
    if (start < position) continue
    addText(start)
    tokens.push({ ...rest, text: body.slice(start, end) })
    position = end
  }
  addText(body.length)
  return tokens
}

/**
 * Cuts a search result's body at its hits.
 * @param {string} body
 * @param {[number, number][]} ranges start and length in UTF-16 units, as the server sends them
 * @returns {{text:string,isHit:boolean}[]}
 */
export function splitHighlights(body, ranges) {
  const pieces = []
  let position = 0
  const add = (end, isHit) => {
    if (end > position) pieces.push({ text: body.slice(position, end), isHit })
    position = Math.max(position, end)
  }
  for (const [start, length] of [...ranges].sort((a, b) => a[0] - b[0])) {
    add(Math.min(start, body.length), false)
    add(Math.min(start + length, body.length), true)
  }
  add(body.length, false)
  return pieces
}
