import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { field, form, invalid, submitButton } from '../shell/form.js'
import { openSheet } from '../shell/sheet.js'
import { moment } from '../times.js'
import { markedNodes } from './review-text.js'

/** What a hidden or rejected message said. Sealed: asks why first, and the look is written down. */
export function openEvidence(message, anchor = null) {
  const reason = h('input', {
    class: 'field__input', id: 'evidence-reason', maxlength: '500', 'data-first': true, autocomplete: 'off',
    'aria-describedby': 'evidence-reason-help',
  })
  const place = h('div', { class: 'review__evidence' })
  const asking = form(async () => {
    if (reason.value.trim() === '') throw invalid(reason, t('evidence.reasonEmpty'))
    show(await community.reviews.evidence(message, reason.value.trim()))
  }, field('evidence-reason', t('evidence.reason'), t('evidence.help'), reason), submitButton(t('evidence.show'), 'lock'))
  openSheet({ title: t('evidence.title'), content: fill(place, asking), anchor })

  function show({ body, edits, hits, retainUntilMs }) {
    fill(place,
      h('p', { class: 'review__body running-text', dir: 'auto', tabindex: '-1' }, markedNodes(body, hits)),
      edits.length > 0 && h('section', {}, h('h3', { class: 'review__subtitle' }, t('edits.title')),
        h('ol', { class: 'review__talk' }, edits.map((edit) => h('li', { class: 'running-text', dir: 'auto' }, edit.body)))),
      h('p', { class: 'hint' }, t('evidence.until', { time: moment(retainUntilMs) })))
    place.querySelector('[tabindex]').focus()
  }
}
