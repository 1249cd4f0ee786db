import Community
import GRDB

/// Messages together with one reader's own stickers.
enum PersonalRows {
  /// In the same order. One statement for all.
  static func personal(_ db: Database, _ messages: [Message], for member: MemberID) throws -> [PersonalMessage] {
    let visible = messages.lazy.filter { $0.state == .published }.map(\.id)
    let mine = try ReactionRows.mine(db, on: visible, of: member)
    return messages.map { PersonalMessage(message: $0, mine: mine[$0.id] ?? []) }
  }
}
