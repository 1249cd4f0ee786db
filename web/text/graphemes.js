/** Counting text as a person counts it, and as the server does: in grapheme clusters. */

const segmenter = typeof Intl !== 'undefined' && Intl.Segmenter
  ? new Intl.Segmenter('ja', { granularity: 'grapheme' })
  : null

/**
 * Text whose every UTF-16 unit is a character of its own: no surrogates, combining marks, joiners or selectors, and
 * no line feed that could follow a carriage return.
 */
const PLAIN = /^[\n\x20-\x7e\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff9d\uffa0]*$/

/**
 * @param {string} text
 * @returns {number} grapheme clusters; code points where the browser cannot tell clusters
 */
export function countGraphemes(text) {
  if (PLAIN.test(text)) return text.length
  let count = 0
  for (const _ of segmenter ? segmenter.segment(text) : text) count += 1
  return count
}

/**
 * The length of a body as the server will count it: line ends normalised, white space at both ends removed.
 * @param {string} text
 */
export function bodyLength(text) {
  return countGraphemes(normaliseBody(text))
}

/**
 * A body as it will be sent. `trim` takes the full-width space too.
 * @param {string} text
 */
export function normaliseBody(text) {
  return text.replace(/\r\n?/g, '\n').trim()
}

/**
 * The first character of a name, for the avatar.
 * @param {string} name
 */
export function initial(name) {
  const trimmed = name.trim()
  if (!trimmed) return ''
  if (!segmenter) return Array.from(trimmed)[0]
  return segmenter.segment(trimmed)[Symbol.iterator]().next().value.segment
}
