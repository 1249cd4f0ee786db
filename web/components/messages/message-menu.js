import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { h } from '../h.js'
import { react } from '../reactions/react.js'
import { recentStickers } from '../reactions/recent-stickers.js'
import { openReactors } from '../reactions/reactors.js'
import { openReport } from '../reports/report-sheet.js'
import { openStickerPicker, stickerButton } from '../reactions/sticker-picker.js'
import { navigate } from '../shell/router.js'
import { confirmSheet, openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'
import { addressOf } from './address.js'
import { openEdits } from './edits.js'

/** Everything one may do with a message; long press on a phone, ⋯ elsewhere. */
export function openMessageMenu(item, context, anchor = null) {
  const { session } = community
  const isSaid = item.body !== null
  const sheet = openSheet({
    title: t('message.toolbar'),
    kind: 'menu',
    anchor,
    content: [
      isSaid && context.canReact && quickStickers(),
      h('ul', { class: 'menu-list' },
        !context.inThread && isSaid && entry(
          'comment', t('message.comment'), () => navigate(`/rooms/${item.room}/posts/${item.message}`),
        ),
        item.tallies.length > 0 && entry('people', t('message.reactors'), () => openReactors(item)),
        isSaid && entry('copy', t('message.copyText'), () => copy(item.body, t('message.textCopied'))),
        entry('link', t('message.copyLink'), () => copy(permalink(item), t('message.linkCopied'))),
        item.own && isSaid && entry('edit', t('message.edit'), () => context.composer()?.edit(item)),
        item.editedAtMs && session.can('readEditHistory') && entry(
          'history', t('message.edits'), () => openEdits(item),
        ),
        !item.own && isSaid && item.message !== null && entry('flag', t('report.do'), () => openReport(item, anchor)),
        !item.own && isSaid && session.can('hideMessages') && entry('hide', t('message.hide'), () => hide(item), true),
        item.state === 'hidden' && session.can('hideMessages') && entry(
          'show', t('message.restore'), () => restore(item),
        ),
        item.own && isSaid && entry('trash', t('message.delete'), () => remove(item), true)),
    ].filter(Boolean),
  })

  function entry(name, text, run, isDanger = false) {
    return h('li', {}, h('button', {
      class: isDanger ? 'menu-entry menu-entry--danger' : 'menu-entry',
      type: 'button',
      // The sheet's history entry goes first, then what was chosen may open its own.
      onClick: () => sheet.close().then(run),
    }, icon(name), text))
  }

  function quickStickers() {
    const pick = (sticker) => {
      const mine = item.tallies.some((tally) => tally.sticker === sticker && tally.mine)
      react(item, sticker, !mine)
      sheet.close()
    }
    return h('div', { class: 'quick-stickers' },
      recentStickers().map((sticker) => stickerButton(sticker, item, pick, 32)),
      h('button', {
        class: 'sticker-button', type: 'button',
        onClick: () => sheet.close().then(() => openStickerPicker(item, anchor)),
      },
        h('span', { class: 'quick-stickers__all' }, icon('plus')), h(
          'span', { class: 'sticker-button__word' }, t('app.more'),
        )))
  }
}

/** The address of a message: a post in its room, a comment in its thread. */
export function permalink(item) {
  return new URL(addressOf(item.room, item), location.origin).href
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text)
    toast(said)
  } catch {
    toast(t('message.copyFailed'))
  }
}

async function remove(item) {
  const isSure = await confirmSheet({
    title: t('message.deleteTitle'), body: t('message.deleteBody'), action: t('message.deleteYes'), isDanger: true,
  })
  if (isSure) attempt(() => community.remove(item.message), t('message.deletedNow'))
}

/** At once, before it hurts: it can be taken back. */
export function hide(item) {
  return attempt(() => community.hide(item.message), t('message.hiddenNow'), {
    label: t('message.undo'), run: () => restore(item),
  })
}

function restore(item) {
  attempt(() => community.restore(item.message), t('message.restoredNow'))
}

async function attempt(act, said, action = null) {
  try {
    await act()
    toast(said, action)
  } catch (error) {
    toast(error?.text || t('failed.unknown'))
  }
}
