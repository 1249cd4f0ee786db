/**
 * What a screen shows of a message, published or still on its way: one shape for both, and the same `id` before and
 * after, so that the optimistic copy and the publication are the same element.
 *
 * @typedef {Object} Item frozen; a new object for every change
 * @property {string} id
 * @property {string} key
 * @property {number|null} message
 * @property {number} room
 * @property {number|null} thread
 * @property {number|null} offset
 * @property {number} revision
 * @property {{id:number, name:string, role:string, badges:string[]}} author
 * @property {boolean} own
 * @property {'published'|'hidden'|'deleted'|'waiting'|'sending'|'sent'|'failed'|'held'|'refused'} state
 * @property {string|null} body
 * @property {number} createdAtMs
 * @property {number|null} editedAtMs
 * @property {{count:number, lastAtMs:number}|null} comments
 * @property {{sticker:string, count:number, mine:boolean}[]} tallies
 * @property {{member:number, name:string}[]} mentions
 * @property {import('../api/refusal.js').Refusal|null} refusal
 * @property {number|null} retryAtMs
 * @property {string|null} heldReason why it waits for a moderator, where that may be told
 */

/** Makes items and remembers them: an unchanged message gives the same object. */
export class ItemMaker {
  #member
  #pendingReactions
  #stickerOrder
  #made = new WeakMap()

  /**
   * @param {Object} options
   * @param {() => {id:number, name:string, role:string, badges?:string[]}} options.member who reads
   * @param {(message:number) => Map<string, boolean>|undefined} options.pendingReactions those on their way: sticker to
   *   on or off; another object when they changed
   * @param {(sticker:string) => number} [options.stickerOrder] the catalogue's
   */
  constructor({ member, pendingReactions, stickerOrder }) {
    this.#member = member
    this.#pendingReactions = pendingReactions
    this.#stickerOrder = stickerOrder ?? (() => 0)
  }

  /** @param {import('./room-log.js').Entry} entry @returns {Item} */
  published(entry) {
    const pending = this.#pendingReactions(entry.message.id)
    const made = this.#made.get(entry)
    if (made && made.pending === pending) return made.item
    const item = this.#make(entry, pending)
    this.#made.set(entry, { pending, item })
    return item
  }

  /** @param {import('./outbox.js').OutgoingPost} outgoing @returns {Item} */
  outgoing(outgoing) {
    const made = this.#made.get(outgoing)
    if (made) return made.item
    const member = this.#member()
    const item = Object.freeze({
      id: itemID(member.id, outgoing),
      key: outgoing.key,
      message: outgoing.sent?.message ?? null,
      room: outgoing.room,
      thread: outgoing.thread ?? null,
      offset: outgoing.sent?.offset ?? null,
      revision: 0,
      author: author(member),
      own: true,
      state: outgoing.state,
      body: outgoing.body,
      createdAtMs: outgoing.createdAtMs,
      editedAtMs: null,
      comments: null,
      tallies: [],
      mentions: [],
      refusal: outgoing.refusal,
      retryAtMs: outgoing.retryAtMs,
      heldReason: outgoing.heldReason ?? null,
    })
    this.#made.set(outgoing, { item })
    return item
  }

  #make(entry, pending) {
    const { message } = entry
    const isPublished = message.state === 'published'
    return Object.freeze({
      id: itemID(message.author.id, message),
      key: message.key ?? '',
      message: message.id,
      room: message.room,
      thread: message.thread ?? null,
      offset: message.offset,
      revision: message.revision,
      author: author(message.author),
      own: message.author.id === this.#member().id,
      state: message.state,
      body: isPublished ? message.body ?? '' : null,
      createdAtMs: message.createdAtMs,
      editedAtMs: message.editedAtMs ?? null,
      comments: message.comments ?? null,
      tallies: isPublished ? this.#tallies(entry, pending) : [],
      mentions: message.mentions ?? [],
      refusal: null,
      retryAtMs: null,
      heldReason: null,
    })
  }

  /** The announced tallies, corrected by what the reader did and they do not count yet. */
  #tallies({ message, mine, mineCounted }, pending) {
    const counts = new Map((message.tallies ?? []).map(({ sticker, count }) => [sticker, count]))
    const wanted = withPending(mine, pending)
    for (const sticker of wanted) {
      if (!mineCounted.includes(sticker)) counts.set(sticker, (counts.get(sticker) ?? 0) + 1)
    }
    for (const sticker of mineCounted) {
      if (!wanted.has(sticker)) counts.set(sticker, (counts.get(sticker) ?? 0) - 1)
    }
    // A sticker of ours that counts for nothing would be a chip nobody can take off.
    for (const sticker of wanted) counts.set(sticker, Math.max(1, counts.get(sticker) ?? 0))
    return [...counts]
      .filter(([, count]) => count > 0)
      .map(([sticker, count]) => ({ sticker, count, mine: wanted.has(sticker) }))
      .sort((a, b) => this.#stickerOrder(a.sticker) - this.#stickerOrder(b.sticker))
  }
}

/**
 * Keys are unique per author only: another member's key must never collide with ours on the screen.
 * @param {number} author
 * @param {{key?:string, id?:number}} message
 */
export function itemID(author, { key, id }) {
  return `${author}:${key || `message-${id}`}`
}

function withPending(mine, pending) {
  const wanted = new Set(mine)
  for (const [sticker, isOn] of pending ?? []) {
    if (isOn) wanted.add(sticker)
    else wanted.delete(sticker)
  }
  return wanted
}

function author({ id, name, role, badges }) {
  return { id, name, role, badges: badges ?? [] }
}
