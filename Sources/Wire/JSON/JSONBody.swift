public import Community

/// A value of the contract with its one JSON form: bodies of requests and responses, and what frames are made of.
///
/// Written by hand, so that the contract is visible, ours, and cheap. Fields that hold nothing are left out; unknown
/// fields are ignored.
public protocol JSONBody: Hashable, Sendable {
  /// Appends the value.
  func write(to writer: inout JSONWriter)
  /// Reads the value that stands at the reader.
  init(from reader: inout JSONReader) throws(JSONError)
}

extension JSONBody {
  /// The value as a JSON text in UTF-8.
  public func encoded() -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// - Throws: `Refusal.badRequest` when the bytes are not this value; a field may have a refusal of its own.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(Refusal) {
    do throws(JSONError) {
      try self.init(reading: bytes)
    } catch {
      throw error.refusal
    }
  }

  /// As above, from any bytes: `[UInt8]`, `ByteBufferView`, `Data`.
  public init(decoding bytes: some Sequence<UInt8>) throws(Refusal) {
    self = try withRawBytes(bytes) { raw in Result { () throws(Refusal) in try Self(decoding: raw) } }.get()
  }

  /// As `init(decoding:)`, with the reason for the developer of the client.
  public init(reading bytes: UnsafeRawBufferPointer) throws(JSONError) {
    var reader = JSONReader(bytes)
    try reader.begin()
    try self.init(from: &reader)
    try reader.finish()
  }
}

/// Calls `body` with the bytes in one piece, copied only when they are not.
func withRawBytes<Value>(_ bytes: some Sequence<UInt8>, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
  bytes.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) } ?? Array(bytes).withUnsafeBytes(body)
}

extension JSONReader {
  /// A list of values of the contract.
  public mutating func list<Value: JSONBody>(of type: Value.Type = Value.self) throws(JSONError) -> [Value] {
    var values: [Value] = []
    try enterArray()
    while try nextElement() { values.append(try Value(from: &self)) }
    return values
  }

  /// A list of texts or names.
  public mutating func names<Value: RawRepresentable<String>>(
    of type: Value.Type = Value.self, orRefuse refusal: Refusal = .badRequest
  ) throws(JSONError) -> [Value] {
    var values: [Value] = []
    try enterArray()
    while try nextElement() { values.append(try name(orRefuse: refusal)) }
    return values
  }

  public mutating func strings() throws(JSONError) -> [String] {
    var values: [String] = []
    try enterArray()
    while try nextElement() { values.append(try string()) }
    return values
  }

  public mutating func localizedText() throws(JSONError) -> LocalizedText {
    var (ja, en): (String?, String?)
    try enterObject()
    while let key = try nextKey() {
      switch key {
      case "ja": ja = try string()
      case "en": en = try string()
      default: try skip()
      }
    }
    return LocalizedText(ja: try require(ja, "ja"), en: try require(en, "en"))
  }

  /// - Throws: when a field that must be there was not.
  public func require<Value>(_ value: Value?, _ name: StaticString) throws(JSONError) -> Value {
    guard let value else { throw JSONError("The field \(name) is missing.") }
    return value
  }
}
