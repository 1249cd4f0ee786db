const wide = matchMedia('(min-width: 768px)')
const desktop = matchMedia('(min-width: 1024px)')
const touch = matchMedia('(hover: none) and (pointer: coarse)')

/** One column: sheets come from the bottom and the tabs are shown. */
export function isPhone() {
  return !wide.matches
}

/** Three columns: a thread opens beside the room instead of above it. */
export function isDesktop() {
  return desktop.matches
}

/** Fingers, no mouse: Enter makes a new line and a long press opens the menu. */
export function isTouch() {
  return touch.matches
}

/** Calls `handler` when the number of columns changes. Returns the way to stop. */
export function onScreenChange(handler) {
  wide.addEventListener('change', handler)
  desktop.addEventListener('change', handler)
  return () => {
    wide.removeEventListener('change', handler)
    desktop.removeEventListener('change', handler)
  }
}

/**
 * Keeps `--viewport` at the height that is really visible: on iOS the keyboard covers the page instead of shrinking it.
 */
export function followViewport() {
  const view = window.visualViewport
  if (!view) return
  const update = () => {
    const isZoomed = view.scale > 1.01
    const root = document.documentElement
    if (isZoomed) root.style.removeProperty('--viewport')
    else root.style.setProperty('--viewport', `${Math.round(view.height)}px`)
    if (!isZoomed && view.offsetTop > 0) scrollTo(0, 0)
  }
  view.addEventListener('resize', update)
  view.addEventListener('scroll', update)
  update()
}
