import { setReachable } from './message-gestures.js'

/** @typedef {import('./message-rows.js').Row} Row */

/**
 * The rows on the screen. Drawing them again touches only what changed: a row that is the same object stays the same
 * element, so a busy room costs what is new in it.
 */
export class RowList {
  #element
  #build
  /** @type {Map<string, {row: Row, element: HTMLElement}>} */
  #shown = new Map()

  /**
   * @param {HTMLElement} element its children are the rows
   * @param {(row: Row) => HTMLElement} build
   */
  constructor(element, build) {
    this.#element = element
    this.#build = build
  }

  /** @param {string} key @returns {HTMLElement|undefined} */
  element(key) {
    return this.#shown.get(key)?.element
  }

  /** The item whose message this is. @param {HTMLElement} element */
  itemOf(element) {
    return this.#find((shown) => shown.element === element)?.row.item ?? null
  }

  /** @param {number} offset @returns {HTMLElement|null} */
  elementAt(offset) {
    return this.#find(({ row }) => row.item?.offset === offset)?.element ?? null
  }

  clear() {
    this.#shown.clear()
    this.#element.replaceChildren()
  }

  /** Shows these rows and no others. @param {Row[]} rows */
  show(rows) {
    const kept = new Map()
    let cursor = this.#element.firstElementChild
    for (const row of rows) {
      const known = this.#shown.get(row.key)
      let element = known?.element
      if (!known || !isSameRow(known.row, row)) {
        element = this.#build(row)
        if (known) {
          if (known.element === cursor) cursor = element
          replaceKeepingFocus(known.element, element)
        }
      }
      if (element === cursor) cursor = cursor.nextElementSibling
      else this.#element.insertBefore(element, cursor)
      kept.set(row.key, { row, element })
    }
    for (const [key, { element }] of this.#shown) if (!kept.has(key)) element.remove()
    this.#shown = kept
    const last = rows.at(-1)
    if (last && !this.#element.querySelector('.message[tabindex="0"]')) setReachable(kept.get(last.key).element, true)
  }

  #find(isWanted) {
    for (const shown of this.#shown.values()) if (isWanted(shown)) return shown
    return null
  }
}

function isSameRow(one, other) {
  return one.item === other.item && one.isGrouped === other.isGrouped && one.kind === other.kind
}

/** A message that changes while the keyboard is on one of its buttons keeps the keyboard there. */
function replaceKeepingFocus(old, fresh) {
  const active = document.activeElement
  const focusable = (element) => [element, ...element.querySelectorAll('a[href], button')]
  const index = old.contains(active) ? focusable(old).indexOf(active) : -1
  const isReachable = old.tabIndex === 0
  for (const name of ['is-active', 'is-linked']) if (old.classList.contains(name)) fresh.classList.add(name)
  old.replaceWith(fresh)
  if (isReachable) setReachable(fresh, true)
  if (index >= 0) (focusable(fresh)[index] ?? fresh).focus({ preventScroll: true })
}
