import Folding

/// What the people who run the community wrote lately: 「『参加します』と書いてください」. Members who then write it are no raid.
///
/// Bounded: 32 texts of 400 letters, about 50 KB.
struct Invitations {
  private static let most = 32
  private static let mostLetters = 400

  private var texts: [[UInt32]] = []

  mutating func add(_ text: String) {
    if texts.count == Self.most { texts.removeFirst() }
    texts.append(Array(ModerationFold.fold(text).lazy.map(\.scalar).prefix(Self.mostLetters)))
  }

  /// Whether one of the texts holds all of this one.
  func contain(_ text: String) -> Bool {
    guard !texts.isEmpty else { return false }
    let letters = ModerationFold.fold(text).map(\.scalar)
    return texts.contains { Self.holds($0, letters) }
  }

  private static func holds(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard !part.isEmpty, part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
  }
}
