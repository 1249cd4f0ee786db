import ja from './ja.js'
import en from './en.js'

const catalogues = { ja, en }
let current = 'ja'

/**
 * The string for `key` in the chosen language, with `{name}` replaced by `values.name`.
 * An entry may be a function of the values where a language needs plurals.
 * @param {keyof typeof ja} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const entry = catalogues[current][key] ?? ja[key] ?? key
  if (typeof entry === 'function') return entry(values)
  return entry.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
}

/** The text of a `{ja, en}` label from the server in the chosen language. */
export function label(localized) {
  return localized?.[current] ?? localized?.ja ?? ''
}

/** `ja` or `en`. */
export function language() {
  return current
}

/** Uses `code` from now on; the caller redraws what is on the screen. Where the choice is kept is `store/settings.js`. */
export function setLanguage(code) {
  current = code in catalogues ? code : 'ja'
}
