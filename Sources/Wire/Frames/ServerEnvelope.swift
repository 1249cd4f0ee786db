import Community

/// A server's frame with the number of the request it answers: what a client reads.
public struct ServerEnvelope: Hashable, Sendable {
  public let ref: UInt32?
  public let frame: ServerFrame

  public init(ref: UInt32?, frame: ServerFrame) {
    self.ref = ref
    self.frame = frame
  }

  /// Reads one text message of the server.
  /// - Throws: when it is no frame, or one that this version does not know; clients pass over those.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(JSONError) {
    var envelope = Envelope()
    var reader = JSONReader(bytes)
    try envelope.read(&reader)
    var payload = envelope.payloadReader(in: bytes)
    self.init(ref: envelope.ref, frame: try ServerFrame(try envelope.frameType(), from: &payload))
  }

  /// As above, from any bytes: `[UInt8]`, `String.UTF8View`, `ByteBufferView`.
  public init(decoding bytes: some Sequence<UInt8>) throws(JSONError) {
    let result = withRawBytes(bytes) { raw in
      Result { () throws(JSONError) in try ServerEnvelope(decoding: raw) }
    }
    self = try result.get()
  }

  public func encoded() -> [UInt8] { frame.encoded(ref: ref) }
}

extension ServerFrame {
  fileprivate init(_ type: FrameType, from reader: inout JSONReader) throws(JSONError) {
    switch type {
    case .publication: self = .publication(try Publication(from: &reader))
    case .receipt: self = .receipt(try HideReceipt(from: &reader))
    case .climate: self = .climate(try ClimateEntry(from: &reader))
    case .notice: self = .notice(try NoticeEntry(from: &reader))
    default: self = try ServerFields(type, from: &reader).frame(type, reader)
    }
  }
}
