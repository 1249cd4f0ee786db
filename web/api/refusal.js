/**
 * An expected "no", from the server or from the way there.
 *
 * The server's codes are those of `Community/Refusal.swift`. Our own: `offline`, `timeout`, `disconnected` (the socket
 * went away before the answer; what was asked may have happened), `badAnswer`, `cancelled`.
 */
export class Refusal extends Error {
  /**
   * @param {Object} content
   * @param {string} content.code
   * @param {string} [content.text] ready to show
   * @param {string} [content.phrase] the words that stopped a text, where the rule lets the author see them
   * @param {number} [content.retryAfterMs] from now
   * @param {boolean} [content.temporary] the same request may succeed later without a change
   * @param {number} [content.status] of the HTTP answer
   */
  constructor({ code, text, phrase, retryAfterMs, temporary, status }) {
    super(text || code)
    this.name = 'Refusal'
    this.code = code
    this.text = text || code
    this.phrase = phrase ?? null
    this.retryAfterMs = retryAfterMs ?? null
    this.temporary = temporary ?? TEMPORARY.has(code)
    this.status = status ?? null
  }

  /** One of our own, in the member's language. @param {string} code @param {'ja'|'en'} language */
  static own(code, language = 'ja') {
    return new Refusal({ code, text: TEXTS[code]?.[language] ?? code })
  }

  /** Anything thrown, as a refusal: a defect of ours must not show its English message. */
  static from(error, language = 'ja') {
    return error instanceof Refusal ? error : Refusal.own('badAnswer', language)
  }

  /** As plain data, for storage. */
  toJSON() {
    const { code, text, phrase, retryAfterMs, temporary, status } = this
    return { code, text, phrase, retryAfterMs, temporary, status }
  }

  /** True when the way to the server failed, not the request. */
  get isConnectionTrouble() {
    return CONNECTION.has(this.code)
  }

  /** True when nobody is signed in here any more. */
  get endsSession() {
    return this.code === 'signInRequired' || this.code === 'sessionEnded'
  }
}

const CONNECTION = new Set(['offline', 'timeout', 'disconnected', 'cancelled'])
const TEMPORARY = new Set([
  ...CONNECTION, 'badAnswer', 'tooFast', 'slowMode', 'overloaded', 'shuttingDown', 'internal', 'codeTooSoon', 'tooManyConnections',
  'storageFull',
])

const TEXTS = {
  offline: {
    ja: 'インターネットにつながっていません。電波のよいところで、もう一度お試しください。',
    en: 'You are offline. Please try again where the signal is better.',
  },
  timeout: {
    ja: '時間がかかっています。少し待って、もう一度お試しください。',
    en: 'This is taking too long. Please wait a moment and try again.',
  },
  disconnected: {
    ja: '接続が切れました。つながったら、もう一度お試しください。',
    en: 'The connection was lost. Please try again once it is back.',
  },
  badAnswer: {
    ja: 'うまく読み込めませんでした。少し待って、もう一度お試しください。',
    en: 'That did not load properly. Please wait a moment and try again.',
  },
  cancelled: { ja: '取りやめました。', en: 'Cancelled.' },
}
