import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { failedState, skeleton } from '../shell/states.js'
import { toast } from '../shell/toast.js'
import { briefly } from '../times.js'

/** Bars grow up to this many tenths. */
const HIGHEST = 60

/** One line for a room where talk is heating up; a tap explains it. */
export function climateBanner({ room, level, sinceMs, atMs }) {
  const name = community.rooms.get(room)?.name ?? ''
  return h('button', {
    class: `climate climate--${level}`, type: 'button', 'aria-haspopup': 'dialog',
    onClick: (event) => openClimate(room, name, event.currentTarget),
  },
    icon('alert'),
    h('span', { class: 'climate__text' }, h('strong', {}, t(`climate.level.${level}`)), ' ', t('climate.line', { room: name })),
    h('span', { class: 'climate__since' }, t('climate.since', { time: briefly(sinceMs ?? atMs) })))
}

function openClimate(room, name, anchor) {
  const place = h('div', {
    class: 'climate-card', 'aria-live': 'polite', tabindex: '0', role: 'region', 'aria-label': t('climate.title', { room: name }),
  })
  const sheet = openSheet({ title: t('climate.title', { room: name }), kind: 'tall', content: place, anchor })
  load()

  async function load() {
    fill(place, skeleton('lines', 4))
    try {
      draw(await community.reviews.climate(room))
    } catch (error) {
      fill(place, failedState(error, load))
    }
  }

  function draw({ climate, bars, target, lines, words, steps }) {
    fill(place,
      h('p', { class: `climate-card__level climate-card__level--${climate.level}` }, t(`climate.level.${climate.level}`)),
      h('ul', { class: 'climate-card__bars' }, bars.filter(({ height }) => height > 0).map(({ signal, height, text }) =>
        h('li', { class: 'climate-card__bar' },
          h('span', { class: 'climate-card__name' }, t(`climate.signal.${signal}`)),
          h('span', { class: 'climate-card__track', 'aria-hidden': 'true' },
            h('span', { class: 'climate-card__height', vars: { height: String(Math.min(1, height / HIGHEST)) } })),
          h('span', { class: 'climate-card__numbers numbers' }, text)))),
      target && h('section', {}, h('h3', { class: 'review__subtitle' }, t('climate.target', { n: target.percent })),
        target.line ? talk([target.line]) : h('p', {}, target.member?.name ?? '')),
      lines.length > 0 && h('section', {}, h('h3', { class: 'review__subtitle' }, t('climate.lines')), talk(lines)),
      words.length > 0 && h('p', { class: 'hint' }, t('climate.words', { words: words.join('、') })),
      steps.length > 0 && h('section', {}, h('h3', { class: 'review__subtitle' }, t('climate.steps')),
        h('div', { class: 'review__choices' }, steps.map(({ step, label: text }) =>
          h('button', { class: 'button', type: 'button', onClick: () => play(step, text) }, text))),
        h('p', { class: 'hint' }, t('climate.never'))))
  }

  function talk(said) {
    return h('ul', { class: 'review__talk' }, said.map(({ author, excerpt, thread, offset }) => h('li', {},
      h('a', {
        class: 'climate-card__line', href: thread ? `/rooms/${room}/posts/${thread}?at=${offset}` : `/rooms/${room}?at=${offset}`,
      }, h('strong', {}, author.name), ' ', excerpt))))
  }

  async function play(step, text) {
    try {
      await community.reviews.play(room, step)
      await sheet.close()
      toast(t('climate.played', { step: text }))
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
    }
  }
}
