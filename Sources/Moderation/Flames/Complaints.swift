import Community

/// Who complained or was stopped within the window, so that nobody is counted for a crowd.
struct Complaints: Hashable, Codable, Sendable {
  private struct Entry: Hashable, Codable, Sendable {
    var account: Int64
    var isReporter: Bool
    var minute: Int64
  }

  /// More than 64 different complainers in ten minutes changes no decision.
  private static let capacity = 64
  /// Two stopped messages of one author count; a third is one quarrel more, not a crowd.
  private static let stopsPerAuthor = 2

  private var entries: [Entry] = []

  /// What a report counts. One member counts once in a window, whatever and how often they report: that holds the
  /// limit of one per target, and three members reporting everything remain three.
  mutating func report(by member: MemberID, record: ReporterRecord, minute: Int64) -> Double {
    guard !entries.contains(where: { $0.isReporter && $0.account == member.rawValue }) else { return 0 }
    return admit(Entry(account: member.rawValue, isReporter: true, minute: minute)) ? record.weight : 0
  }

  /// What a stopped message counts.
  mutating func stop(of author: MemberID, minute: Int64) -> Double {
    let earlier = entries.count { !$0.isReporter && $0.account == author.rawValue }
    guard earlier < Self.stopsPerAuthor else { return 0 }
    return admit(Entry(account: author.rawValue, isReporter: false, minute: minute)) ? 1 : 0
  }

  mutating func forget(before minute: Int64) { entries.removeAll { $0.minute < minute } }
  mutating func forgetAll() { entries.removeAll() }

  private mutating func admit(_ entry: Entry) -> Bool {
    guard entries.count < Self.capacity else { return false }
    entries.append(entry)
    return true
  }
}
