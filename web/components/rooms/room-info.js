import { t } from '../../catalogues/t.js'
import { icon } from '../../icons/icon.js'
import { community } from '../community.js'
import { fill, h } from '../h.js'
import { openSheet } from '../shell/sheet.js'
import { toast } from '../shell/toast.js'

/** What a room is for, who is here, follow, and its link. */
export function openRoomInfo(openRoom, anchor) {
  const content = h('div', { class: 'room-info' })
  const draw = () => fill(content, parts(openRoom, draw))
  community.rooms.addEventListener('change', draw)
  draw()
  openSheet({
    title: openRoom.room?.name ?? t('room.info'),
    content,
    kind: 'info',
    anchor,
    onClose: () => community.rooms.removeEventListener('change', draw),
  })
}

function parts(openRoom) {
  const { room, presence } = openRoom
  if (!room) return []
  return [
    h('p', { class: 'room-info__purpose' }, room.purpose),
    h('ul', { class: 'room-info__facts' },
      h('li', {}, icon('people'), presence === null ? t('room.hereUnknown') : t('room.here', { n: presence })),
      h('li', {}, icon('comment'), t('room.postCount', { n: room.postCount })),
      room.posting !== 'everyone' && h(
        'li', {}, icon('official'), t(room.posting === 'officialOnly' ? 'room.readOnly' : 'room.stickersOnly'),
      )),
    h('div', { class: 'room-info__actions' },
      h('button', {
        class: room.followed ? 'button' : 'button button--primary', type: 'button', 'aria-pressed': room.followed,
        onClick: () => follow(room),
      }, icon(room.followed ? 'check' : 'star'), t(room.followed ? 'room.unfollow' : 'room.follow')),
      h(
        'button', { class: 'button', type: 'button', onClick: () => copyLink(room) }, icon('link'), t('room.copyLink'),
      )),
    h('p', { class: 'hint' }, t('room.followHelp')),
  ]
}

async function follow(room) {
  try {
    await community.rooms.follow(room.id, !room.followed)
    toast(t(room.followed ? 'room.unfollowedNow' : 'room.followedNow'))
  } catch (error) {
    toast(error?.text || t('failed.unknown'))
  }
}

async function copyLink(room) {
  try {
    await navigator.clipboard.writeText(new URL(`/rooms/${room.id}`, location.origin).href)
    toast(t('message.linkCopied'))
  } catch {
    toast(t('message.copyFailed'))
  }
}
