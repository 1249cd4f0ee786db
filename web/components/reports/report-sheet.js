import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

const REASONS = ['insult', 'threat', 'discrimination', 'sexual', 'personalData', 'spam', 'solicitation', 'other']

/** 通報: the reason is the second tap, and sends. Who reported is told to moderators only. */
export function openReport(item, anchor = null) {
  const note = h('textarea', { class: 'field__input', id: 'report-note', rows: '2', maxlength: '500', 'aria-describedby': 'report-note-help' })
  const sheet = openSheet({
    title: t('report.title'),
    anchor,
    content: [
      h('p', { class: 'hint' }, t('report.help')),
      h('ul', { class: 'menu-list report__reasons' }, REASONS.map((reason) => h('li', {}, h('button', {
        class: 'menu-entry', type: 'button', onClick: () => send(reason),
      }, t(`report.${reason}`))))),
      h('div', { class: 'field' }, h('label', { class: 'field__label', for: 'report-note' }, t('report.note')),
        h('p', { class: 'hint', id: 'report-note-help' }, t('report.noteHelp')), note),
    ],
  })

  async function send(reason) {
    if (sheet.dialog.getAttribute('aria-busy') === 'true') return
    sheet.dialog.setAttribute('aria-busy', 'true')
    try {
      await community.api.report(item.message, { reason, note: note.value.trim() || undefined })
      await sheet.close()
      toast(t('report.sent'))
    } catch (error) {
      await sheet.close()
      toast(error?.text || t('failed.unknown'))
    }
  }
}
