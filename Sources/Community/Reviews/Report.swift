/// A member's report (通報) of a message. Only ever shown to moderators.
public struct Report: Hashable, Sendable {
  public let reason: ReportReason
  public let note: String?
  public let reporter: MemberSummary
  public let at: Timestamp

  public init(reason: ReportReason, note: String? = nil, reporter: MemberSummary, at: Timestamp) {
    self.reason = reason
    self.note = note
    self.reporter = reporter
    self.at = at
  }
}

/// Why a member reports a message; the list of two taps.
public enum ReportReason: String, CaseIterable, Codable, Sendable {
  case insult
  case threat
  case discrimination
  case sexual
  case personalData
  case spam
  case solicitation
  case other
}
