/// What the load generator needs of a frame, read without building a tree: ten thousand receivers share two cores with
/// the server they measure.
struct ServerText {
  let bytes: UnsafeRawBufferPointer

  private static let publication = Array(#"{"v":1,"type":"publication""#.utf8)
  private static let kind = Array(#""kind":"#.utf8)
  private static let hidden = Array(#""kind":"hidden""#.utf8)
  private static let room = Array(#""room":"#.utf8)
  private static let offset = Array(#""offset":"#.utf8)
  private static let key = Array(#""key":""#.utf8)

  var isPublication: Bool { bytes.starts(with: Self.publication) }

  /// Whether a publication hides a message. Its kind stands before the message.
  var isHidden: Bool {
    guard let start = index(of: Self.kind, from: Self.publication.count) else { return false }
    return start + Self.hidden.count <= bytes.count && matches(Self.hidden, at: start)
  }

  /// The publication's room and offset: the first of each name in the payload.
  var position: (room: Int64, offset: Int64)? {
    guard let room = number(after: Self.room, from: Self.publication.count),
      let offset = number(after: Self.offset, from: Self.publication.count)
    else { return nil }
    return (room, offset)
  }

  /// The message's idempotency key: the last in the text, after everything a member wrote.
  var key: Substring? {
    guard let start = lastIndex(of: Self.key) else { return nil }
    let from = start + Self.key.count
    guard let end = bytes[from...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return String(decoding: bytes[from..<end], as: UTF8.self)[...]
  }

  private func number(after name: [UInt8], from start: Int) -> Int64? {
    guard var index = index(of: name, from: start).map({ $0 + name.count }) else { return nil }
    var value: Int64 = 0
    while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
      value = value * 10 + Int64(digit)
      index += 1
    }
    return value
  }

  private func index(of name: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= name.count, start <= bytes.count - name.count else { return nil }
    return (start...(bytes.count - name.count)).first { matches(name, at: $0) }
  }

  private func lastIndex(of name: [UInt8]) -> Int? {
    guard bytes.count >= name.count else { return nil }
    return (0...(bytes.count - name.count)).last { matches(name, at: $0) }
  }

  private func matches(_ name: [UInt8], at start: Int) -> Bool {
    for offset in name.indices where bytes[start + offset] != name[offset] { return false }
    return true
  }
}
