import Community
import Persistence

/// Deleting one's own message: its body and its edits are erased, its place in the log stays. A held one is withdrawn.
struct DeleteMessage: Sendable {
  let dependencies: Dependencies

  /// - Isolation: as `PostMessage`.
  func callAsFunction(
    _ message: MessageID, by author: MemberSummary,
    completion: @escaping @Sendable (Result<Publication?, Rejection>) -> Void
  ) {
    dependencies.database.messages.delete(
      message: message, by: author.id, at: dependencies.now(),
      allowedIn: dependencies.rooms.rule({ RoomPolicy.decideReading($0, as: $1) }, as: author.role)
    ) { [reviews = dependencies.reviews] result in
      if case .success = result { reviews.changed(message) }
      completion(result.mapError { Rejection($0) })
    }
  }
}
