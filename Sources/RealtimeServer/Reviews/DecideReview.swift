import Community
import Persistence
import Wire

/// Deciding about an item of the review queue, and taking the decision back.
struct DecideReview: Sendable {
  /// Characters of a reason that are kept.
  static let longestReason = 500
  /// Characters of an exception.
  static let longestException = 100

  let dependencies: Dependencies

  /// When it returns, the decision is on disk, and whatever it published or hid is on its way.
  /// - Throws: a rejection; see `ReviewStore.decide`.
  func callAsFunction(_ id: ReviewItemID, _ request: DecisionRequest, by moderator: MemberSummary) async throws
    -> DecisionResponse
  {
    guard request.kind != .withdrawn, (request.kind == .approveWithException) == (exception(request) != nil) else {
      throw Rejection(.badRequest)
    }
    let verdict = ReviewVerdict(
      kind: request.kind, reason: request.reason?.kept(Self.longestReason), exceptionPhrase: exception(request),
      mark: request.mark)
    let response = try await change(id, by: moderator) { willPublish, completion in
      dependencies.database.reviews.decide(
        id, verdict, by: moderator.id, at: dependencies.now(), willPublish: willPublish, completion: completion)
    }
    if let phrase = verdict.exceptionPhrase {
      try await ExceptPhrase(dependencies: dependencies)(phrase, in: response.item.hits, of: id, by: moderator.id)
    }
    return response
  }

  /// Takes one's own decision back.
  /// - Throws: a rejection; see `ReviewStore.undo`.
  func undo(_ id: ReviewItemID, by moderator: MemberSummary) async throws -> DecisionResponse {
    let before = try await dependencies.database.reviews.item(id, at: dependencies.now())
    let response = try await change(id, by: moderator) { willPublish, completion in
      dependencies.database.reviews.undo(
        id, by: moderator.id, at: dependencies.now(), willPublish: willPublish, completion: completion)
    }
    if let phrase = before.decision?.exceptionPhrase {
      try await ExceptPhrase(dependencies: dependencies).takeBack(phrase, in: before.hits, of: id, by: moderator.id)
    }
    return response
  }

  private func exception(_ request: DecisionRequest) -> String? {
    request.exceptionPhrase?.kept(Self.longestException)
  }

  private func change(
    _ id: ReviewItemID, by moderator: MemberSummary,
    _ start:
      @Sendable (
        _ willPublish: @escaping @Sendable (Publication) -> Void,
        _ completion: @escaping @Sendable (Result<Reviewed, Refusal>) -> Void
      ) -> Void
  ) async throws -> DecisionResponse {
    guard moderator.role.allows(.reviewMessages) else { throw Rejection(.notPermitted) }
    let message = try await dependencies.database.reviews.item(id, at: dependencies.now()).message.id
    let watch = dependencies.receipts.watch(message, hiddenBy: moderator.id)
    let reviewed: Reviewed
    do {
      reviewed = try await answer { start(watch.begin, $0) }
    } catch {
      watch.cancel()
      throw error
    }
    let hides = reviewed.publication?.kind == .hidden
    if hides { watch.confirm() }
    dependencies.reviews.changed(reviewed.message)
    return DecisionResponse(
      item: try await dependencies.database.reviews.item(id, at: dependencies.now()),
      receipt: hides ? dependencies.receipts.receipt(of: message) : nil)
  }
}

/// Waits for the answer of a write that goes through group commit.
func answer<Value: Sendable>(
  _ start: (@escaping @Sendable (Result<Value, Refusal>) -> Void) -> Void
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    start { continuation.resume(with: $0.mapError { Rejection($0) as any Error }) }
  }
}

extension String {
  /// Without white space at both ends, cut off after so many characters; `nil` when nothing is left.
  func kept(_ most: Int) -> String? {
    let text = trimmingPrefix(while: \.isWhitespace).prefix(most)
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { String(text[...$0]) }
  }
}
