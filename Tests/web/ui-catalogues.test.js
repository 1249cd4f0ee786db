import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import en from '../../web/catalogues/en.js'
import ja from '../../web/catalogues/ja.js'
import { language, setLanguage, t } from '../../web/catalogues/t.js'

const web = new URL('../../web/', import.meta.url)
const sources = ['app.js', ...files('components', '.js'), ...files('pages', '.js')].map((path) => [path, readFileSync(new URL(path, web), 'utf8')])
/** Keys made at run time: `t(`role.${role}`)`. */
const composed = /^(role|controls\.shield|review\.(kind|do|done|category|detector|reason)|report|climate\.(level|signal))\./

test('both languages say the same things', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(ja).sort())
})

test('a translation fills in the same values as the original', () => {
  const names = (entry) => [...new Set(String(typeof entry === 'function' ? '{n}' : entry).match(/\{\w+\}/g) ?? [])].sort()
  for (const key of Object.keys(ja)) assert.deepEqual(names(en[key]), names(ja[key]), key)
})

test('every string on a screen is in the catalogue, and every string in the catalogue is on a screen', () => {
  const used = new Set()
  for (const [, source] of sources) {
    for (const [, key] of source.matchAll(/'([a-z]\w*\.\w+)'/gi)) if (key in ja) used.add(key)
    for (const [whole, key] of source.matchAll(/\bt\('([^']+)'/g)) assert.ok(key in ja, `${whole} is missing`)
  }
  const unused = Object.keys(ja).filter((key) => !used.has(key) && !composed.test(key))
  assert.deepEqual(unused, [])
})

test('no Japanese is written outside the catalogue', () => {
  for (const [path, source] of sources) {
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    assert.doesNotMatch(code, /[\u3040-\u30ff\u4e00-\u9fff]/, path)
  }
})

test('a missing translation falls back to Japanese, values are filled in, plurals are right', () => {
  setLanguage('en')
  assert.equal(t('message.comments', { n: 1 }), '1 comment')
  assert.equal(t('message.comments', { n: 4 }), '4 comments')
  setLanguage('ja')
  assert.equal(t('message.comments', { n: 4 }), 'コメント4件')
  assert.equal(t('room.announceFrom', { name: '{n}' }), '{n}さんから新着')
  setLanguage('xx')
  assert.equal(language(), 'ja')
})

function files(folder, ending) {
  return readdirSync(new URL(folder, web), { recursive: true }).filter((path) => path.endsWith(ending)).map((path) => `${folder}/${path}`)
}
