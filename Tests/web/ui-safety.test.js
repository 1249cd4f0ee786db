import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { iconNames } from '../../web/icons/icon.js'

const web = new URL('../../web/', import.meta.url)
const all = readdirSync(web, { recursive: true }).map(String)
const read = (path) => readFileSync(new URL(path, web), 'utf8')
const ours = all.filter((path) => /^(app\.js|components|pages|catalogues|icons)/.test(path) && path.endsWith('.js'))

test('nothing turns text into markup', () => {
  for (const path of ours) {
    assert.doesNotMatch(read(path), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(|setHTMLUnsafe/, path)
  }
})

test('styles and scripts come from files only', () => {
  const html = read('index.html')
  assert.doesNotMatch(html, /<style|style=|\son\w+=|javascript:|data:/)
  for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
    assert.match(attributes, /src=/)
    assert.equal(body, '')
  }
  for (const path of ours) assert.doesNotMatch(read(path), /setAttribute\('style'|cssText|style: /, path)
  for (const path of all.filter((name) => name.endsWith('.css'))) assert.doesNotMatch(read(path), /@import|url\(|data:/, path)
})

test('no page asks anybody else for anything', () => {
  for (const path of all.filter((name) => /\.(html|css|webmanifest|svg)$/.test(name))) {
    assert.deepEqual(read(path).match(/https?:\/\/(?!www\.w3\.org\/)[^\s"')]+/g) ?? [], [], path)
  }
})

test('the page links every style sheet and nothing that is missing', () => {
  const linked = [...read('index.html').matchAll(/\/assets\/\{\{BUILD\}\}\/([^"]+)/g)].map(([, path]) => path)
  for (const path of linked) assert.ok(existsSync(new URL(path, web)), path)
  assert.deepEqual(all.filter((path) => path.endsWith('.css')).sort(), linked.filter((path) => path.endsWith('.css')).sort())
})

test('everything the first screen needs is asked for at once', () => {
  const needed = new Set()
  const visit = (path) => {
    if (needed.has(path)) return
    needed.add(path)
    for (const [, from] of read(path).matchAll(/^(?:import|export)\s(?:[^'"]*?from )?['"](\.[^'"]+)['"]/gm)) {
      visit(new URL(from, new URL(path, web)).pathname.slice(web.pathname.length))
    }
  }
  visit('app.js')
  needed.delete('app.js')
  const preloaded = [...read('index.html').matchAll(/modulepreload" href="\/assets\/\{\{BUILD\}\}\/([^"]+)/g)].map(([, path]) => path)
  assert.deepEqual(preloaded, [...needed].sort(), 'index.html preloads each module app.js leads to, in order: add or remove its line')
})

test('every component keeps to its layer and to roles, never raw colours', () => {
  for (const path of all.filter((name) => name.endsWith('.css') && !name.startsWith('styles/'))) {
    const css = read(path)
    assert.match(css, /^@layer (components|base) \{/m, path)
    assert.doesNotMatch(css, /#[0-9a-f]{3,8}\b(?! 80%)/i, path)
    assert.doesNotMatch(css, /!important/, path)
  }
})

test('every custom property that is used is defined', () => {
  const css = all.filter((name) => name.endsWith('.css')).map(read).join('\n')
  const defined = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name))
  for (const name of ['--height', '--hue', '--row', '--left', '--top']) defined.add(name)
  const missing = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !defined.has(name))
  assert.deepEqual([...new Set(missing)], [])
})

test('every icon that is asked for exists', () => {
  for (const path of ours) {
    for (const [whole, name] of read(path).matchAll(/\bicon\('(\w+)'\)/g)) assert.ok(iconNames.includes(name), `${path}: ${whole}`)
  }
})
