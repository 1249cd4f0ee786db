import { OpenRoom } from './open-room.js'

/** Rooms left behind that are remembered for a quick return. */
const REMEMBERED = 8

/** The rooms on the screen, and those visited a moment ago. */
export class OpenRooms {
  #context
  #told
  /** @type {Map<number, {room:OpenRoom, uses:number}>} */
  #open = new Map()
  /** Left ones, the latest last. @type {Map<number, OpenRoom>} */
  #left = new Map()

  /** @param {object} context as `OpenRoom`'s, and `told` for every change */
  constructor({ told, ...context }) {
    this.#told = told
    this.#context = { ...context, release: (room) => this.#release(room) }
  }

  /** @param {number} id */
  isOpen(id) {
    return this.#open.has(id)
  }

  /** @param {number} id @returns {OpenRoom|null} */
  at(id) {
    return this.#open.get(id)?.room ?? null
  }

  /** @param {number} id @param {{at?:number}} [options] @returns {OpenRoom} */
  open(id, options) {
    const known = this.#open.get(id)
    if (known) {
      known.uses += 1
      if (options?.at !== undefined) known.room.jumpTo(options.at).catch(() => {})
      return known.room
    }
    const room = this.#left.get(id) ?? this.#make(id)
    this.#left.delete(id)
    this.#open.set(id, { room, uses: 1 })
    room.open(options)
    return room
  }

  connected() {
    for (const { room } of this.#open.values()) room.connected()
  }

  disconnected() {
    for (const { room } of this.#open.values()) room.disconnected()
  }

  /** @param {number[]} rooms */
  outboxChanged(rooms) {
    for (const id of rooms) this.at(id)?.outboxChanged()
  }

  /** @param {number} message @param {string[]} mine */
  ownStickers(message, mine) {
    const rooms = [...[...this.#open.values()].map(({ room }) => room), ...this.#left.values()]
    for (const room of rooms) if (room.knows(message)) room.ownStickers(message, mine)
  }

  keepNow() {
    for (const { room } of this.#open.values()) room.keepNow()
  }

  /** Another person signed in, or nobody is. Open rooms stay on the screen empty-handed until they are closed. */
  forget() {
    for (const { room } of this.#open.values()) room.forget()
    for (const room of this.#left.values()) room.forget()
    this.#open.clear()
    this.#left.clear()
  }

  #make(id) {
    const room = new OpenRoom(id, this.#context)
    room.addEventListener('change', ({ detail }) => this.#told({ room: id, ...detail }))
    return room
  }

  #release(room) {
    const known = this.#open.get(room.id)
    if (known?.room !== room) return
    known.uses -= 1
    if (known.uses > 0) return
    this.#open.delete(room.id)
    room.leave()
    this.#left.set(room.id, room)
    const [oldest] = this.#left.keys()
    if (this.#left.size > REMEMBERED) this.#left.delete(oldest)
  }
}
