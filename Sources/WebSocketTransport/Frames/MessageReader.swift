import NIOCore

/// What a client said, once it is complete and valid, or why it is not.
enum InboundEvent: Equatable, Sendable {
  case text(ByteBuffer)
  case binary(ByteBuffer)
  case ping(ByteBuffer)
  case pong
  /// No code when the close frame was empty.
  case close(UInt16?)
  case violation(Violation)
}

/// A client's byte stream as messages (RFC 6455 as a server must read it): frames unmasked, fragments joined, control
/// frames in between, text valid UTF-8, everything bounded.
///
/// Payloads are unmasked, counted and validated as they arrive, so that a message fails at its first wrong byte and
/// memory grows with what was received, not with what was announced. After a `violation` or a `close` the reader must
/// not be asked again.
struct MessageReader {
  private let maximumMessageBytes: Int
  private let acceptsBinary: Bool

  private var headers = FrameHeaderParser()
  /// The frame whose payload is being read.
  private var frame: FrameHeader?
  private var payloadLeft = 0
  private var mask = FrameMask()

  /// What the data frames of an unfinished message began with.
  private var messageKind: Opcode?
  private var message = ByteBuffer()
  private var text = UTF8Validator()
  private var control = ByteBuffer()
  /// Fragments without content cost a reading each and never reach the limit of a message's size.
  private var emptyFragments = 0
  private static let mostEmptyFragments = 64

  init(maximumMessageBytes: Int, acceptsBinary: Bool) {
    self.maximumMessageBytes = maximumMessageBytes
    self.acceptsBinary = acceptsBinary
  }

  /// The next event in `input`, whose reader index moves past it; nil when everything was read and more is needed.
  mutating func next(_ input: inout ByteBuffer) -> InboundEvent? {
    while true {
      if let frame {
        if let violation = readPayload(of: frame, from: &input) { return .violation(violation) }
        guard payloadLeft == 0 else { return nil }
        self.frame = nil
        if let event = finish(frame) { return event }
      } else {
        switch readHeader(&input) {
        case .needsMore: return nil
        case .violation(let violation): return .violation(violation)
        case .header(let header):
          if let violation = begin(header, available: input.readableBytes) { return .violation(violation) }
        }
      }
    }
  }

  // MARK: Frames

  private mutating func readHeader(_ input: inout ByteBuffer) -> FrameHeaderParser.Step {
    var consumed = 0
    var step = FrameHeaderParser.Step.needsMore
    input.withUnsafeReadableBytes { bytes in
      while consumed < bytes.count, step == .needsMore {
        step = headers.take(bytes[consumed])
        consumed += 1
      }
    }
    input.moveReaderIndex(forwardBy: consumed)
    return step
  }

  private mutating func begin(_ header: FrameHeader, available: Int) -> Violation? {
    switch header.opcode {
    case .text, .binary:
      guard messageKind == nil else { return .interruptedMessage }
      guard header.opcode == .text || acceptsBinary else { return .binary }
      messageKind = header.opcode
    case .continuation:
      guard messageKind != nil else { return .continuationOfNothing }
    case .close, .ping, .pong:
      break
    }
    if !header.opcode.isControl {
      guard header.length <= maximumMessageBytes - message.readableBytes else { return .messageTooBig }
      message.reserveCapacity(minimumWritableBytes: min(header.length, available))
    }
    frame = header
    payloadLeft = header.length
    mask = headers.mask
    return nil
  }

  private mutating func readPayload(of frame: FrameHeader, from input: inout ByteBuffer) -> Violation? {
    let count = min(payloadLeft, input.readableBytes)
    guard count > 0 else { return nil }
    payloadLeft -= count
    let isText = !frame.opcode.isControl && messageKind == .text
    let isValid = input.readWithUnsafeReadableBytes { bytes in
      let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
      if frame.opcode.isControl { return (count, mask.unmask(part, onto: &control) { _ in true }) }
      return (count, mask.unmask(part, onto: &message) { !isText || text.accept($0) })
    }
    return isValid ? nil : .notUTF8
  }

  private mutating func finish(_ frame: FrameHeader) -> InboundEvent? {
    switch frame.opcode {
    case .ping:
      return .ping(takeControl())
    case .pong:
      control.clear()
      return .pong
    case .close:
      return closeEvent(takeControl())
    case .text, .binary, .continuation:
      if frame.isFinal { return finishMessage() }
      if frame.length == 0 { emptyFragments += 1 }
      return emptyFragments > Self.mostEmptyFragments ? .violation(.emptyFragments) : nil
    }
  }

  // MARK: Messages

  private mutating func finishMessage() -> InboundEvent {
    let kind = messageKind
    guard kind != .text || text.isAtBoundary else { return .violation(.notUTF8) }
    messageKind = nil
    emptyFragments = 0
    let whole = message
    message = ByteBuffer()
    return kind == .text ? .text(whole) : .binary(whole)
  }

  private mutating func takeControl() -> ByteBuffer {
    defer { control = ByteBuffer() }
    return control
  }

  private func closeEvent(_ body: ByteBuffer) -> InboundEvent {
    guard body.readableBytes > 0 else { return .close(nil) }
    guard let code = body.getInteger(at: body.readerIndex, as: UInt16.self) else { return .violation(.closeBody) }
    guard CloseStatus.isAllowedOnTheWire(code) else { return .violation(.closeCode) }
    var reason = UTF8Validator()
    let isValid = body.withUnsafeReadableBytes { reason.accept(UnsafeRawBufferPointer(rebasing: $0.dropFirst(2))) }
    return isValid && reason.isAtBoundary ? .close(code) : .violation(.notUTF8)
  }
}
