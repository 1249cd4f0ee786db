import Community
import Hummingbird
import Persistence
import Wire

/// The review queue, for those who may review messages.
struct ReviewController: Sendable {
  /// Items of one page.
  static let pageSizes = 1...100
  static let usualPage = 50

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("reviews", use: list)
    api.get("reviews/:id", use: look)
    api.put("reviews/:id/claim", use: claim)
    api.delete("reviews/:id/claim", use: release)
    api.post("reviews/:id/decision", use: decide)
    api.post("reviews/:id/undo", use: undo)
    api.post("messages/:id/evidence", use: evidence)
    api.get("messages/:id/receipt", use: receipt)
    api.post("messages/:id/correction", use: correct)
  }

  private var store: ReviewStore { dependencies.database.reviews }

  /// - Throws: a rejection with `notPermitted`.
  private func moderator(_ context: AppRequestContext) throws(Rejection) -> MemberSummary {
    let member = try context.signedIn().member
    guard member.role.allows(.reviewMessages) else { throw Rejection(.notPermitted) }
    return member
  }

  @Sendable private func list(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try moderator(context)
    let query = Query(request)
    let filter = ReviewStore.Filter(
      state: try query.name("state") ?? .open, kind: try query.name("kind"),
      room: try query.number("room").map { RoomID($0) }, before: try query.number("before").map { ReviewItemID($0) })
    let items = try await store.items(
      filter, limit: try query.limit(Self.pageSizes, default: Self.usualPage), at: dependencies.now())
    let backlog = try await store.backlog()
    return .json(ReviewsResponse(items: items, open: backlog.open, oldest: backlog.oldest))
  }

  @Sendable private func look(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    let found = try await store.look(at: try context.id(), by: member.id, at: dependencies.now())
    return .json(
      ReviewResponse(item: found.item, before: found.before, after: found.after, author: found.author))
  }

  @Sendable private func claim(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let (member, now) = (try moderator(context), dependencies.now())
    let id: ReviewItemID = try context.id()
    return try await told(try await answer { store.claim(id, by: member.id, at: now, completion: $0) })
  }

  @Sendable private func release(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    let id: ReviewItemID = try context.id()
    return try await told(try await answer { store.release(id, by: member.id, completion: $0) })
  }

  private func told(_ reviewed: Reviewed) async throws -> Response {
    dependencies.reviews.changed(reviewed.message)
    return .json(DecisionResponse(item: try await store.item(reviewed.item, at: dependencies.now())))
  }

  @Sendable private func decide(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    let id: ReviewItemID = try context.id()
    let decision = try await request.decoded(DecisionRequest.self, limit: dependencies.configuration.maxBodyBytes)
    return .json(try await DecideReview(dependencies: dependencies)(id, decision, by: member))
  }

  @Sendable private func undo(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    return .json(try await DecideReview(dependencies: dependencies).undo(try context.id(), by: member))
  }

  @Sendable private func evidence(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    guard member.role.allows(.readEvidence) else { throw Rejection(.notPermitted) }
    let id: MessageID = try context.id()
    let asked = try await request.decoded(EvidenceRequest.self, limit: dependencies.configuration.maxBodyBytes)
    guard let reason = asked.reason.kept(DecideReview.longestReason) else { throw Rejection(.badRequest) }
    let found = try await store.evidence(of: id, reason: reason, by: member.id, at: dependencies.now())
    return .json(
      EvidenceResponse(
        body: found.body, edits: found.edits.map { EditsResponse.Edit(body: $0.body, at: $0.replacedAt) },
        hits: found.hits, retainUntil: found.retainUntil))
  }

  @Sendable private func receipt(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    _ = try moderator(context)
    let id: MessageID = try context.id()
    if let receipt = dependencies.receipts.receipt(of: id) { return .json(receipt) }
    guard let kept = try await store.keptReceipt(of: id) else { throw Rejection(.notFound) }
    return .json(
      HideReceipt(
        message: id, before: kept.before, now: kept.now, ms: kept.ms, mayHaveSeen: kept.mayHaveSeen.count,
        pushesSent: 0, isDone: kept.now == 0))
  }

  @Sendable private func correct(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try moderator(context)
    let id: MessageID = try context.id()
    let asked = try await request.decoded(CorrectionRequest.self, limit: dependencies.configuration.maxBodyBytes)
    let told = try await CorrectMessage(dependencies: dependencies)(id, text: asked.text, by: member)
    return .json(CorrectionResponse(told: told))
  }
}

extension Query {
  /// One of the names of an enumeration of ours.
  /// - Throws: a rejection with `badRequest` for any other.
  func name<Value: RawRepresentable<String>>(_ name: String) throws(Rejection) -> Value? {
    guard let text = text(name), !text.isEmpty else { return nil }
    guard let value = Value(rawValue: text) else { throw Rejection(.badRequest) }
    return value
  }
}
