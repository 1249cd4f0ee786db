/// A rule of the filter.
public struct RuleID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Something that was found by a rule once.
public struct RuleHitID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A rule of the filter as it is kept: what a person wrote, and which of its versions this is.
public struct Rule: Hashable, Sendable {
  public let id: RuleID
  /// 1, 2, 3 …: raised by every change. Hits name the version that found them.
  public let version: Int
  /// The version of the text folding it was compiled with when it was last changed.
  public let foldVersion: String
  public let body: RuleBody
  /// Who wrote or last changed it; `nil` for one that came with the program.
  public let owner: MemberSummary?
  public let createdAt: Timestamp
  public let changedAt: Timestamp

  public init(
    id: RuleID, version: Int, foldVersion: String, body: RuleBody, owner: MemberSummary? = nil, createdAt: Timestamp,
    changedAt: Timestamp
  ) {
    self.id = id
    self.version = version
    self.foldVersion = foldVersion
    self.body = body
    self.owner = owner
    self.createdAt = createdAt
    self.changedAt = changedAt
  }
}

/// What a person writes of a rule. Names are those of `Moderation`: see `RuleBody.problem` there.
public struct RuleBody: Hashable, Codable, Sendable {
  /// The watched word, or the name of a detector: `PHONE`.
  public var phrase: String
  /// Whether `phrase` names a detector.
  public var isDetector: Bool = false
  public var reading: String?
  public var romaji: String?
  public var spellings: [String] = []
  /// `exact`, `standard`, `strict` or `aggressive`.
  public var strictness: String = "strict"
  /// `observe`, `flag`, `mask`, `nudge`, `slowDown`, `hold`, `block` or `timeout`.
  public var action: String = "hold"
  public var category: String = "insult"
  /// Told to the author; `nil` for the category's own words.
  public var reason: LocalizedText?
  public var showsPhrase: Bool = true
  public var scope = RuleScope()
  public var conditions: [RuleCondition] = []
  /// Innocent phrases that contain the word.
  public var exceptions: [String] = []
  /// Only counted, whatever the action.
  public var isObserving: Bool = false
  /// When observing ends by itself; `nil` for when a person ends it.
  public var observesUntil: Timestamp?
  /// When the rule stops being asked; it stays in the list and in the log.
  public var expiresAt: Timestamp?
  public var note: String?

  public init(phrase: String, isDetector: Bool = false) {
    self.phrase = phrase
    self.isDetector = isDetector
  }

  /// Whether it is only counted at that time.
  public func observes(at: Timestamp) -> Bool {
    isObserving && observesUntil.map { at < $0 } ?? true
  }

  public func isExpired(at: Timestamp) -> Bool { expiresAt.map { $0 <= at } ?? false }
}

/// Where a rule applies: everywhere when it names nothing, else in any of what it names.
public struct RuleScope: Hashable, Codable, Sendable {
  public var rooms: [RoomID]
  public var categories: [RoomCategoryID]
  public var events: [Int64]

  public init(rooms: [RoomID] = [], categories: [RoomCategoryID] = [], events: [Int64] = []) {
    self.rooms = rooms
    self.categories = categories
    self.events = events
  }

  public var isEverywhere: Bool { rooms.isEmpty && categories.isEmpty && events.isEmpty }
}

/// What else must hold for a rule to fire.
public struct RuleCondition: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// One of the phrases stands in the text, too.
    case and
    /// None of the phrases stands in the text.
    case not
    /// One of the phrases stands within `distance` characters of the hit.
    case near
  }

  public var kind: Kind
  public var phrases: [String]
  /// For `near`: characters between the hit and the phrase.
  public var distance: Int?

  public init(_ kind: Kind, _ phrases: [String], distance: Int? = nil) {
    self.kind = kind
    self.phrases = phrases
    self.distance = distance
  }
}

/// How a rule has done.
public struct RuleStatistics: Hashable, Sendable {
  /// Hits of the last seven days.
  public var hits7d: Int
  /// Marked as right by moderators, ever.
  public var right: Int
  public var wrong: Int

  public init(hits7d: Int = 0, right: Int = 0, wrong: Int = 0) {
    self.hits7d = hits7d
    self.right = right
    self.wrong = wrong
  }
}

/// One line of the hit log.
public struct LoggedHit: Hashable, Sendable {
  public let id: RuleHitID
  public let rule: RuleID
  public let version: Int
  public let foldVersion: String
  public let at: Timestamp
  /// `nil` for a text that was refused, and for names.
  public let message: MessageID?
  public let room: RoomID?
  /// What happened: less than the rule's action while it observes.
  public let action: String
  /// As written; `nil` where it may be personal data.
  public let found: String?
  public let startUTF16: Int
  public let endUTF16: Int
  public let folds: String
  public let mark: HitMark?

  public init(
    id: RuleHitID, rule: RuleID, version: Int, foldVersion: String, at: Timestamp, message: MessageID?, room: RoomID?,
    action: String, found: String?, startUTF16: Int, endUTF16: Int, folds: String, mark: HitMark?
  ) {
    self.id = id
    self.rule = rule
    self.version = version
    self.foldVersion = foldVersion
    self.at = at
    self.message = message
    self.room = room
    self.action = action
    self.found = found
    self.startUTF16 = startUTF16
    self.endUTF16 = endUTF16
    self.folds = folds
    self.mark = mark
  }
}
