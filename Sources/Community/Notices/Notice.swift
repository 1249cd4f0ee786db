/// Something a member is told.
public struct NoticeID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Something a member is told about their own affairs, kept until they have read it.
public struct Notice: Hashable, Sendable {
  public let id: NoticeID
  public let kind: NoticeKind
  public let text: LocalizedText
  public let at: Timestamp
  public let readAt: Timestamp?
  /// Where it leads: a path of the screens.
  public let link: String?

  public init(
    id: NoticeID, kind: NoticeKind, text: LocalizedText, at: Timestamp, readAt: Timestamp? = nil, link: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.text = text
    self.at = at
    self.readAt = readAt
    self.link = link
  }
}

/// What a notice is about. Stored: never rename one, only add.
public enum NoticeKind: String, CaseIterable, Codable, Sendable {
  case messageApproved
  case messageRejected
  case messageHidden
  case messageDeleted
  case reportUpheld
  case reportDismissed
  case correction
  case roomAlert
}
