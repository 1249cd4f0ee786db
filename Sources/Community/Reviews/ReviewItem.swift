/// One message that waits, or waited, for a moderator.
public struct ReviewItemID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// One message that waits for a moderator, or waited: there is one item per message, however often it is reported.
public struct ReviewItem: Hashable, Sendable {
  public let id: ReviewItemID
  public let kind: ReviewKind
  public let state: ReviewState
  public let room: RoomID
  public let message: ReviewedMessage
  public let hits: [RuleHit]
  /// Oldest first.
  public let reports: [Report]
  /// When it was opened, or opened again.
  public let createdAt: Timestamp
  public let claim: ReviewClaim?
  /// `nil` while it is open.
  public let decision: ReviewDecision?
  /// With kind `deletion`: who asked first.
  public let deletion: DeletionRequest?
  /// The last decision that was taken back.
  public let undone: UndoneDecision?

  public init(
    id: ReviewItemID, kind: ReviewKind, state: ReviewState, room: RoomID, message: ReviewedMessage, hits: [RuleHit],
    reports: [Report], createdAt: Timestamp, claim: ReviewClaim? = nil, decision: ReviewDecision? = nil,
    deletion: DeletionRequest? = nil, undone: UndoneDecision? = nil
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.room = room
    self.message = message
    self.hits = hits
    self.reports = reports
    self.createdAt = createdAt
    self.claim = claim
    self.decision = decision
    self.deletion = deletion
    self.undone = undone
  }
}

/// The message an item is about, as moderators see it.
public struct ReviewedMessage: Hashable, Sendable {
  public let id: MessageID
  public let author: MemberSummary
  /// `nil` once it is sealed evidence or gone.
  public let body: String?
  public let thread: MessageID?
  /// When it was written.
  public let createdAt: Timestamp
  public let state: ReviewedState
  public let offset: Offset?

  public init(
    id: MessageID, author: MemberSummary, body: String? = nil, thread: MessageID? = nil, createdAt: Timestamp,
    state: ReviewedState, offset: Offset? = nil
  ) {
    self.id = id
    self.author = author
    self.body = body
    self.thread = thread
    self.createdAt = createdAt
    self.state = state
    self.offset = offset
  }
}

/// Why a message is in the queue.
public enum ReviewKind: String, CaseIterable, Codable, Sendable {
  /// Stored, unseen by others.
  case held
  /// Published, and a rule asks for a look.
  case flagged
  /// Members asked for a look.
  case reported
  /// Somebody wants it erased; a second person decides.
  case deletion
}

/// Whether somebody still has to decide.
public enum ReviewState: String, CaseIterable, Codable, Sendable {
  case open
  case decided
}

/// What became of a message, as moderators see it.
public enum ReviewedState: String, CaseIterable, Codable, Sendable {
  case held
  case published
  case hidden
  case deleted
  /// Held, and never published.
  case rejected
  /// Held, and taken back by its author.
  case withdrawn
}
