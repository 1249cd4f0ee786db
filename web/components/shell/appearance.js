import { community } from '../community.js'

const MEDIA = { system: '(prefers-color-scheme: dark)', dark: 'all', light: 'not all' }

/** Makes the page follow the settings for colours and text size, now and when they change. */
export function followAppearance() {
  const { settings } = community
  const apply = () => {
    document.getElementById('dark').media = MEDIA[settings.theme]
    document.documentElement.dataset.text = settings.textSize
    colourTheBrowser(settings.theme)
  }
  settings.addEventListener('change', apply)
  apply()
}

/** The bar of the browser or of the home screen takes the page's own surface. */
function colourTheBrowser(theme) {
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
    const own = meta.dataset.scheme
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${own})` : theme === own ? 'all' : 'not all'
  }
}
