import { stickersToOffer } from './sticker.js'

const KEPT = 'hiroba.recentStickers'
/** How many fit in one row of a 320 px phone, beside "more". */
const SHOWN = 5
const FIRST = ['arigatou', 'iine', 'wakaru', 'naruhodo', 'hakushu', 'ittemitai']

/** The member's latest stickers on this device, filled up with the commonest ones. */
export function recentStickers() {
  const offered = new Set(stickersToOffer().map(({ id }) => id))
  return [...new Set([...read(), ...FIRST])].filter((id) => offered.has(id)).slice(0, SHOWN)
}

export function rememberSticker(id) {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...new Set([id, ...read()])].slice(0, SHOWN)))
  } catch {
    // Without storage the common ones stay.
  }
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
