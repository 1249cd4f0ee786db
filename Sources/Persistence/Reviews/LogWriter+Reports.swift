import Community
import GRDB

extension LogWriter {
  /// Notes a member's report; all reports of a message make one item.
  /// - Parameter most: reports of one member within an hour.
  func report(
    _ id: MessageID, by reporter: MemberID, reason: ReportReason, note: String?, most: Int, at: Timestamp,
    allowedIn rule: MessageLog.RoomRule
  ) throws {
    guard let target = try findTarget(id), target.state != nil else { throw Refusal.notFound }
    if let refusal = rule(target.roomID) { throw refusal }
    guard target.state == .published else { throw Refusal.messageGone }
    guard target.authorID != reporter else { throw Refusal.ownMatter }
    let isRepeated = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM report WHERE messageID = ? AND reporterID = ?)",
      arguments: [id.rawValue, reporter.rawValue])
    guard isRepeated != true else { throw Refusal.alreadyReported }
    let recent = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM report WHERE reporterID = ? AND atMs > ?",
      arguments: [reporter.rawValue, at.advanced(by: .seconds(-3_600)).milliseconds])
    guard (recent ?? 0) < most else { throw Refusal.tooFast }
    try db.execute(
      sql: "INSERT INTO report (messageID, reporterID, reason, note, atMs) VALUES (?, ?, ?, ?, ?)",
      arguments: [id.rawValue, reporter.rawValue, reason.rawValue, note, at.milliseconds])
    try openItem(.reported, of: id, in: target.roomID, by: target.authorID, hits: [], told: nil, at: at)
  }
}
