/** What our event targets dispatch: a plain event with a `detail`. */
export class Change extends Event {
  /**
   * @param {string} type
   * @param {any} [detail]
   */
  constructor(type, detail) {
    super(type)
    this.detail = detail
  }
}
