/**
 * Where a message is found: a post in its room, a comment in its thread.
 * @param {number} room
 * @param {{thread?: number|null, offset: number|null}} message
 */
export function addressOf(room, { thread, offset }) {
  return thread ? `/rooms/${room}/posts/${thread}?at=${offset}` : `/rooms/${room}?at=${offset}`
}
