import { label, language, t } from '../catalogues/t.js'
import { community } from '../components/community.js'
import { fill, h } from '../components/h.js'
import { heldList } from '../components/held/held-list.js'
import { AttributeFields, attributeChanges } from '../components/members/attribute-fields.js'
import { avatar, badges } from '../components/members/avatar.js'
import { sessionList } from '../components/members/session-list.js'
import { isTouch } from '../components/shell/screen.js'
import { confirmSheet } from '../components/shell/sheet.js'
import { toast } from '../components/shell/toast.js'
import { icon } from '../icons/icon.js'

/** 「じぶん」: who one is here, what one told, how the client behaves, where one is signed in. */
class MePage extends HTMLElement {
  #changed = () => this.#drawProfile()
  #profile

  connectedCallback() {
    this.classList.add('page', 'me-page')
    this.#profile = h('section', { class: 'me-page__profile' })
    fill(this,
      h('header', { class: 'page__header' }, h('h1', { class: 'page__title', tabindex: '-1' }, t('me.title'))),
      this.#profile, section('held', t('held.title'), t('held.help'), heldList()), this.#settings(), this.#attributes(), this.#sessions(), this.#terms(), this.#leave())
    community.addEventListener('session', this.#changed)
    this.#drawProfile()
  }

  disconnectedCallback() {
    community.removeEventListener('session', this.#changed)
  }

  #drawProfile() {
    const { member, email } = community.session
    if (!member) return
    fill(this.#profile, avatar(member, 'large'),
      h('div', { class: 'me-page__who' },
        h('p', { class: 'me-page__name' }, member.name),
        h('p', { class: 'me-page__badges' }, badges(member)),
        email && h('p', { class: 'me-page__email' }, h('span', { class: 'visually-hidden' }, t('me.email')), email)))
  }

  #settings() {
    const { settings } = community
    return section('settings', t('me.settings'), null,
      choice(
        'language', 'language', t('me.language'), [['ja', t('me.languageJa'), 'ja'], ['en', t('me.languageEn'), 'en']],
      ),
      choice(
        'textSize', 'text', t('me.textSize'),
        [['normal', t('me.textNormal')], ['large', t('me.textLarge')], ['largest', t('me.textLargest')]],
      ),
      choice(
        'theme', 'theme', t('me.theme'),
        [['system', t('me.themeSystem')], ['light', t('me.themeLight')], ['dark', t('me.themeDark')]],
      ),
      !isTouch() && h('label', { class: 'setting' },
        h('span', { class: 'setting__name' }, icon('send'), t('me.sendByButton')),
        h('input', {
          class: 'switch', type: 'checkbox', role: 'switch', checked: settings.sendByButtonOnly,
          'aria-describedby': 'send-help',
          onChange: (event) => { settings.sendByButtonOnly = event.currentTarget.checked },
        }),
        h('span', { class: 'hint setting__help', id: 'send-help' }, t('me.sendByButtonHelp'))))
  }

  #attributes() {
    const fields = new AttributeFields(community.session.attributes ?? {})
    const save = h('button', { class: 'button button--primary', type: 'submit' }, t('me.save'))
    const element = h('form', {
      class: 'form',
      onSubmit: async (event) => {
        event.preventDefault()
        save.disabled = true
        try {
          await community.changeAttributes(attributeChanges(fields.value))
          toast(t('me.saved'))
        } catch (error) {
          toast(error?.text || t('failed.unknown'))
        }
        save.disabled = false
      },
    }, fields.element, save)
    return section('attributes', t('me.attributes'), t('me.attributesHelp'), element)
  }

  #sessions() {
    return section('sessions', t('me.sessions'), t('me.sessionsHelp'), sessionList())
  }

  #terms() {
    const { terms } = community.info ?? {}
    return terms && h('details', { class: 'terms' }, h(
      'summary', { class: 'terms__summary' }, t('terms.full', { version: terms.version }),
    ),
      h(
        'div', { class: 'terms__text running-text', tabindex: '0', role: 'region', 'aria-label': t('terms.title') },
        label(terms.text),
      ))
  }

  #leave() {
    return h('section', { class: 'me-page__leave' },
      h('button', {
        class: 'button button--wide', type: 'button',
        onClick: async () => {
          const isSure = await confirmSheet({
            title: t('me.signOutTitle'), body: t('me.signOutBody'), action: t('me.signOut'),
          })
          if (isSure) community.signOut().catch((error) => toast(error?.text || t('failed.unknown')))
        },
      }, icon('signOut'), t('me.signOut')))
  }
}

customElements.define('me-page', MePage)

export function mePage() {
  return { key: `me ${language()}`, title: () => t('me.title'), element: document.createElement('me-page') }
}

function section(id, title, help, ...content) {
  return h('section', { class: 'card', 'aria-labelledby': `me-${id}` },
    h('h2', { class: 'card__title', id: `me-${id}` }, title), help && h('p', { class: 'hint' }, help), content)
}

/** One of a few, of which one is always on. */
function choice(setting, name, text, options) {
  return h('div', { class: 'setting', role: 'radiogroup', 'aria-labelledby': `setting-${setting}` },
    h('p', { class: 'setting__name', id: `setting-${setting}` }, icon(name), text),
    h('div', { class: 'segments' }, options.map(([value, word, lang]) =>
      h('label', { class: 'segment', lang }, h('input', {
        type: 'radio', name: setting, value, checked: community.settings[setting] === value,
        onChange: () => { community.settings[setting] = value },
      }), h('span', {}, word)))))
}
