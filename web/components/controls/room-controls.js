import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

const PACES = [0, 10, 30, 60, 300]
const GATES = [0, 24, 72, 168]
const OPEN = { slowSeconds: 0, adaptive: false, newcomerHours: 0, frozen: false, shield: 'off' }

/** Changes what is asked of a room, at once, and offers to take it back. @param {number} room @param {object} controls */
export async function setControls(room, controls) {
  const before = community.rooms.get(room)?.controls ?? OPEN
  try {
    const answer = await community.api.setControls(room, { ...OPEN, ...controls })
    community.rooms.noteControls({ room, controls: answer })
    toast(t('controls.changed'), { label: t('message.undo'), run: () => setControls(room, before) })
  } catch (error) {
    toast(error?.text || t('failed.unknown'))
  }
}

/** 部屋の調整: one tap for the shield, the others below it. Every choice holds at once. */
export function openControls(room, anchor) {
  const place = h('div', { class: 'controls' })
  const draw = () => fill(place, parts())
  community.rooms.addEventListener('change', draw)
  draw()
  openSheet({
    title: t('controls.title'), content: place, anchor,
    onClose: () => community.rooms.removeEventListener('change', draw),
  })

  function parts() {
    const controls = { ...OPEN, ...community.rooms.get(room)?.controls }
    const { sinceMs, ...kept } = controls
    const change = (changes) => setControls(room, { ...kept, ...changes })
    return [
      h('section', { class: 'controls__part' },
        h('h3', { class: 'review__subtitle' }, t('controls.shield')), h('p', { class: 'hint' }, t('controls.shieldHelp')),
        choice('shield', ['off', 'newcomers', 'everyone'].map((shield) => [shield, t(`controls.shield.${shield}`)]), controls.shield, (shield) => change({ shield }))),
      h('section', { class: 'controls__part' },
        h('h3', { class: 'review__subtitle' }, t('controls.slow')), h('p', { class: 'hint' }, t('controls.slowHelp')),
        choice('pace', PACES.map((n) => [n, n === 0 ? t('controls.off') : t('controls.seconds', { n })]), controls.slowSeconds, (slowSeconds) => change({ slowSeconds })),
        toggle(t('controls.adaptive'), controls.adaptive, (adaptive) => change({ adaptive }))),
      h('section', { class: 'controls__part' },
        h('h3', { class: 'review__subtitle' }, t('controls.gate')), h('p', { class: 'hint' }, t('controls.gateHelp')),
        choice('gate', GATES.map((n) => [n, n === 0 ? t('controls.off') : t('controls.days', { n: n / 24 })]), controls.newcomerHours, (newcomerHours) => change({ newcomerHours }))),
      h('section', { class: 'controls__part' }, toggle(t('controls.freeze'), controls.frozen, (frozen) => change({ frozen }))),
      notice(controls.notice ?? '', (text) => change({ notice: text || undefined })),
    ]
  }
}

function choice(name, options, current, run) {
  return h('div', { class: 'controls__choices', role: 'group' }, options.map(([value, text]) => h('button', {
    class: value === current ? 'pill is-set' : 'pill', type: 'button', 'aria-pressed': value === current,
    'data-choice': `${name}-${value}`, onClick: () => value !== current && run(value),
  }, text)))
}

function toggle(text, isOn, run) {
  return h('label', { class: 'setting' }, h('span', { class: 'setting__name' }, text),
    h('input', { class: 'switch', type: 'checkbox', role: 'switch', checked: isOn, onChange: (event) => run(event.currentTarget.checked) }))
}

function notice(current, run) {
  const input = h('input', { class: 'field__input', id: 'controls-notice', maxlength: '200', value: current, autocomplete: 'off' })
  return h('form', {
    class: 'field controls__part',
    onSubmit: (event) => {
      event.preventDefault()
      run(input.value.trim())
    },
  }, h('label', { class: 'field__label', for: 'controls-notice' }, t('controls.notice')), input,
  h('button', { class: 'button', type: 'submit' }, icon('check'), t('controls.noticeShow')))
}
