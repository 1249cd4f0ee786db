import Community

/// What is common to every frame: `{"v":1,"type":"post","ref":7,"payload":{…}}`, its fields in any order.
struct Envelope {
  private(set) var ref: UInt32?
  private(set) var version: Int64?
  private(set) var type: String?
  /// Where the payload's text lies.
  private(set) var payload: Range<Int>?

  /// Reads as far as it can: after an error, what was legible is there.
  mutating func read(_ reader: inout JSONReader) throws(JSONError) {
    try reader.begin()
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "v": version = try reader.integer()
      case "type": type = try reader.string(upTo: 32, orRefuse: .unknownType)
      case "ref": ref = try reader.takeNull() ? nil : UInt32(try reader.integer(in: 0...Int64(UInt32.max)))
      case "payload":
        let start = reader.position
        try reader.skip()
        payload = start..<reader.position
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard version == Int64(ClientEnvelope.version) else {
      throw JSONError("The field v must be \(ClientEnvelope.version).")
    }
  }

  /// - Throws: with `unknownType` when no frame has that name.
  func frameType<FrameType: RawRepresentable<String>>(
    _ frameType: FrameType.Type = FrameType.self
  ) throws(JSONError) -> FrameType {
    guard let type else { throw JSONError("The field type is missing.") }
    guard let known = FrameType(rawValue: type) else {
      throw JSONError("No frame has this type.", refusal: .unknownType)
    }
    return known
  }

  /// A reader at the payload. A frame without one has an empty object.
  func payloadReader(in bytes: UnsafeRawBufferPointer) -> JSONReader {
    guard let payload else { return JSONReader(Self.emptyObject) }
    return JSONReader(UnsafeRawBufferPointer(rebasing: bytes[payload]))
  }

  private static var emptyObject: UnsafeRawBufferPointer {
    let text: StaticString = "{}"
    return UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Writes a frame; `payload` writes the fields between the payload's brackets.
  static func write(
    type: String, ref: UInt32?, capacity: Int = 512, payload: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(capacity: capacity)
    writer.object { writer in
      // In this order: a reader in a hurry recognises a frame by its first bytes.
      writer.field("v", ClientEnvelope.version)
      writer.field("type", type)
      if let ref { writer.field("ref", Int64(ref)) }
      writer.name("payload")
      payload(&writer)
    }
    return writer.bytes
  }
}
