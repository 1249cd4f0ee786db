/** As long as a code may be used. Milliseconds. */
const FRESH = 10 * 60_000
const KEPT = 'hiroba.signUp'

/**
 * How far somebody got through the door, for this tab only: looking up the code in another app may reload the page.
 * @typedef {{step: string, email: string, resendAt: number, profile: {displayName: string, attributes: object}}} Progress
 */

/** @param {Progress} progress */
export function keepProgress(progress) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...progress, at: Date.now() }))
  } catch {
    // Without storage a reload begins again.
  }
}

/** @returns {Progress|null} */
export function keptProgress() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
    return kept && Date.now() - kept.at < FRESH ? kept : null
  } catch {
    return null
  }
}

export function forgetProgress() {
  try {
    sessionStorage.removeItem(KEPT)
  } catch {
    // Nothing was kept.
  }
}
