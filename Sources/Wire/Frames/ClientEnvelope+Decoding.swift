import Community

extension ClientEnvelope {
  /// Reads one text message of a client. Allocates little more than the strings it returns.
  ///
  /// Checks form and bounds only; whether a room exists or a text may stand is decided by those who know.
  /// - Throws: `badRequest` for anything but a frame, `unknownType`, `tooLarge` beyond `maximumBytes`, and the refusals
  ///   of over-long fields: `bodyTooLong`, `keyInvalid`, `unknownSticker`.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(ClientFrameError) {
    var envelope = Envelope()
    do throws(JSONError) {
      guard bytes.count <= Self.maximumBytes else {
        throw JSONError("A frame has at most \(Self.maximumBytes) bytes.", refusal: .tooLarge)
      }
      var reader = JSONReader(bytes)
      try envelope.read(&reader)
      var payload = envelope.payloadReader(in: bytes)
      self.init(ref: envelope.ref, frame: try ClientFrame(try envelope.frameType(), from: &payload))
    } catch {
      throw ClientFrameError(ref: envelope.ref, refusal: error.refusal, detail: error.detail)
    }
  }

  /// As above, from any bytes: `[UInt8]`, `String.UTF8View`, `ByteBufferView`.
  public init(decoding bytes: some Sequence<UInt8>) throws(ClientFrameError) {
    let result = withRawBytes(bytes) { raw in
      Result { () throws(ClientFrameError) in try ClientEnvelope(decoding: raw) }
    }
    self = try result.get()
  }
}

extension ClientFrame {
  /// Longest texts a client's frame may carry, in bytes of UTF-8. Larger than what is valid, so that the right refusal
  /// is given by whoever knows the rule.
  public enum Limits {
    /// A body before its normalisation: twice what is stored.
    public static let body = MessageBody.maximumBytes * 2
    public static let key = 64
    public static let sticker = 64
    public static let epoch = 64
    /// Why a message was hidden, for the record.
    public static let reason = 4_000
  }

  fileprivate init(_ type: FrameType, from reader: inout JSONReader) throws(JSONError) {
    switch type {
    case .subscribe: self = try .subscribe(from: &reader)
    case .unsubscribe: self = .unsubscribe(room: try reader.onlyRoom())
    case .post: self = try .post(from: &reader)
    case .edit: self = try .edit(from: &reader)
    case .delete: self = .delete(message: try reader.onlyMessage())
    case .react: self = try .react(from: &reader)
    case .read: self = try .read(from: &reader)
    case .typing: self = .typing(room: try reader.onlyRoom())
    case .hide: self = try .hide(from: &reader)
    case .restore: self = .restore(message: try reader.onlyMessage())
    case .hidden: self = try .hidden(from: &reader)
    case .ping: self = .ping
    }
  }
}
