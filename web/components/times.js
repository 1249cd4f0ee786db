import { formatDay, formatMoment, formatRelative, formatTime, isSameDay } from '../text/dates.js'
import { language, t } from '../catalogues/t.js'
import { community } from './community.js'
import { h } from './h.js'

const DAY = 24 * 60 * 60_000
/** 「（土）」 at the end, or `Sat, ` at the beginning. */
const WEEKDAY = /（.）$|^\w{3}, /u

/** `今日`, `昨日` or `11月21日（土）`. */
export function dayLabel(ms) {
  const now = community.serverNow()
  if (isSameDay(ms, now)) return t('time.today')
  if (isSameDay(ms, now - DAY)) return t('time.yesterday')
  return formatDay(ms, language(), now)
}

/** `3分前`, `10:42` today, else the day: for lists where the width is dear. */
export function briefly(ms) {
  const now = community.serverNow()
  if (now - ms < DAY / 24) return formatRelative(ms, now, language())
  return isSameDay(ms, now) ? formatTime(ms) : dayLabel(ms).replace(WEEKDAY, '')
}

/** `11月21日（土）10:42` */
export function moment(ms) {
  return formatMoment(ms, language(), community.serverNow())
}

/** A `<time>` whose tooltip and machine form are exact. */
export function timeElement(ms, text, className = '') {
  return h('time', { datetime: new Date(ms).toISOString(), title: moment(ms), class: className || null }, text)
}
