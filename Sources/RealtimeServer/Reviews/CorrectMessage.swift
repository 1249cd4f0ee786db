import Community
import Persistence
import Wire

/// A calm word to those who may have seen what was hidden, and to nobody else.
struct CorrectMessage: Sendable {
  /// Characters of a text.
  static let longestText = 500

  let dependencies: Dependencies

  /// When it returns, the notices are on disk.
  /// - Returns: how many members are told.
  /// - Throws: a rejection with `notFound` when the message is not hidden; those of the filter, for the text.
  func callAsFunction(_ message: MessageID, text: String?, by moderator: MemberSummary) async throws -> Int {
    guard moderator.role.allows(.hideMessages) else { throw Rejection(.notPermitted) }
    let reviews = dependencies.database.reviews
    guard let room = try await reviews.hiddenRoom(of: message) else { throw Rejection(.notFound) }
    let readers = try await readers(of: message)
    try await reviews.correct(
      message, try localized(text, room: room, role: moderator.role), to: readers, by: moderator.id,
      at: dependencies.now())
    return readers.count
  }

  private func localized(_ text: String?, room: RoomID, role: Role) throws(Rejection) -> LocalizedText {
    guard let text = text?.kept(Self.longestText) else {
      return NoticeKind.correction.text(room: dependencies.rooms.entry(room)?.room.name ?? "")
    }
    let screened = try dependencies.screenText(text, in: nil, by: role)
    guard screened.heldFor == nil else { throw Rejection(.heldForReview) }
    return LocalizedText(ja: screened.text, en: screened.text)
  }

  /// Who could have seen it when it was hidden; found anew when nobody wrote that down.
  private func readers(of message: MessageID) async throws -> [MemberID] {
    if let known = dependencies.receipts.readers(of: message) { return known }
    if let kept = try await dependencies.database.reviews.keptReceipt(of: message) { return kept.mayHaveSeen }
    return try await dependencies.database.reviews.readers(of: message) { _, _ in [] }
  }
}
