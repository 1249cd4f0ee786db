/**
 * Finding web addresses in Japanese text, where no space stands around them.
 *
 * An address is ASCII: it ends at the first Japanese character, so 「https://example.jp/を見て」 links what is meant.
 * That also leaves out look-alike host names in other scripts.
 */

const CANDIDATE = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/gi
/** Marks that end a sentence rather than an address. */
const TRAILING = /[.,:;!?'*_~]+$/
const LONGEST = 2_000

/**
 * @typedef {Object} Link
 * @property {number} start UTF-16 index
 * @property {number} end
 * @property {string} href normalised by the URL parser, always http or https
 * @property {string} host to show where it leads
 */

/**
 * @param {string} text
 * @returns {Link[]} in order, not overlapping
 */
export function findLinks(text) {
  const links = []
  for (const match of text.matchAll(CANDIDATE)) {
    const before = text[match.index - 1]
    if (before !== undefined && /[A-Za-z0-9]/.test(before)) continue
    const written = withoutTrailing(match[0])
    const url = parse(written)
    if (url) links.push({ start: match.index, end: match.index + written.length, href: url.href, host: url.host })
  }
  return links
}

/** @param {string} candidate */
function withoutTrailing(candidate) {
  let text = candidate
  for (;;) {
    const shorter = withoutUnbalanced(text.replace(TRAILING, ''))
    if (shorter === text) return text
    text = shorter
  }
}

/** Drops a closing bracket that was opened before the address: `(https://example.jp)`. */
function withoutUnbalanced(text) {
  const open = { ')': '(', ']': '[' }[text.at(-1)]
  if (!open) return text
  const count = (mark) => text.split(mark).length - 1
  return count(open) < count(text.at(-1)) ? text.slice(0, -1) : text
}

/** @param {string} written */
function parse(written) {
  if (written.length > LONGEST) return null
  try {
    const url = new URL(written)
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    // `https://bank.example@evil.example/` shows one host and leads to another.
    const namesAccount = url.username !== '' || url.password !== ''
    const hasHost = url.hostname.includes('.') && !url.hostname.startsWith('.')
    return isWeb && !namesAccount && (hasHost || url.hostname === 'localhost') ? url : null
  } catch {
    return null
  }
}
