/**
 * Whether an Enter may send.
 *
 * Japanese is typed through an IME, and Enter first confirms the conversion. That Enter must never send half a
 * sentence, and the browsers tell it apart differently:
 * - Chrome, Firefox, Edge: `keydown` (isComposing true, keyCode 229), then `compositionend`.
 * - Safari: `compositionend`, then `keydown` (isComposing false, keyCode 229; 13 in some versions).
 */

/** How long after a Safari `compositionend` its Enter may come, in ms. Both events carry nearly the same timestamp. */
export const CONFIRMING_WINDOW = 300
/** How long before `compositionend` the Enter that caused it came, in the Chrome order, in ms. */
const CAUSING_WINDOW = 300
/** The key code of a key the IME has taken. */
const TAKEN_BY_IME = 229

/**
 * @typedef {Object} EnterContext
 * @property {boolean} isComposing between compositionstart and compositionend
 * @property {number|null} unexplainedEndAt timestamp of a compositionend for which no key was seen yet
 * @property {boolean} isTouch the member types on a screen keyboard
 * @property {boolean} sendByButtonOnly the setting 「送信はボタンだけ」
 */

/**
 * `send`: prevent the default and send. `swallow`: prevent the default. `newline`, `ignore`: leave the key alone.
 * @typedef {'send'|'swallow'|'newline'|'ignore'} Decision
 */

/**
 * The rule, pure.
 * @param {{key:string,keyCode:number,isComposing:boolean,shiftKey:boolean,ctrlKey:boolean,metaKey:boolean,
 *   altKey:boolean,repeat?:boolean,timeStamp:number}} key a keydown
 * @param {EnterContext} context
 * @returns {Decision}
 */
export function decideEnter(key, context) {
  if (key.key !== 'Enter') return 'ignore'
  if (key.isComposing || context.isComposing || key.keyCode === TAKEN_BY_IME) return 'ignore'
  if (confirmsConversion(key, context)) return 'ignore'
  if (key.shiftKey || key.altKey) return 'newline'
  if (context.sendByButtonOnly) return 'newline'
  if (context.isTouch && !key.ctrlKey && !key.metaKey) return 'newline'
  // A key held down after sending must neither send again nor fill the empty field with lines.
  return key.repeat ? 'swallow' : 'send'
}

function confirmsConversion(key, { unexplainedEndAt }) {
  return unexplainedEndAt !== null && Math.abs(key.timeStamp - unexplainedEndAt) < CONFIRMING_WINDOW
}

/** Keeps what the rule needs to know of the events before the Enter. One per text field. */
export class EnterGuard {
  #isComposing = false
  #unexplainedEndAt = null
  #keyWhileComposingAt = null

  /** Forward `compositionstart`. */
  compositionStarted() {
    this.#isComposing = true
    this.#unexplainedEndAt = null
    this.#keyWhileComposingAt = null
  }

  /** Forward `compositionend`. @param {{timeStamp:number}} event */
  compositionEnded(event) {
    this.#isComposing = false
    const wasCausedByKey = this.#keyWhileComposingAt !== null
      && event.timeStamp - this.#keyWhileComposingAt < CAUSING_WINDOW
    // In the Chrome order the confirming key has already come: the next Enter, however quick, is meant to send.
    this.#unexplainedEndAt = wasCausedByKey ? null : event.timeStamp
  }

  /**
   * Forward every `keydown`.
   * @param {KeyboardEvent} event
   * @param {{isTouch:boolean,sendByButtonOnly:boolean}} surroundings
   * @returns {Decision}
   */
  decide(event, { isTouch, sendByButtonOnly }) {
    const decision = decideEnter(event, {
      isComposing: this.#isComposing,
      unexplainedEndAt: this.#unexplainedEndAt,
      isTouch,
      sendByButtonOnly,
    })
    if (this.#isComposing) this.#keyWhileComposingAt = event.timeStamp
    else this.#unexplainedEndAt = null
    return decision
  }
}
