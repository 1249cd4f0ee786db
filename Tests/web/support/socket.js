/** A socket whose other end is the test. */
export class FakeSocket {
  sent = []
  isClosed = false
  onopen = null
  onmessage = null
  onclose = null
  onerror = null

  send(text) {
    if (this.isClosed) throw new Error('closed')
    this.sent.push(JSON.parse(text))
    this.onsent?.(this.sent.at(-1))
  }

  close() {
    this.isClosed = true
  }

  // The other end

  say(type, payload = {}, ref) {
    this.onmessage?.({ data: JSON.stringify({ v: 1, type, ...(ref === undefined ? {} : { ref }), payload }) })
  }

  sayText(data) {
    this.onmessage?.({ data })
  }

  welcome({ member = { id: 7, name: 'みと梅ざけ', role: 'member' }, epoch = 'e1', heartbeatMs = 20_000, serverTimeMs = 1_700_000_000_000 } = {}) {
    this.say('welcome', { member, epoch, serverTimeMs, heartbeatMs })
  }

  drop(code = 1006) {
    this.isClosed = true
    this.onclose?.({ code })
  }

  last(type) {
    return this.sent.findLast((frame) => frame.type === type)
  }

  count(type) {
    return this.sent.filter((frame) => frame.type === type).length
  }
}

/** Makes sockets and remembers them. */
export function socketFactory() {
  const sockets = []
  const make = () => {
    const socket = new FakeSocket()
    sockets.push(socket)
    return socket
  }
  return { sockets, make, get latest() { return sockets.at(-1) } }
}
