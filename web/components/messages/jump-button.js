import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { fill, h } from '../h.js'

/** 「新着 5件」 or 「最新へ」: leads to the newest when that is not in view. */
export class JumpButton {
  element
  #text = ''

  /** @param {() => void} jump */
  constructor(jump) {
    this.element = h('button', { class: 'jump', type: 'button', hidden: true, onClick: jump })
  }

  /** @param {{isShown: boolean, fresh: number}} state how many messages below were not seen yet */
  show({ isShown, fresh }) {
    const text = fresh > 0 ? t('room.newCount', { n: fresh }) : t('room.toNewest')
    this.element.hidden = !isShown
    this.element.classList.toggle('has-new', fresh > 0)
    if (text === this.#text) return
    this.#text = text
    fill(this.element, icon('newest'), h('span', {}, text))
  }
}
