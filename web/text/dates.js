/**
 * Dates and times as people in Japan read them, whatever the device's zone and locale say.
 * Japan has had no summer time since 1951, so its clock is UTC plus nine hours.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const OFFSET = 9 * HOUR
/** Consecutive posts of one person within this time share a header. */
const SHARED_HEADER = 5 * MINUTE

const WEEKDAYS = { ja: ['日', '月', '火', '水', '木', '金', '土'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** @typedef {'ja'|'en'} Language */

/**
 * 「11月21日（土）10:42」, with the year when it is another year than now.
 * @param {number} ms
 * @param {Language} language
 * @param {number} nowMs
 */
export function formatMoment(ms, language, nowMs) {
  const gap = language === 'en' ? ', ' : ''
  return `${formatDay(ms, language, nowMs)}${gap}${formatTime(ms)}`
}

/**
 * 「10:42」
 * @param {number} ms
 */
export function formatTime(ms) {
  const { hour, minute } = parts(ms)
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/**
 * 「11月21日（土）」, with the year when it is another year than now.
 * @param {number} ms
 * @param {Language} language
 * @param {number} nowMs
 */
export function formatDay(ms, language, nowMs) {
  const { year, month, day, weekday } = parts(ms)
  const isOtherYear = year !== parts(nowMs).year
  if (language === 'en') {
    return `${WEEKDAYS.en[weekday]}, ${MONTHS[month - 1]} ${day}${isOtherYear ? `, ${year}` : ''}`
  }
  return `${isOtherYear ? `${year}年` : ''}${month}月${day}日（${WEEKDAYS.ja[weekday]}）`
}

/**
 * 「たった今」, 「3分前」 under an hour, else the moment. A time slightly in the future (another clock) is now.
 * @param {number} ms
 * @param {number} nowMs
 * @param {Language} language
 */
export function formatRelative(ms, nowMs, language) {
  const age = nowMs - ms
  if (age >= HOUR || age < -HOUR) return formatMoment(ms, language, nowMs)
  if (age < MINUTE) return language === 'en' ? 'just now' : 'たった今'
  const minutes = Math.floor(age / MINUTE)
  return language === 'en' ? `${minutes} min ago` : `${minutes}分前`
}

/**
 * When `formatRelative` will next say something else, in ms from now; null when it will not.
 * @param {number} ms
 * @param {number} nowMs
 * @returns {number|null}
 */
export function relativeChangesIn(ms, nowMs) {
  const age = nowMs - ms
  if (age >= HOUR) return null
  if (age < MINUTE) return MINUTE - age
  return MINUTE - (age % MINUTE)
}

/**
 * `YYYY-MM-DD` of the day in Japan.
 * @param {number} ms
 */
export function dayKey(ms) {
  return new Date(ms + OFFSET).toISOString().slice(0, 10)
}

/**
 * @param {number} a
 * @param {number} b
 */
export function isSameDay(a, b) {
  return Math.floor((a + OFFSET) / DAY) === Math.floor((b + OFFSET) / DAY)
}

/**
 * Whether an item stands under the header of the one before it.
 * @param {{author:{id:number},createdAtMs:number,state:string}|null|undefined} previous
 * @param {{author:{id:number},createdAtMs:number,state:string}} item
 */
export function sharesHeader(previous, item) {
  return Boolean(previous)
    && previous.author.id === item.author.id
    && Math.abs(item.createdAtMs - previous.createdAtMs) <= SHARED_HEADER
    && isSameDay(previous.createdAtMs, item.createdAtMs)
}

/** @param {number} ms */
function parts(ms) {
  const date = new Date(ms + OFFSET)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}
