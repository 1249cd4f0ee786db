/// A post and where its comments stand.
struct DemoThread: Sendable {
  let room: String
  let region: DemoAtlas.Region
  let scene: DemoScene
  let setting: DemoSetting
  /// Member who posted; `nil` for a visitor.
  let author: Int?
  let authorName: String
  /// Lines of the scene, and of the kind's small talk, that have been said.
  var said: UInt64 = 0
  var saidSmallTalk: UInt64 = 0
  var comments = 0
  var authorHasReplied = false
  /// Who has commented, but the author: each once.
  var guests: [Int] = []
  /// The last guest who said more than small talk: the one whom others answer.
  var lastGuest: Int?
  var lastGuestName = ""
}

/// One text and who says it.
struct DemoUtterance: Sendable {
  let author: Int
  let body: String
  /// Members named by `@name` in the body.
  let mentions: [Int]
}
