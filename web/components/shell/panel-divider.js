import { t } from '../../catalogues/t.js'
import { h } from '../h.js'

/** One arrow key moves the edge this far. Pixels. */
const STEP = 16

/**
 * The edge between two panels, moved by dragging or by the arrow keys; a double click puts it back. The width is kept on
 * this device.
 * @param {object} options
 * @param {string} options.variable custom property on the root that holds the width
 * @param {'start'|'end'} options.side on which side of the edge the panel stands
 */
export function panelDivider({ variable, least, most, normal, name, side }) {
  const kept = `hiroba.${variable}`
  const sign = side === 'start' ? 1 : -1
  let width = normal
  let drag = null

  const edge = h('div', {
    class: 'divider', role: 'separator', tabindex: '0', 'aria-orientation': 'vertical',
    'aria-label': t('app.resize', { panel: name }), 'aria-valuemin': least, 'aria-valuemax': most,
    onPointerdown: (event) => {
      drag = { x: event.clientX, width }
      edge.setPointerCapture(event.pointerId)
    },
    onPointermove: (event) => drag && set(drag.width + sign * (event.clientX - drag.x)),
    onPointerup: () => { drag = null },
    onPointercancel: () => { drag = null },
    onDblclick: () => set(normal),
    onKeydown: (event) => {
      const next = {
        ArrowRight: width + sign * STEP, ArrowLeft: width - sign * STEP, Home: least, End: most,
      }[event.key]
      if (next === undefined) return
      event.preventDefault()
      set(next)
    },
  })
  set(read())
  return edge

  function set(wanted) {
    width = Math.round(Math.min(most, Math.max(least, wanted)))
    document.documentElement.style.setProperty(`--${variable}`, `${width}px`)
    edge.setAttribute('aria-valuenow', String(width))
    try {
      localStorage.setItem(kept, String(width))
    } catch {
      // Without storage the width lasts until the page is closed.
    }
  }

  function read() {
    try {
      return Number(localStorage.getItem(kept)) || normal
    } catch {
      return normal
    }
  }
}
