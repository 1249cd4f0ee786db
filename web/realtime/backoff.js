/**
 * How long to wait before trying again: full jitter, so that thousands of phones that lost one server do not come
 * back together.
 */

/** The first wait is a random part of this, in ms. */
export const FIRST_WAIT = 5_000
/** No wait is longer, in ms. */
export const LONGEST_WAIT = 60_000

/**
 * @param {number} attempt 0 for the first wait; the range doubles with each
 * @param {number} random 0 up to 1
 * @param {{first?:number, longest?:number}} [range]
 * @returns {number} ms
 */
export function jitteredWait(attempt, random, { first = FIRST_WAIT, longest = LONGEST_WAIT } = {}) {
  return random * Math.min(longest, first * 2 ** Math.min(attempt, 30))
}
