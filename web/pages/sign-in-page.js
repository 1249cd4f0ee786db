import { label, t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { AttributeFields } from '../components/members/attribute-fields.js'
import { demoRoles } from '../components/members/demo-roles.js'
import { field, form, invalid, showError, submitButton } from '../components/shell/form.js'
import { toast } from '../components/shell/toast.js'
import { icon } from '../icons/icon.js'
import { countGraphemes } from '../text/graphemes.js'
import { forgetProgress, keepProgress, keptProgress } from './sign-up-progress.js'

const CODE = /^\d{6}$/
/** Steps of a new member, for "1 of 4". */
const STEPS = ['email', 'code', 'profile', 'terms']

/**
 * The door: e-mail, six digits, and for a new member a profile and the terms. Half-done work survives a reload of the
 * tab, so that looking up the code in another app loses nothing.
 */
class SignInPage extends HTMLElement {
  #step = 'email'
  #email = ''
  #minutes = 10
  #resendAt = 0
  #profile = { displayName: '', attributes: {} }
  #timer = null
  #infoChanged = () => this.#step === 'email' && this.#draw(false)

  connectedCallback() {
    this.classList.add('door')
    this.#restore()
    community.addEventListener('info', this.#infoChanged)
    this.#draw(false)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
    community.removeEventListener('info', this.#infoChanged)
  }

  #go(step) {
    this.#step = step
    this.#keep()
    this.#draw(true)
  }

  #draw(takesFocus) {
    clearInterval(this.#timer)
    const card = h(
      'div', { class: this.#step === 'email' || this.#step === 'code' ? 'door__card' : 'door__card door__card--long' },
    )
    fill(this, card)
    const steps = {
      email: () => this.#emailStep(), code: () => this.#codeStep(), profile: () => this.#profileStep(),
      terms: () => this.#termsStep(),
    }
    fill(
      card, (this.#step === 'email' || this.#step === 'code') && scene(),
      h('p', { class: 'door__community' }, community.info?.name ?? 'Hiroba'), steps[this.#step](),
    )
    if (takesFocus) {
      scrollTo(0, 0)
      const field = this.querySelector('[data-first]')
      ;(field ?? this.querySelector('h1')).focus({ preventScroll: !field })
    }
  }

  // E-mail

  #emailStep() {
    const input = h('input', {
      class: 'field__input', id: 'email', name: 'email',
      type: 'email', autocomplete: 'email', inputmode: 'email', required: true,
      autocapitalize: 'off', spellcheck: 'false', 'aria-describedby': 'email-help',
      'data-first': true, value: this.#email,
    })
    return [
      h('h1', { class: 'door__title', tabindex: '-1' }, t('signIn.title')),
      h('p', { class: 'door__lead' }, t('signIn.lead')),
      form(async () => {
        const email = input.value.trim().normalize('NFKC')
        if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid(input, t('signIn.emailInvalid'))
        await this.#requestCode(email)
        this.#go('code')
      }, field('email', t('signIn.email'), t('signIn.emailHelp'), input), submitButton(t('signIn.sendCode'), 'mail')),
      community.info?.isDemo && h('section', { class: 'door__demo', 'aria-labelledby': 'demo-title' },
        h('h2', { class: 'door__subtitle', id: 'demo-title' }, t('signIn.demoTitle')),
        h('p', { class: 'hint' }, t('signIn.demoBody')),
        demoRoles()),
    ]
  }

  async #requestCode(email) {
    const { expiresInMs, resendAfterMs } = await community.requestCode(email)
    this.#email = email
    this.#minutes = Math.round((expiresInMs ?? 600_000) / 60_000)
    this.#resendAt = Date.now() + (resendAfterMs ?? 60_000)
    this.#keep()
  }

  // Code

  #codeStep() {
    const input = h('input', {
      class: 'field__input code-input', id: 'code', name: 'code', type: 'text',
      inputmode: 'numeric', autocomplete: 'one-time-code',
      'aria-describedby': 'code-help', 'data-first': true, required: true, enterkeyhint: 'done',
    })
    let tried = ''
    const submit = async () => {
      const code = digits(input.value)
      if (!CODE.test(code)) throw invalid(input, t('signIn.codeIncomplete'))
      tried = code
      const { next } = await community.verifyCode(code)
      if (next === 'profile') this.#go('profile')
      else forgetProgress()
    }
    const element = form(submit, field(
      'code', t('signIn.code'), t('signIn.codeSent', { email: this.#email, minutes: this.#minutes }), input,
    ),
      submitButton(t('signIn.verify'), 'check'))
    // A pasted or offered code goes at once; a wrong one is not sent twice by itself.
    input.addEventListener('input', () => {
      const code = digits(input.value)
      if (input.value !== code && !input.matches(':focus[data-composing]')) input.value = code.slice(0, 6)
      if (CODE.test(code) && code !== tried) element.requestSubmit()
    })
    return [
      h('h1', { class: 'door__title', tabindex: '-1' }, t('signIn.codeTitle')),
      element,
      h('div', { class: 'door__links' }, this.#resendButton(input),
        h(
          'button', { class: 'text-button', type: 'button', onClick: () => this.#go('email') }, t('signIn.otherEmail'),
        )),
      community.info?.mailToFolder && h('div', { class: 'note' }, icon('mail'), h('p', {}, t('signIn.mailToFolder'))),
    ]
  }

  #resendButton(input) {
    const button = h('button', {
      class: 'text-button', type: 'button',
      onClick: async () => {
        try {
          await this.#requestCode(this.#email)
          input.value = ''
          toast(t('signIn.resent'))
        } catch (error) {
          if (error?.retryAfterMs) this.#resendAt = Date.now() + error.retryAfterMs
          toast(error?.text || t('failed.unknown'))
        }
        count()
        input.focus()
      },
    })
    const count = () => {
      const seconds = Math.ceil((this.#resendAt - Date.now()) / 1_000)
      button.disabled = seconds > 0
      button.textContent = seconds > 0 ? t('signIn.resendIn', { seconds }) : t('signIn.resend')
    }
    count()
    this.#timer = setInterval(count, 1_000)
    return button
  }

  // Profile

  #profileStep() {
    const most = community.info?.limits?.nameLength ?? 20
    const name = h('input', {
      class: 'field__input', id: 'name', name: 'nickname', type: 'text',
      autocomplete: 'nickname', required: true, 'aria-describedby': 'name-help',
      'data-first': true, value: this.#profile.displayName,
    })
    const attributes = new AttributeFields(this.#profile.attributes)
    return [
      this.#stepLine('profile'),
      h('h1', { class: 'door__title', tabindex: '-1' }, t('profile.title')),
      h('p', { class: 'door__lead' }, t('profile.lead')),
      form(async () => {
        const displayName = name.value.trim()
        if (!displayName) throw invalid(name, t('profile.nameEmpty'))
        if (countGraphemes(displayName) > most) throw invalid(name, t('profile.nameLong'))
        this.#profile = { displayName, attributes: attributes.value }
        this.#go('terms')
      }, field('name', t('profile.name'), t('profile.nameHelp'), name),
      h(
        'p', { class: 'note' }, icon('lock'), h('span', {}, t('profile.private')),
      ), attributes.element, submitButton(t('profile.next'), 'forward')),
    ]
  }

  // Terms

  #termsStep() {
    const { terms } = community.info
    return [
      this.#stepLine('terms'),
      h('h1', { class: 'door__title', tabindex: '-1' }, t('terms.title')),
      h('p', { class: 'door__lead' }, t('terms.lead')),
      h(
        'ul', { class: 'points' },
        ['terms.point1', 'terms.point2', 'terms.point3'].map((key) => h('li', {}, icon('check'), h('span', {}, t(key)))),
      ),
      h('details', { class: 'terms' }, h(
        'summary', { class: 'terms__summary' }, t('terms.full', { version: terms.version }),
      ),
        h(
          'div', { class: 'terms__text running-text', tabindex: '0', role: 'region', 'aria-label': t('terms.title') },
          label(terms.text),
        )),
      form(async () => {
        try {
          const { displayName, attributes } = this.#profile
          await community.signUp({ displayName, attributes, termsVersion: terms.version })
        } catch (error) {
          if (!['displayNameTaken', 'displayNameInvalid', 'displayNameOfficial', 'watchedWord'].includes(error?.code)) throw error
          this.#go('profile')
          const name = this.querySelector('#name')
          showError(name.form, invalid(name, error.text))
          return
        }
        toast(t('welcome.done', { name: this.#profile.displayName }))
        forgetProgress()
      }, submitButton(t('terms.accept'), 'check')),
      h(
        'div', { class: 'door__links' },
        h(
          'button', { class: 'text-button', type: 'button', onClick: () => this.#go('profile') },
          t('terms.backToProfile'),
        ),
      ),
    ]
  }

  #stepLine(step) {
    const place = STEPS.indexOf(step) + 1
    return h('p', { class: 'steps' },
      h('span', { class: 'visually-hidden' }, t('step.of', { total: STEPS.length, step: place })),
      STEPS.map((_, index) => h(
        'span', { class: index < place ? 'steps__dot is-done' : 'steps__dot', 'aria-hidden': 'true' },
      )))
  }

  // Internal

  #keep() {
    keepProgress({ step: this.#step, email: this.#email, resendAt: this.#resendAt, profile: this.#profile })
  }

  #restore() {
    const kept = keptProgress()
    if (!kept || (kept.step === 'terms' && !community.info)) return
    this.#step = kept.step
    this.#email = kept.email
    this.#resendAt = kept.resendAt
    this.#profile = kept.profile
  }
}

customElements.define('sign-in-page', SignInPage)

export function signInPage() {
  return { key: 'signIn', title: () => t('signIn.title'), element: document.createElement('sign-in-page') }
}

/** Mount Tsukuba, the lake and a hobikisen: where one is arriving. */
function scene() {
  const src = new URL('../icons/scene.svg', import.meta.url).pathname
  return h('img', { class: 'door__scene', src, alt: '', width: 416, height: 132 })
}

/** Half- and full-width digits as half-width ones; everything else is left out. */
function digits(text) {
  return text.normalize('NFKC').replace(/\D/g, '')
}
