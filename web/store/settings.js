import { Change } from '../realtime/change.js'

const KEY = 'hiroba:settings'

const CHOICES = {
  language: ['ja', 'en'],
  theme: ['system', 'light', 'dark'],
  textSize: ['normal', 'large', 'largest'],
  sendByButtonOnly: [false, true],
}

/**
 * What the member chose for this device. Survives signing out. Event: `change` (detail `{name, value}`).
 */
export class Settings extends EventTarget {
  #storage
  #values

  /**
   * @param {Storage|null} storage
   * @param {readonly string[]} [languages] the browser's
   */
  constructor(storage, languages = []) {
    super()
    this.#storage = storage
    this.#values = { ...Object.fromEntries(Object.entries(CHOICES).map(([name, [first]]) => [name, first])) }
    this.#values.language = preferredLanguage(languages)
    this.#load()
  }

  /** @returns {'ja'|'en'} */
  get language() { return this.#values.language }
  set language(value) { this.#set('language', value) }
  /** @returns {'system'|'light'|'dark'} */
  get theme() { return this.#values.theme }
  set theme(value) { this.#set('theme', value) }
  /** @returns {'normal'|'large'|'largest'} */
  get textSize() { return this.#values.textSize }
  set textSize(value) { this.#set('textSize', value) }
  /** 「送信はボタンだけ」 @returns {boolean} */
  get sendByButtonOnly() { return this.#values.sendByButtonOnly }
  set sendByButtonOnly(value) { this.#set('sendByButtonOnly', value) }

  #load() {
    try {
      const kept = JSON.parse(this.#storage?.getItem(KEY) ?? '{}')
      for (const [name, choices] of Object.entries(CHOICES)) {
        if (choices.includes(kept?.[name])) this.#values[name] = kept[name]
      }
    } catch {
      // What cannot be read is as good as nothing chosen.
    }
  }

  #set(name, value) {
    if (!CHOICES[name].includes(value) || this.#values[name] === value) return
    this.#values[name] = value
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#values))
    } catch {
      // It holds until the page is closed.
    }
    this.dispatchEvent(new Change('change', { name, value }))
  }
}

/** Japanese unless the browser asks for English before any Japanese. */
function preferredLanguage(languages) {
  const first = languages.find((language) => /^(ja|en)\b/i.test(language))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'ja'
}
