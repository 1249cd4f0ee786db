/** This near the end counts as being there. Pixels. */
const END_SLACK = 48

/**
 * Keeps what is being read where it is while things change around it: pages inserted above, messages growing or
 * vanishing, the keyboard opening, the window turning. At the end it stays at the end.
 */
export class ScrollKeeper {
  #scroller
  #list
  #observer
  #height
  #width
  #anchor = null
  /** True while the newest is in view; new messages then scroll in. */
  isAtEnd = true

  /**
   * @param {HTMLElement} scroller the element that scrolls; `overflow-anchor` must be off
   * @param {HTMLElement} list its children are the rows
   * @param {() => void} moved called after the room for messages has changed
   */
  constructor(scroller, list, moved = () => {}) {
    this.#scroller = scroller
    this.#list = list
    this.#height = scroller.clientHeight
    this.#width = scroller.clientWidth
    this.#observer = new ResizeObserver(() => {
      this.#resized()
      moved()
    })
    this.#observer.observe(scroller)
    scroller.addEventListener('scroll', () => this.noteScroll(), { passive: true })
  }

  stop() {
    this.#observer.disconnect()
  }

  /** Runs `change`, which may add, replace or remove rows, and puts the reader back. */
  keep(change) {
    const anchor = this.#findAnchor()
    change()
    if (this.isAtEnd) this.toEnd()
    else this.#restore(anchor)
    this.#remember()
  }

  toEnd({ smoothly = false } = {}) {
    this.isAtEnd = true
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: smoothly ? 'smooth' : 'instant' })
  }

  /** Brings a row into view at `share` of the height (0 = top). */
  toRow(element, share) {
    this.#to(element.offsetTop - this.#scroller.clientHeight * share)
  }

  toTop() {
    this.#to(0)
  }

  noteScroll() {
    const { scrollTop, scrollHeight, clientHeight, clientWidth } = this.#scroller
    // A shrinking window scrolls by itself before the observer hears of it: that is not the reader leaving the end.
    if (clientHeight !== this.#height || clientWidth !== this.#width) return
    this.isAtEnd = scrollHeight - scrollTop - clientHeight <= END_SLACK
    this.#remember()
  }

  get distanceToEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller
    return scrollHeight - scrollTop - clientHeight
  }

  #to(top) {
    this.#scroller.scrollTo({ top, behavior: 'instant' })
    this.isAtEnd = this.distanceToEnd <= END_SLACK
    this.#remember()
  }

  #resized() {
    const { clientHeight, clientWidth } = this.#scroller
    const wasHeight = this.#height
    const isReflow = clientWidth !== this.#width
    this.#height = clientHeight
    this.#width = clientWidth
    if (this.isAtEnd) this.toEnd()
    // A row that began above the edge may have become shorter than what was hidden of it.
    else if (isReflow) this.#restore(this.#anchor?.filter(({ y }) => y >= 0))
    // The lower edge carries the eye to the composer, so it is the lower edge that stays.
    else if (this.#scroller.scrollTop > 0) this.#scroller.scrollTop += wasHeight - clientHeight
    this.#remember()
  }

  #remember() {
    this.#anchor = this.#findAnchor()
  }

  /**
   * The first messages in view and where they are; several, in case the first is taken away. Separators are no anchors:
   * a day's line moves up when more of that day is loaded.
   */
  #findAnchor() {
    const rows = this.#list.children
    const top = this.#scroller.scrollTop
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[middle].offsetTop + rows[middle].offsetHeight <= top) low = middle + 1
      else high = middle
    }
    const found = []
    for (let index = low; index < Math.min(low + 8, rows.length); index += 1) {
      if (rows[index].localName === 'article') found.push({ id: rows[index].id, y: rows[index].offsetTop - top })
    }
    return found
  }

  #restore(anchors) {
    for (const { id, y } of anchors ?? []) {
      const element = document.getElementById(id)
      if (!element || !this.#list.contains(element)) continue
      this.#scroller.scrollTop = element.offsetTop - y
      return
    }
  }
}
