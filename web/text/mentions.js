/** Mentions: `@name` or `＠name`. Japanese has no spaces between words, so a name ends where the known name ends. */

import { countGraphemes } from './graphemes.js'

const SIGNS = ['@', '＠']
/** Longest name, in characters (Community/Members/DisplayName). */
const LONGEST_NAME = 20

/**
 * Where the message's mentions stand in its body.
 * @param {string} body
 * @param {{member:number,name:string}[]} mentions names as written in the body
 * @returns {{start:number,end:number,member:number,name:string}[]} in order; `start` is the sign's
 */
export function findMentions(body, mentions) {
  // The longest name first: 「＠みと梅ざけ」 is not 「みと」 followed by text.
  const known = mentions.filter(({ name }) => name).sort((a, b) => b.name.length - a.name.length)
  if (known.length === 0) return []
  const found = []
  for (let index = 0; index < body.length; index += 1) {
    if (!SIGNS.includes(body[index])) continue
    const mention = known.find(({ name }) => body.startsWith(name, index + 1))
    if (!mention) continue
    const end = index + 1 + mention.name.length
    found.push({ start: index, end, member: mention.member, name: mention.name })
    index = end - 1
  }
  return found
}

/**
 * What is being typed after a sign, for suggestions.
 * @param {string} text
 * @param {number} caret UTF-16 index
 * @returns {{start:number,query:string}|null} `start` is the sign's index
 */
export function mentionQuery(text, caret) {
  const before = text.slice(0, caret)
  const start = Math.max(before.lastIndexOf('@'), before.lastIndexOf('＠'))
  if (start < 0) return null
  const query = before.slice(start + 1)
  if (/[\s\u3000、。，．！？!?,「」（）()<>]/.test(query) || countGraphemes(query) > LONGEST_NAME) return null
  // An address is not a mention: someone@example.jp
  if (before[start] === '@' && /[A-Za-z0-9._%+-]/.test(before[start - 1] ?? '')) return null
  return { start, query }
}

/**
 * Puts a chosen name where the query stood.
 * @param {string} text
 * @param {number} caret
 * @param {string} name
 * @returns {{text:string,caret:number}}
 */
export function insertMention(text, caret, name) {
  const query = mentionQuery(text, caret)
  const start = query ? query.start : caret
  const sign = query ? text[start] : '@'
  const inserted = `${sign}${name} `
  const after = text.slice(caret).replace(/^ /, '')
  return { text: text.slice(0, start) + inserted + after, caret: start + inserted.length }
}
