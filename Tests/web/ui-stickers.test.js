import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const folder = new URL('../../web/stickers/', import.meta.url)
const catalogue = readFileSync(new URL('../../Sources/Community/Reactions/StickerCatalogue.swift', import.meta.url), 'utf8')
const ids = [...catalogue.matchAll(/Sticker\("(\w+)", \./g)].map(([, id]) => id)

test('there is a drawing for every sticker and none too many', () => {
  assert.ok(ids.length > 40)
  assert.deepEqual(readdirSync(folder).sort(), ids.map((id) => `${id}.svg`).sort())
})

test('a drawing is small, square and only drawing', () => {
  for (const file of readdirSync(folder)) {
    const svg = readFileSync(new URL(file, folder), 'utf8')
    assert.match(svg, /viewBox="0 0 48 48"/, file)
    assert.ok(svg.length < 2_000, `${file}: ${svg.length} bytes`)
    assert.doesNotMatch(svg, /<(script|style|image|foreignObject|text|use|animate|set)\b|href=|\son\w+=/, file)
  }
})
