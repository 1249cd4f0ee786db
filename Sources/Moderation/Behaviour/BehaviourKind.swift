public import Community

/// What is noticed about how somebody writes, where no single text says it.
public enum BehaviourKind: String, CaseIterable, Codable, Sendable {
  /// Too much at once.
  case flood = "FLOOD"
  /// The same text again and again by one sender, here or in other rooms.
  case copies = "COPIES"
  /// The same text by several senders.
  case raid = "RAID"
  /// Calling many different members.
  case mentions = "MENTIONS"
  /// One thing said in pieces, each of them harmless.
  case split = "SPLIT"

  /// For people.
  public var label: LocalizedText {
    switch self {
    case .flood: LocalizedText(ja: "連続投稿", en: "Too many messages")
    case .copies: LocalizedText(ja: "同じ文章のくり返し", en: "Repeated text")
    case .raid: LocalizedText(ja: "複数の人による同じ文章", en: "Same text by several people")
    case .mentions: LocalizedText(ja: "多くの人への呼びかけ", en: "Calling many members")
    case .split: LocalizedText(ja: "分けて書かれた言葉", en: "Words split over messages")
    }
  }
}

/// Something noticed about a message.
public struct BehaviourFinding: Hashable, Sendable {
  public let kind: BehaviourKind
  public let action: Action
  public let category: Category
  /// What moderators see as the rule's phrase.
  public let phrase: String
  /// The part of the message it concerns: UTF-8 offsets, whole characters.
  public let utf8Range: Range<Int>
  /// For moderators: what was counted, in plain words.
  public let explanation: LocalizedText
  /// For its author, when the message waits.
  public let told: LocalizedText
  /// When to come back, where the action is `slowDown`.
  public let retryAfterMs: Int?
  /// The earlier copies of a raid, told once, when it is noticed: they are published already.
  public internal(set) var earlier: [WrittenBefore]

  init(
    _ kind: BehaviourKind, action: Action, category: Category = .spam, phrase: String? = nil, utf8Range: Range<Int>,
    explanation: LocalizedText, told: LocalizedText, retryAfterMs: Int? = nil, earlier: [WrittenBefore] = []
  ) {
    self.kind = kind
    self.action = action
    self.category = category
    self.phrase = phrase ?? kind.label.ja
    self.utf8Range = utf8Range
    self.explanation = LocalizedText(
      ja: "\(kind.label.ja)：\(explanation.ja)", en: "\(kind.label.en): \(explanation.en)")
    self.told = told
    self.retryAfterMs = retryAfterMs
    self.earlier = earlier
  }
}

/// A message by what identifies it before it has a number.
public struct WrittenBefore: Hashable, Sendable {
  public let author: MemberID
  public let key: String
}

/// A message on its way to be stored: authorised and screened.
public struct BehaviourPost: Sendable {
  public let sender: MemberID
  public let room: RoomID
  /// The post it comments on.
  public let thread: MessageID?
  /// As others will read it.
  public let text: String
  /// The members it calls.
  public let mentions: [MemberID]
  /// The sender's own name for it: a retry has the same.
  public let key: String
  public let at: Timestamp
  /// Whether the sender works for the community: then only what the texts say counts, not how many there are.
  public let isTrusted: Bool
  /// Whether others will read it at once.
  public let isPublished: Bool

  public init(
    sender: MemberID, room: RoomID, thread: MessageID? = nil, text: String, mentions: [MemberID] = [], key: String,
    at: Timestamp, isTrusted: Bool = false, isPublished: Bool = true
  ) {
    self.sender = sender
    self.room = room
    self.thread = thread
    self.text = text
    self.mentions = mentions
    self.key = key
    self.at = at
    self.isTrusted = isTrusted
    self.isPublished = isPublished
  }
}
