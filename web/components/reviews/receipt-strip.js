import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

/** How one's last hide reached the screens: stays until it is closed, and does not move the focus. */
export class ReceiptStrip extends HTMLElement {
  #receipt = null
  #heard = ({ detail }) => this.#show(detail)

  connectedCallback() {
    this.classList.add('receipt')
    this.hidden = true
    community.reviews.addEventListener('receipt', this.#heard)
  }

  disconnectedCallback() {
    community.reviews.removeEventListener('receipt', this.#heard)
  }

  #show(receipt) {
    this.#receipt = receipt
    this.hidden = false
    const { before, now, ms, mayHaveSeen, pushesSent, done, message } = receipt
    const seconds = (ms / 1_000).toFixed(1)
    fill(this,
      h('div', { class: 'receipt__said', role: 'status' },
        icon(done ? 'check' : 'clock'),
        h('p', {}, h('strong', {}, t(done ? 'receipt.done' : 'receipt.underWay')), ' ',
          h('span', { class: 'numbers' }, t('receipt.screens', { before, now, seconds })), ' ',
          h('span', { class: 'numbers receipt__more' }, t('receipt.seen', { n: mayHaveSeen, pushes: pushesSent })))),
      h('div', { class: 'receipt__actions' },
        mayHaveSeen > 0 && h('button', {
          class: 'text-button', type: 'button', onClick: (event) => openCorrection(message, mayHaveSeen, event.currentTarget),
        }, t('receipt.correct')),
        h('button', { class: 'text-button', type: 'button', onClick: () => this.#restore(message) }, t('message.restore')),
        h('button', {
          class: 'icon-button', type: 'button', 'aria-label': t('app.close'), onClick: () => { this.hidden = true },
        }, icon('close'))))
  }

  async #restore(message) {
    try {
      await community.restore(message)
      this.hidden = true
      toast(t('message.restoredNow'))
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
    }
  }
}

customElements.define('receipt-strip', ReceiptStrip)

/** A calm word to those who may have seen what was hidden. */
function openCorrection(message, readers, anchor) {
  const text = h('textarea', {
    class: 'field__input', id: 'correction-text', rows: '4', maxlength: '500', 'aria-describedby': 'correction-text-help',
    placeholder: t('correction.usual'),
  })
  const sheet = openSheet({
    title: t('correction.title'),
    anchor,
    content: [
      h('div', { class: 'field' }, h('label', { class: 'field__label', for: 'correction-text' }, t('correction.text')),
        h('p', { class: 'hint', id: 'correction-text-help' }, t('correction.help', { n: readers })), text),
      h('div', { class: 'sheet__actions' },
        h('button', { class: 'button', type: 'button', onClick: () => sheet.close() }, t('app.cancel')),
        h('button', { class: 'button button--primary', type: 'button', onClick: send }, t('correction.send'))),
    ],
  })

  async function send() {
    try {
      const told = await community.reviews.correct(message, text.value.trim() || undefined)
      await sheet.close()
      toast(t('correction.sent', { n: told }))
    } catch (error) {
      toast(error?.text || t('failed.unknown'))
    }
  }
}
