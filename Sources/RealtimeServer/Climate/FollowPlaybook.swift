import Community
import Foundation
import Moderation
import Persistence

/// One tap on the early warning's card. Nothing is deleted, and nothing happens without a person.
struct FollowPlaybook: Sendable {
  let dependencies: Dependencies

  /// The steps that can be followed here.
  static func offers(_ step: PlaybookStep) -> Bool {
    switch step {
    case .breathe, .informPrefecture, .slowMode, .holdNewcomers, .freeze: true
    case .holdReplies: false
    }
  }

  /// - Throws: a rejection: `badRequest` for a step that is not offered, those of posting.
  func callAsFunction(_ step: PlaybookStep, in room: Room, by moderator: MemberSummary) async throws {
    switch step {
    case .breathe: try await breathe(in: room, by: moderator)
    case .informPrefecture: try await inform(of: room, by: moderator)
    case .slowMode:
      try await change(room, by: moderator) { $0.slowSeconds = max($0.slowSeconds, PlaybookStep.slowModeSeconds) }
    case .holdNewcomers: try await change(room, by: moderator) { $0.shield = max($0.shield, .newcomers) }
    case .freeze: try await change(room, by: moderator) { $0.isFrozen = true }
    case .holdReplies: throw Rejection(.badRequest)
    }
  }

  private func change(
    _ room: Room, by moderator: MemberSummary, _ body: (inout RoomControls) -> Void
  ) async throws {
    var controls = dependencies.controls.controls(of: room.id)
    body(&controls)
    _ = try await SetControls(dependencies: dependencies)(controls, of: room, by: moderator)
  }

  /// ひと呼吸メッセージ: a calm word of the organisers, as a message of the moderator's own.
  private func breathe(in room: Room, by moderator: MemberSummary) async throws {
    _ = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Posted, any Error>) in
      PostMessage(dependencies: dependencies)(
        in: room.id, thread: nil, body: Self.calmWord, key: UUID().uuidString, by: moderator
      ) { continuation.resume(with: $0.mapError { $0 as any Error }) }
    }
  }

  private static let calmWord = """
    【運営より】いま、話が少し熱くなっているようです。ひと呼吸おいて、画面の向こうにいる人を思いうかべてから書きこんでみませんか。
    いろいろな考えの人が、安心して話せる広場にしましょう。困ったときは、投稿のメニューの「通報」から知らせてください。
    """

  /// 県に知らせる: a notice to everyone on the community's and the prefecture's side.
  private func inform(of room: Room, by moderator: MemberSummary) async throws {
    try await dependencies.database.climates.inform(
      of: room.id, NoticeKind.roomAlert.text(room: room.name), by: moderator.id, at: dependencies.now())
  }
}
