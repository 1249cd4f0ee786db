import { label, t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'

const IBARAKI = '080004'
const DECLINED = 'declined'
const MOST_INTERESTS = 5

let fields = 0

/**
 * Age band, residence and interests, each optional, each with what it is used for beside it. `value` is what was given:
 * an unanswered attribute is absent.
 */
export class AttributeFields {
  element = h('div', { class: 'attributes' })
  #id = `attributes-${(fields += 1)}`
  #value
  #municipality
  #count
  #boxes = []

  /** @param {{ageBand?: string, residence?: {prefecture: string, municipality?: string}, interests?: string[]}} value */
  constructor(value = {}) {
    this.#value = structuredClone(value)
    this.#draw()
  }

  get value() {
    const { ageBand, residence, interests } = this.#value
    return {
      ...(ageBand ? { ageBand } : {}),
      ...(residence?.prefecture ? { residence } : {}),
      ...(interests?.length ? { interests } : {}),
    }
  }

  #draw() {
    const { info } = community
    if (!info) return
    this.#municipality = h('div', { class: 'attributes__municipality' })
    fill(this.element, this.#ageBand(info), this.#residence(info), this.#interests(info))
    this.#drawMunicipality()
  }

  #ageBand({ ageBands }) {
    const select = this.#select(
      'age', [{ code: '', text: t('profile.choose') }, ...ageBands.map(named)], this.#value.ageBand ?? '',
    )
    select.addEventListener('change', () => { this.#value.ageBand = select.value || undefined })
    return this.#field('age', t('profile.ageBand'), t('profile.agePurpose'), select)
  }

  #residence({ prefectures }) {
    const select = this.#select(
      'prefecture', [{ code: '', text: t('profile.choose') }, ...prefectures.map(named)],
      this.#value.residence?.prefecture ?? '',
    )
    select.autocomplete = 'address-level1'
    select.addEventListener('change', () => {
      this.#value.residence = select.value ? { prefecture: select.value } : undefined
      this.#drawMunicipality()
    })
    return this.#field('prefecture', t('profile.prefecture'), t('profile.residencePurpose'), select, this.#municipality)
  }

  /** Municipalities by area, only for those who live in Ibaraki. */
  #drawMunicipality() {
    const { residence } = this.#value
    if (residence?.prefecture !== IBARAKI) return fill(this.#municipality)
    const { municipalities } = community.info
    const areas = [...new Set(municipalities.map(({ area }) => areaName(area)))]
    const chosen = residence.municipality ?? ''
    const groups = areas.map((area) => h('optgroup', { label: area },
      municipalities.filter((place) => areaName(place.area) === area).map((place) => option(named(place), chosen))))
    const select = this.#select('municipality', [{ code: '', text: t('profile.declined') }], chosen, groups)
    select.addEventListener('change', () => {
      const municipality = select.value || undefined
      this.#value.residence = { prefecture: IBARAKI, ...(municipality ? { municipality } : {}) }
    })
    fill(
      this.#municipality,
      h('label', { class: 'field__label', for: `${this.#id}-municipality` }, t('profile.municipality')), select,
    )
  }

  #interests({ interests }) {
    this.#count = h('output', { class: 'hint numbers', 'aria-live': 'polite' })
    const boxes = interests.map(({ code, label: name }) => {
      const box = h(
        'input',
        { type: 'checkbox', class: 'choice__box', value: code, checked: this.#value.interests?.includes(code) },
      )
      box.addEventListener('change', () => this.#choose(box))
      this.#boxes.push(box)
      return h('label', { class: 'choice' }, box, h('span', { class: 'choice__word' }, label(name)))
    })
    this.#drawCount()
    return h('fieldset', { class: 'field' },
      h('legend', { class: 'field__label' }, t('profile.interests'), optional()),
      h('p', { class: 'hint', id: `${this.#id}-interests` }, t('profile.interestsPurpose')),
      h('div', { class: 'choices' }, boxes), this.#count)
  }

  #choose(box) {
    const chosen = this.#boxes.filter(({ checked }) => checked)
    if (chosen.length > MOST_INTERESTS) box.checked = false
    this.#value.interests = this.#boxes.filter(({ checked }) => checked).map(({ value }) => value)
    this.#drawCount(chosen.length > MOST_INTERESTS)
  }

  #drawCount(isOver = false) {
    const n = this.#boxes.filter(({ checked }) => checked).length
    const isFull = isOver || n === MOST_INTERESTS
    this.#count.textContent = isFull ? t('profile.interestsFull') : t('profile.interestsCount', { n })
    this.#count.hidden = n === 0
  }

  #field(name, text, purpose, ...controls) {
    return h('div', { class: 'field' },
      h('label', { class: 'field__label', for: `${this.#id}-${name}` }, text, optional()),
      h('p', { class: 'hint', id: `${this.#id}-${name}-purpose` }, purpose),
      controls)
  }

  #select(name, options, value, groups = []) {
    return h('select', {
      class: 'field__input', id: `${this.#id}-${name}`, 'aria-describedby': `${this.#id}-${name}-purpose`,
      autocomplete: 'off',
    },
      options.map((entry) => option(entry, value)), groups)
  }
}

/** What has to be sent so that the server holds `next`: absent or declined answers are withdrawn with `null`. */
export function attributeChanges(next) {
  const given = (code) => (code && code !== DECLINED ? code : null)
  return {
    ageBand: given(next.ageBand),
    residence: given(next.residence?.prefecture) ? next.residence : null,
    interests: next.interests?.length ? next.interests : null,
  }
}

function option({ code, text }, value) {
  return h('option', { value: code, selected: code === (value ?? '') }, text)
}

function named({ code, label: name }) {
  return { code, text: label(name) }
}

function areaName(area) {
  return typeof area === 'string' ? area : label(area)
}

function optional() {
  return h('span', { class: 'field__optional' }, t('profile.optional'))
}
