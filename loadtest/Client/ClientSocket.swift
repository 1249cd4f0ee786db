import NIOCore

/// What a client socket tells its owner. Called on the socket's event loop.
protocol ClientSocketOwner: AnyObject {
  func socketOpened(_ socket: ClientSocket)
  /// One whole text message. The bytes are valid only during the call.
  func socket(_ socket: ClientSocket, received text: UnsafeRawBufferPointer)
  /// - Parameter code: the server's close code; `nil` when the connection just ended.
  func socketClosed(_ socket: ClientSocket, code: UInt16?)
}

/// A minimal WebSocket client (RFC 6455): text both ways, answers pings, understands close.
/// - Isolation: touched only on its event loop.
final class ClientSocket: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let request: String
  private unowned let owner: any ClientSocketOwner
  private var context: ChannelHandlerContext?
  private var received = ByteBuffer()
  private var isOpen = false
  private var closeCode: UInt16?
  /// While true nothing is read from the network: a phone that hangs.
  var isDeaf = false

  init(request: UpgradeRequest, owner: any ClientSocketOwner) {
    self.request = request.text
    self.owner = owner
  }

  var eventLoop: (any EventLoop)? { context?.eventLoop }

  // MARK: Sending

  /// Sends one text message.
  func send(_ text: [UInt8]) {
    guard let context, isOpen else { return }
    context.writeAndFlush(wrapOutboundOut(Self.frame(opcode: 0x1, text)), promise: nil)
  }

  /// Says goodbye with 1000.
  func close() {
    guard let context, context.channel.isActive else { return }
    let frame = Self.frame(opcode: 0x8, [0x03, 0xE8])
    context.writeAndFlush(wrapOutboundOut(frame)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }

  /// Drops the connection without a word, as a tunnel does.
  func drop() {
    context?.close(mode: .all, promise: nil)
  }

  /// A masked frame. The key is fixed: masking protects proxies from scripts, and here is neither.
  private static func frame(opcode: UInt8, _ payload: [UInt8]) -> ByteBuffer {
    var frame = ByteBuffer()
    frame.reserveCapacity(payload.count + 14)
    frame.writeInteger(0x80 | opcode)
    switch payload.count {
    case 0..<126: frame.writeInteger(0x80 | UInt8(payload.count))
    case 126..<65_536: frame.writeInteger(UInt8(0x80 | 126)); frame.writeInteger(UInt16(payload.count))
    default: frame.writeInteger(UInt8(0x80 | 127)); frame.writeInteger(UInt64(payload.count))
    }
    frame.writeInteger(UInt32(0))
    frame.writeBytes(payload)
    return frame
  }

  // MARK: Receiving

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var incoming = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = incoming } else { received.writeBuffer(&incoming) }
    if !isOpen { guard finishUpgrade() else { return } }
    while readFrame() {}
    if received.readableBytes == 0 { received = ByteBuffer() } else { received.discardReadBytes() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    isOpen = false
    owner.socketClosed(self, code: closeCode)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func finishUpgrade() -> Bool {
    let view = received.readableBytesView
    guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
    let head = String(decoding: view[..<end.lowerBound], as: UTF8.self)
    received.moveReaderIndex(to: end.upperBound)
    guard head.hasPrefix("HTTP/1.1 101") else {
      context?.close(promise: nil)
      return false
    }
    isOpen = true
    owner.socketOpened(self)
    return true
  }

  private func readFrame() -> Bool {
    guard let first = received.getInteger(at: received.readerIndex, as: UInt8.self),
      let second = received.getInteger(at: received.readerIndex + 1, as: UInt8.self)
    else { return false }
    var header = 2
    var length = Int(second & 0x7F)
    if length == 126 {
      guard let long = received.getInteger(at: received.readerIndex + 2, as: UInt16.self) else { return false }
      (length, header) = (Int(long), 4)
    } else if length == 127 {
      guard let long = received.getInteger(at: received.readerIndex + 2, as: UInt64.self) else { return false }
      (length, header) = (Int(long), 10)
    }
    guard received.readableBytes >= header + length else { return false }
    received.moveReaderIndex(forwardBy: header)
    handle(opcode: first & 0x0F, length: length)
    received.moveReaderIndex(forwardBy: length)
    return true
  }

  private func handle(opcode: UInt8, length: Int) {
    switch opcode {
    case 0x1:
      received.withUnsafeReadableBytes { bytes in
        owner.socket(self, received: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
      }
    case 0x8:
      closeCode = received.getInteger(at: received.readerIndex, as: UInt16.self)
      context?.close(promise: nil)
    case 0x9:
      let payload = received.getBytes(at: received.readerIndex, length: length) ?? []
      if let context { context.writeAndFlush(wrapOutboundOut(Self.frame(opcode: 0xA, payload)), promise: nil) }
    default:
      break
    }
  }
}

/// The opening handshake of RFC 6455 §4.1 with a session cookie.
struct UpgradeRequest: Sendable {
  let host: String
  let port: Int
  let cookie: String

  fileprivate var text: String {
    """
    GET /ws HTTP/1.1\r
    Host: \(host):\(port)\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Origin: http://\(host):\(port)\r
    Cookie: hiroba=\(cookie)\r
    \r

    """
  }
}
