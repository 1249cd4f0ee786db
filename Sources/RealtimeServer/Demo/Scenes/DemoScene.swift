import Community

/// Who may say a line.
enum DemoSpeaker: Character, CaseIterable, Sendable {
  /// Any member who is not on the staff side.
  case anyone = "-"
  case local = "L"
  case outside = "O"
  /// 先輩移住者: moved to Ibaraki.
  case senior = "S"
  /// ローカルプレーヤー.
  case player = "P"
  case parent = "K"
  case localParent = "H"
  /// Community managers and moderators.
  case team = "T"
  /// Community managers alone: they write the announcements.
  case manager = "C"
  /// A municipality's staff, of the place the thread is about.
  case municipal = "M"
  /// Anyone on the staff side.
  case staffSide = "X"
}

/// One thing somebody may say in a scene. A class for the same reason as `DemoScene`.
final class DemoLine: Sendable {
  let template: DemoTemplate
  let speaker: DemoSpeaker
  /// Without です・ます.
  let isCasual: Bool
  let condition: DemoCondition
  /// Each mask names lines of the scene of which one must have been said.
  let requires: [UInt64]
  /// Whether it names the last guest of the thread, or the speaker's age.
  let namesGuest: Bool
  let namesAge: Bool
  /// Whether it is for those who live within a day's trip.
  let namesNear: Bool
  /// Whether it speaks to several people (みなさん).
  let addressesAll: Bool
  /// Whether it is so short that nobody minds reading it twice.
  let isShort: Bool

  init(
    template: DemoTemplate, speaker: DemoSpeaker, isCasual: Bool, condition: DemoCondition, requires: [UInt64]
  ) {
    self.template = template
    self.speaker = speaker
    self.isCasual = isCasual
    self.condition = condition
    self.requires = requires
    self.namesGuest = template.slots.contains(.prev) || template.slots.contains(.mention)
    self.namesAge = template.slots.contains(.age)
    self.isShort = template.literals.reduce(0) { $0 + $1.count } < 16
    self.addressesAll = template.literals.contains { $0.contains("みなさん") }
    self.namesNear = template.slots.contains(.near)
  }
}

/// Posts about one matter, and the comments that fit them.
///
/// A class only so that thousands of open threads share it without copying; nothing in it changes.
final class DemoScene: Sendable {
  /// Decides the small talk and how many stickers come.
  enum Kind: Character, CaseIterable, Sendable {
    case question = "q"
    case report = "r"
    case visit = "v"
    case talk = "t"
    case notice = "n"
    case chat = "c"
    case help = "h"
    case welcome = "w"
    case staff = "x"
  }

  enum Evening: String, Sendable {
    /// At any time.
    case any
    /// In the days before an online event.
    case before
    /// In the days after one.
    case after
  }

  enum Phase: String, CaseIterable, Sendable {
    case start, middle, end
  }

  let kind: Kind
  let rooms: [String]
  let stickers: [StickerID]
  let condition: DemoCondition
  let evening: Evening
  let phase: Phase?
  /// Kinds of sights that suit it, as letters of `DemoAtlas`.
  let sightKinds: Set<Character>
  /// All lines: posts, then answers, replies of the author, later comments.
  let lines: [DemoLine]
  let posts: Range<Int>
  let answers: Range<Int>
  let replies: Range<Int>
  let follows: Range<Int>
  /// What the lines name, so that one thread speaks of one place and its things.
  let slots: Set<DemoSlot>

  /// The same scene for one room alone, so that what was said in one room is not missing in another.
  func copy(for room: String) -> DemoScene {
    DemoScene(
      kind: kind, rooms: [room], stickers: stickers, condition: condition, evening: evening, phase: phase,
      sightKinds: sightKinds, groups: [posts, answers, replies, follows].map { Array(lines[$0]) })
  }

  init(
    kind: Kind, rooms: [String], stickers: [StickerID], condition: DemoCondition, evening: Evening, phase: Phase?,
    sightKinds: Set<Character>, groups: [[DemoLine]]
  ) {
    self.kind = kind
    self.rooms = rooms
    self.stickers = stickers
    self.condition = condition
    self.evening = evening
    self.phase = phase
    self.sightKinds = sightKinds
    self.lines = groups.flatMap(\.self)
    var starts = [0]
    for group in groups { starts.append((starts.last ?? 0) + group.count) }
    self.posts = starts[0]..<starts[1]
    self.answers = starts[1]..<starts[2]
    self.replies = starts[2]..<starts[3]
    self.follows = starts[3]..<starts[4]
    self.slots = lines.reduce(into: []) { $0.formUnion($1.template.slots) }
  }
}
