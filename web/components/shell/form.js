import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { h } from '../h.js'

/**
 * A form that says what went wrong beside the field, and is busy while it works.
 * @param {() => Promise<void>} submit may throw a `Refusal` or what `invalid` makes
 */
export function form(submit, ...children) {
  const element = h('form', {
    class: 'form', novalidate: true,
    onSubmit: async (event) => {
      event.preventDefault()
      if (element.getAttribute('aria-busy') === 'true') return
      element.setAttribute('aria-busy', 'true')
      clearErrors(element)
      try {
        await submit()
      } catch (error) {
        showError(element, error)
      }
      element.setAttribute('aria-busy', 'false')
    },
  }, children)
  return element
}

/** A labelled input with a line of help. The one to begin with carries `data-first`. */
export function field(id, text, help, input) {
  return h(
    'div', { class: 'field' }, h('label', { class: 'field__label', for: id }, text),
    h('p', { class: 'hint', id: `${id}-help` }, help), input,
  )
}

/** The button that submits. */
export function submitButton(text, name) {
  return h('button', { class: 'button button--primary button--wide', type: 'submit' }, text, icon(name))
}

/** What to throw when `input` holds something that cannot be sent. */
export function invalid(input, text) {
  return Object.assign(new Error(text), { input, text })
}

function clearErrors(element) {
  for (const message of element.querySelectorAll('.field__error')) message.remove()
  for (const input of element.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid')
}

/** Says beside its input (or the first one) what was wrong, and puts the focus there. */
export function showError(element, error) {
  const input = error.input ?? element.querySelector('[data-first]')
  const text = error?.text || t('failed.unknown')
  const message = h(
    'p', { class: 'field__error', role: 'alert', id: `${input?.id ?? 'form'}-error` }, icon('alert'),
    h('span', {}, text),
  )
  if (input) {
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', `${input.id}-help ${input.id}-error`)
    input.after(message)
    input.focus()
  } else {
    element.prepend(message)
  }
}
