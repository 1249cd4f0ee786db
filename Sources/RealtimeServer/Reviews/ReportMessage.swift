import Community
import Persistence
import Wire

/// Reporting a message (通報): anybody may, from the first minute on. Moderators hear of it at once.
struct ReportMessage: Sendable {
  /// Reports of one member within an hour.
  static let mostPerHour = 20
  /// Characters of a note that are kept. Notes are shown to moderators only.
  static let longestNote = 500

  let dependencies: Dependencies

  /// When it returns, the report is on disk.
  /// - Throws: a rejection; see `ReviewStore.report`.
  func callAsFunction(_ message: MessageID, _ request: ReportRequest, by member: MemberSummary) async throws {
    let now = dependencies.now()
    try await answer { completion in
      dependencies.database.reviews.report(
        message, by: member.id, reason: request.reason, note: request.note?.kept(Self.longestNote),
        most: Self.mostPerHour, at: now,
        allowedIn: dependencies.rooms.rule({ RoomPolicy.decideReading($0, as: $1) }, as: member.role),
        completion: completion)
    }
    dependencies.reviews.changed(message)
    dependencies.watch.reported(message, by: member.id)
  }
}
