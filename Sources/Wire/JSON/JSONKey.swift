/// The name of an object's field, compared without making a `String` of it.
public struct JSONKey {
  /// Between the quotes.
  let bytes: UnsafeRawBufferPointer
  let hasEscapes: Bool

  /// Whether the name is `pattern`, however it is escaped.
  public static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
    if key.hasEscapes { return key.unescaped.elementsEqual(UnsafeBufferPointer(pattern)) }
    guard key.bytes.count == pattern.utf8CodeUnitCount else { return false }
    for index in key.bytes.indices where key.bytes[index] != pattern.utf8Start[index] { return false }
    return true
  }

  private var unescaped: [UInt8] { JSONReader.unescape(bytes) ?? [] }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate init(_ text: StaticString) {
    self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}
