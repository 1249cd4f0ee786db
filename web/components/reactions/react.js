import { t } from '../../catalogues/t.js'
import { community } from '../community.js'
import { toast } from '../shell/toast.js'
import { rememberSticker } from './recent-stickers.js'

/** Puts on or takes off one sticker; the screen changes at once and the outbox sees it through. */
export async function react(item, sticker, on) {
  if (on) rememberSticker(sticker)
  try {
    await community.react(item.room, item.message, sticker, on)
  } catch (error) {
    toast(error?.text || t('sticker.failed'))
  }
}
