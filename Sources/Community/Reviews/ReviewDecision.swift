/// What became of the item.
public struct ReviewDecision: Hashable, Sendable {
  public let kind: DecisionKind
  public let by: MemberSummary
  public let at: Timestamp
  /// Free words of the moderator, for the record.
  public let reason: String?
  /// With `approveWithException`: the innocent words.
  public let exceptionPhrase: String?
  /// Whether the rule was right to fire.
  public let mark: HitMark?
  /// Until when the same moderator may take it back.
  public let undoUntil: Timestamp?

  public init(
    kind: DecisionKind, by: MemberSummary, at: Timestamp, reason: String? = nil, exceptionPhrase: String? = nil,
    mark: HitMark? = nil, undoUntil: Timestamp? = nil
  ) {
    self.kind = kind
    self.by = by
    self.at = at
    self.reason = reason
    self.exceptionPhrase = exceptionPhrase
    self.mark = mark
    self.undoUntil = undoUntil
  }
}

/// What a moderator decides.
public enum DecisionKind: String, CaseIterable, Codable, Sendable {
  /// Publish what was held; leave or bring back what was published.
  case approve
  /// As `approve`, and the rule was wrong about these words.
  case approveWithException
  /// Never publish what was held.
  case reject
  case hide
  /// There is nothing wrong with it.
  case dismiss
  /// Erase it: a request first, done by a second person.
  case delete
  /// Its author took it back; not a moderator's choice.
  case withdrawn
}

extension DecisionKind {
  /// How long the moderator may take a decision back.
  public static let undoTime = Duration.seconds(10)
}

/// Somebody wants the words of another erased, which needs a second person.
public struct DeletionRequest: Hashable, Sendable {
  public let by: MemberSummary
  public let at: Timestamp
  public let reason: String?
  /// Until when the same moderator may take it back.
  public let undoUntil: Timestamp?

  public init(by: MemberSummary, at: Timestamp, reason: String? = nil, undoUntil: Timestamp? = nil) {
    self.by = by
    self.at = at
    self.reason = reason
    self.undoUntil = undoUntil
  }
}

/// A decision that was taken back.
public struct UndoneDecision: Hashable, Sendable {
  public let kind: DecisionKind
  public let by: MemberSummary
  public let at: Timestamp
  /// True when the message had been published and could only be hidden again: it may have been seen.
  public let isHidden: Bool

  public init(kind: DecisionKind, by: MemberSummary, at: Timestamp, isHidden: Bool) {
    self.kind = kind
    self.by = by
    self.at = at
    self.isHidden = isHidden
  }
}

/// A moderator is looking at the item; others do not decide it meanwhile.
public struct ReviewClaim: Hashable, Sendable {
  public let by: MemberSummary
  public let until: Timestamp

  public init(by: MemberSummary, until: Timestamp) {
    self.by = by
    self.until = until
  }
}

extension ReviewClaim {
  /// How long a claim lasts unless it is renewed.
  public static let time = Duration.seconds(120)
}
