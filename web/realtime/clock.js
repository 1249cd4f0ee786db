/**
 * Time and chance, so that tests can bring their own.
 * @typedef {Object} Clock
 * @property {() => number} now UTC ms. Goes on while the device sleeps; may jump when its clock is set
 * @property {() => number} random 0 up to, not including, 1
 * @property {(callback: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback, ms) => globalThis.setTimeout(callback, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
}

/**
 * Resolves after `ms`.
 * @param {Clock} clock
 * @param {number} ms
 * @returns {Promise<void>}
 */
export function wait(clock, ms) {
  return new Promise((resolve) => { clock.setTimeout(resolve, ms) })
}

/**
 * Calls back when what changed now has been painted; on a page in the background, when it is looked at again.
 * @param {Clock} clock
 * @param {() => void} callback
 */
export function afterPaint(clock, callback) {
  const frame = globalThis.requestAnimationFrame
  if (frame) frame(() => frame(callback))
  else clock.setTimeout(callback, 0)
}
