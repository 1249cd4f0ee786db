/** localStorage of one browser. */
export class FakeStorage {
  #items = new Map()

  get length() { return this.#items.size }
  get keys() { return [...this.#items.keys()] }
  key(index) { return this.keys[index] ?? null }
  getItem(key) { return this.#items.get(key) ?? null }
  setItem(key, value) { this.#items.set(key, String(value)) }
  removeItem(key) { this.#items.delete(key) }
}
