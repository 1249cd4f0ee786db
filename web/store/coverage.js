/**
 * Which parts of an ordered log are known without a hole, as intervals of offsets. An interval up to `Infinity` reaches
 * the newest there is and grows with every publication by itself.
 */
export class Coverage {
  /** Disjoint, ascending, never adjacent. @type {{from:number, to:number}[]} */
  #intervals = []

  get isEmpty() {
    return this.#intervals.length === 0
  }

  /** The interval that reaches the newest, if there is one. */
  get tail() {
    const last = this.#intervals.at(-1)
    return last?.to === Infinity ? last : null
  }

  /** @param {number} from @param {number} to inclusive */
  add(from, to) {
    if (to < from || from === Infinity) return
    const merged = { from, to }
    const apart = []
    for (const interval of this.#intervals) {
      const touches = interval.from <= merged.to + 1 && interval.to + 1 >= merged.from
      if (!touches) {
        apart.push(interval)
        continue
      }
      merged.from = Math.min(merged.from, interval.from)
      merged.to = Math.max(merged.to, interval.to)
    }
    this.#intervals = [...apart, merged].sort((a, b) => a.from - b.from)
  }

  /**
   * The interval at an offset, else the nearest one. `Infinity` stands for the newest.
   * @param {number} offset
   * @returns {{from:number, to:number}|null}
   */
  at(offset) {
    const place = Math.min(offset, Number.MAX_SAFE_INTEGER)
    const distance = ({ from, to }) => Math.max(0, from - place, place - to)
    return this.#intervals.reduce(
      (nearest, interval) => (nearest === null || distance(interval) < distance(nearest) ? interval : nearest), null)
  }

  /** @param {number} offset */
  has(offset) {
    const interval = this.at(offset)
    return interval !== null && interval.from <= offset && offset <= interval.to
  }

  /** Forgets everything before an offset. @param {number} from */
  dropBefore(from) {
    this.#intervals = this.#intervals
      .filter((interval) => interval.to >= from)
      .map((interval) => ({ from: Math.max(interval.from, from), to: interval.to }))
  }
}

/**
 * Adds what a page tells of the log: between which offsets there is no message that is not on it.
 * @param {Coverage} coverage
 * @param {{messages:{offset:number}[], hasOlder:boolean, hasNewer:boolean}} page
 * @param {{before?:number, after?:number}} anchor it was asked with
 */
export function coverPage(coverage, { messages, hasOlder, hasNewer }, { before, after }) {
  const first = messages[0]?.offset
  const last = messages.at(-1)?.offset
  if (after !== undefined) {
    coverage.add(after + 1, hasNewer ? last ?? after : Infinity)
  } else if (before !== undefined) {
    coverage.add(hasOlder ? first ?? before : 1, hasNewer ? before - 1 : Infinity)
  } else {
    coverage.add(hasOlder ? first ?? Infinity : 1, hasNewer ? last ?? 0 : Infinity)
  }
}

/**
 * An interval as a part of the log to show.
 * @param {{from:number, to:number}|null} interval
 * @returns {{from:number, to:number, hasOlder:boolean, hasNewer:boolean}} offsets, both included
 */
export function windowOf(interval) {
  if (!interval) return { from: 1, to: 0, hasOlder: false, hasNewer: false }
  return { ...interval, hasOlder: interval.from > 1, hasNewer: interval.to !== Infinity }
}
