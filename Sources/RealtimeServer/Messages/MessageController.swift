import Community
import Hummingbird
import Persistence
import Wire

/// Pages of posts and comments, single messages and what they said before.
struct MessageController: Sendable {
  /// Messages of one page.
  static let pageSizes = 1...100
  static let usualPage = 50

  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    api.get("rooms/:id/messages", use: page)
    api.get("messages/:id", use: message)
    api.get("messages/:id/comments", use: comments)
    api.get("messages/:id/edits", use: edits)
  }

  @Sendable private func page(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let room = try dependencies.readableRoom(try context.id(), as: member.role)
    let query = Query(request)
    let page = try await dependencies.database.history.page(
      room: room.id, anchor: try Self.anchor(query) ?? .newest,
      limit: try query.limit(Self.pageSizes, default: Self.usualPage), for: member.id)
    return .json(
      MessagePageResponse(
        epoch: page.epoch, offset: page.offset, readOffset: page.readOffset, messages: page.messages,
        hasOlder: page.hasOlder, hasNewer: page.hasNewer))
  }

  @Sendable private func message(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let found = try await readable(try context.id(), for: member)
    return .json(
      MessageResponse(epoch: found.epoch, offset: found.offset, message: found.message, post: found.post))
  }

  @Sendable private func comments(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    let id: MessageID = try context.id()
    let query = Query(request)
    _ = try await readable(id, for: member)
    let page = try await dependencies.database.history.comments(
      post: id, anchor: try Self.anchor(query) ?? .oldest,
      limit: try query.limit(Self.pageSizes, default: Self.usualPage), for: member.id)
    guard let post = page.post else { throw Rejection(.notFound) }
    return .json(
      CommentPageResponse(
        epoch: page.epoch, offset: page.offset, post: post, messages: page.messages, hasOlder: page.hasOlder,
        hasNewer: page.hasNewer))
  }

  /// Reading what was replaced is itself written down: the store does so before it answers.
  @Sendable private func edits(_ request: Request, _ context: AppRequestContext) async throws -> Response {
    let member = try context.signedIn().member
    guard member.role.allows(.readEditHistory) else { throw Rejection(.notPermitted) }
    let id: MessageID = try context.id()
    _ = try await readable(id, for: member)
    let edits = try await dependencies.database.history.edits(of: id, readBy: member.id, at: dependencies.now())
    return .json(EditsResponse(edits: edits.map { EditsResponse.Edit(body: $0.body, at: $0.replacedAt) }))
  }

  /// The message, when the member may read its room now.
  private func readable(_ id: MessageID, for member: MemberSummary) async throws -> MessageInContext {
    let found = try await dependencies.database.history.message(id, for: member.id)
    _ = try dependencies.readableRoom(found.message.message.roomID, as: member.role)
    return found
  }

  /// - Returns: `nil` when the query names none.
  private static func anchor(_ query: Query) throws(Rejection) -> PageAnchor? {
    let given = [
      try query.number("before").map { PageAnchor.before(Offset($0)) },
      try query.number("after").map { PageAnchor.after(Offset($0)) },
      try query.number("around").map { PageAnchor.around(Offset($0)) },
    ].compactMap { $0 }
    guard given.count <= 1 else { throw Rejection(.badRequest) }
    return given.first
  }
}
