import Community
import Moderation
import Persistence

/// What a new community needs before its first member, done at every start and nothing when it is there already.
struct FirstStart: Sendable {
  let dependencies: Dependencies

  /// When it returns, the standard rooms exist, and a demo that was asked for is filled.
  /// - Throws: `StartRefusal` when a demo was asked for in a real community; an unexpected error.
  func prepare() async throws {
    let (database, demo) = (dependencies.database, dependencies.configuration.demo)
    try await database.rooms.createIfNone(categories: StandardRooms.categories, rooms: StandardRooms.rooms)
    try await database.rules.createIfNone(RuleBody.starter, at: dependencies.now())
    guard demo.isEnabled else { return }
    guard try await database.members.count() == 0 else {
      if try await database.meta.isDemo() { return }
      throw StartRefusal(
        ja: "データフォルダ \(dependencies.configuration.dataFolder) には本物のコミュニティがあります。体験用には別の --data を指定してください。",
        en:
          "The data folder \(dependencies.configuration.dataFolder) holds a real community. Give the demo another --data."
      )
    }
    try await FillDemo(dependencies: dependencies)(members: demo.members, messages: demo.messages)
  }
}
