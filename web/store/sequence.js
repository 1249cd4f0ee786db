/** Message ids by offset. New ones nearly always come at the end. */
export class Sequence {
  #offsets = []
  #ids = []

  /** @param {number} offset @param {number} id */
  insert(offset, id) {
    const index = this.#firstAt(offset)
    if (this.#offsets[index] === offset) return
    this.#offsets.splice(index, 0, offset)
    this.#ids.splice(index, 0, id)
  }

  /** @param {number} id */
  remove(id) {
    const index = this.#ids.indexOf(id)
    if (index < 0) return
    this.#offsets.splice(index, 1)
    this.#ids.splice(index, 1)
  }

  /** Ids from one offset to another, both included. @param {number} from @param {number} to @returns {number[]} */
  between(from, to) {
    return this.#ids.slice(this.#firstAt(from), to === Infinity ? undefined : this.#firstAt(to + 1))
  }

  /** The first index whose offset is not below. */
  #firstAt(offset) {
    let low = 0
    let high = this.#offsets.length
    if (high > 0 && this.#offsets[high - 1] < offset) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#offsets[middle] < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
