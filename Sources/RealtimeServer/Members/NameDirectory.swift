import Community
import Folding
import Synchronization

/// Every display name, in memory, so that a mention is found on the message path without the database.
///
/// Japanese has no spaces between words, so what follows `@` is matched against the longest known name.
/// - Isolation: any thread.
final class NameDirectory: Sendable {
  /// Mentions kept of one message.
  static let mostMentions = 20

  private let members = Mutex<[String: MemberID]>([:])

  /// Adds or replaces names, at start and when a member joins or is renamed.
  func add(_ names: [(name: String, member: MemberID)]) {
    members.withLock { members in
      for entry in names { members[NameFold.key(entry.name)] = entry.member }
    }
  }

  func remove(_ name: String) {
    members.withLock { $0[NameFold.key(name)] = nil }
  }

  /// The members named in a text by `@name` or `＠name`, each once, in order.
  func mentions(in text: String) -> [Mention] {
    guard text.contains(where: Self.isSign) else { return [] }
    var found: [Mention] = []
    var rest = text[...]
    while let sign = rest.firstIndex(where: Self.isSign), found.count < Self.mostMentions {
      rest = rest[rest.index(after: sign)...]
      guard let mention = longestName(at: rest) else { continue }
      if !found.contains(where: { $0.memberID == mention.memberID }) { found.append(mention) }
      rest = rest.dropFirst(mention.name.count)
    }
    return found
  }

  private func longestName(at text: Substring) -> Mention? {
    // Folding drops spaces and signs: the next mention's sign would pass for a part of this name.
    let candidate = text.prefix(DisplayName.maximumLength).prefix { !Self.isSign($0) }
    guard !candidate.isEmpty else { return nil }
    return members.withLock { members in
      var name = candidate
      while !name.isEmpty {
        if name.last?.isWhitespace == false, let member = members[NameFold.key(String(name))] {
          return Mention(memberID: member, name: String(name))
        }
        name = name.dropLast()
      }
      return nil
    }
  }

  private static func isSign(_ character: Character) -> Bool { character == "@" || character == "＠" }
}
