import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const sheet = (name) => readFileSync(new URL(`../../web/styles/${name}`, import.meta.url), 'utf8')
const light = sheet('tokens.css')
const dark = sheet('dark.css')
const MORE = '(prefers-contrast: more)'

/** Text on its ground needs 4.5:1, parts that carry meaning 3:1 (WCAG 2.2 SC 1.4.3 and 1.4.11). */
const textPairs = [
  ['text', 'surface'], ['text', 'surface-raised'], ['text', 'surface-sunken'], ['text', 'selection'],
  ['text-muted', 'surface'], ['text-muted', 'surface-raised'], ['text-muted', 'surface-sunken'],
  ['link', 'surface'], ['link', 'surface-raised'], ['link', 'surface-sunken'],
  ['on-action', 'action'], ['on-action', 'action-strong'], ['action', 'action-surface'], ['text', 'action-surface'],
  ['text-muted', 'action-surface'],
  ['mention', 'surface'], ['mention', 'mention-surface'], ['text', 'mention-surface'],
  ['on-unread', 'unread'], ['unread', 'surface'], ['unread', 'surface-raised'], ['unread', 'unread-surface'],
  ['official', 'official-surface'], ['text', 'official-surface'], ['held', 'surface'], ['held', 'held-surface'],
  ['danger', 'surface'], ['danger', 'surface-raised'], ['danger', 'danger-surface'], ['on-danger', 'danger'],
  ['text', 'danger-surface'], ['done', 'surface'], ['done', 'done-surface'],
]
const partPairs = [
  ['control-edge', 'surface'], ['control-edge', 'surface-raised'], ['focus', 'surface'], ['focus', 'surface-raised'],
  ['focus', 'surface-sunken'], ['online', 'surface'], ['online', 'surface-raised'], ['unread', 'surface-sunken'],
]

const themes = {
  light: [[light, '']],
  dark: [[light, ''], [dark, '']],
  'light, more contrast': [[light, ''], [light, MORE]],
  'dark, more contrast': [[light, ''], [light, MORE], [dark, ''], [dark, MORE]],
}

for (const [theme, parts] of Object.entries(themes)) {
  test(`every pair of colours is legible: ${theme}`, () => {
    const tokens = Object.assign({}, ...parts.map(([css, media]) => declarations(css, media)))
    const weak = []
    for (const [pairs, least] of [[textPairs, 4.5], [partPairs, 3]]) {
      for (const [front, back] of pairs) {
        const ratio = contrast(colour(tokens, front), colour(tokens, back))
        if (ratio < least) weak.push(`${front} on ${back}: ${ratio.toFixed(2)}`)
      }
    }
    assert.deepEqual(weak, [])
  })

  test(`a name's initial is legible on every hue: ${theme}`, () => {
    const tokens = Object.assign({}, ...parts.map(([css, media]) => declarations(css, media)))
    const number = (name) => parseFloat(tokens[name]) / (tokens[name].endsWith('%') ? 100 : 1)
    for (let hue = 0; hue < 360; hue += 5) {
      const ground = luminance(number('avatar-lightness'), number('avatar-chroma'), hue)
      const initial = luminance(number('avatar-ink-lightness'), number('avatar-ink-chroma'), hue)
      assert.ok(contrast(ground, initial) >= 4.5, `hue ${hue}: ${contrast(ground, initial).toFixed(2)}`)
    }
  })
}

/** Custom properties of every `:root` directly inside the given media query ('' = none). */
function declarations(css, media) {
  const result = {}
  const pattern = /(?:@media ([^{]+?) \{\s*)?:root \{([^}]*)\}/g
  for (const [, query = '', body] of css.matchAll(pattern)) {
    if (query !== media) continue
    for (const [, name, value] of body.matchAll(/--([a-z-]+):\s*([^;]+);/g)) result[name] = value
  }
  return result
}

function colour(tokens, name) {
  const value = tokens[name]
  const reference = /^var\(--([a-z-]+)\)$/.exec(value)
  if (reference) return colour(tokens, reference[1])
  const [, lightness, chroma, hue] = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(value) ?? assert.fail(`${name}: ${value}`)
  return luminance(lightness / 100, Number(chroma), Number(hue))
}

/** Relative luminance of an OKLCH colour, out-of-gamut channels clipped as a screen does. */
function luminance(L, C, hue) {
  const a = C * Math.cos((hue * Math.PI) / 180)
  const b = C * Math.sin((hue * Math.PI) / 180)
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (x) => Math.min(1, Math.max(0, x))
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}
