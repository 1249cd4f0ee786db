import Community
import Persistence

/// Hiding: takes a message from every screen; what it said becomes sealed evidence, and it can come back.
struct HideMessage: Sendable {
  let dependencies: Dependencies

  /// When `completion` is called with a success, the hide is on disk, and the frame that removes the body from every
  /// subscribed screen is on its way.
  /// - Isolation: as `PostMessage`.
  func callAsFunction(
    _ message: MessageID, reason: String?, by moderator: MemberSummary,
    completion: @escaping @Sendable (Result<Publication, Rejection>) -> Void
  ) {
    guard moderator.role.allows(.hideMessages) else { return completion(.failure(Rejection(.notPermitted))) }
    let watch = dependencies.receipts.watch(message, hiddenBy: moderator.id)
    dependencies.database.messages.hide(
      message: message, by: moderator.id, reason: reason.map { String($0.prefix(Self.longestReason)) },
      at: dependencies.now(), willPublish: watch.begin
    ) { [reviews = dependencies.reviews] result in
      if case .success = result {
        watch.confirm()
        reviews.changed(message)
      } else {
        watch.cancel()
      }
      completion(result.mapError { Rejection($0) })
    }
  }

  /// Brings a hidden message back.
  func restore(
    _ message: MessageID, by moderator: MemberSummary,
    completion: @escaping @Sendable (Result<Publication, Rejection>) -> Void
  ) {
    guard moderator.role.allows(.hideMessages) else { return completion(.failure(Rejection(.notPermitted))) }
    dependencies.database.messages.restore(message: message, by: moderator.id, at: dependencies.now()) {
      [reviews = dependencies.reviews] result in
      if case .success = result { reviews.changed(message) }
      completion(result.mapError { Rejection($0) })
    }
  }

  /// Characters of a reason that are kept.
  private static let longestReason = 500
}
