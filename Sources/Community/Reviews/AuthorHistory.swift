/// What moderators may know of an author before they decide.
public struct AuthorHistory: Hashable, Sendable {
  public let member: MemberSummary
  public let joinedAt: Timestamp
  public let isNewcomer: Bool
  /// Published ones.
  public let messages: Int
  public let hidden: Int
  /// Ever held, whatever became of them.
  public let held: Int
  /// Messages of theirs that were reported.
  public let reported: Int
  /// Newest first.
  public let sanctions: [PastSanction]

  public init(
    member: MemberSummary, joinedAt: Timestamp, isNewcomer: Bool, messages: Int, hidden: Int, held: Int, reported: Int,
    sanctions: [PastSanction]
  ) {
    self.member = member
    self.joinedAt = joinedAt
    self.isNewcomer = isNewcomer
    self.messages = messages
    self.hidden = hidden
    self.held = held
    self.reported = reported
    self.sanctions = sanctions
  }
}

/// A sanction in an author's history.
public struct PastSanction: Hashable, Sendable {
  public let kind: String
  public let at: Timestamp
  public let until: Timestamp?

  public init(kind: String, at: Timestamp, until: Timestamp? = nil) {
    self.kind = kind
    self.at = at
    self.until = until
  }
}
