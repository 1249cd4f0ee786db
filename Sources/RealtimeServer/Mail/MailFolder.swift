import Community
import Foundation

/// Puts e-mails into a folder as `.eml` files, for trying out and for machines without a mail server.
///
/// The files hold sign-in codes: only their owner may read them, and only the newest `kept` stay.
struct MailFolder: MailTransport {
  /// Files that stay.
  static let kept = 200

  let path: String
  let format: MailFormat
  let now: @Sendable () -> Timestamp
  /// Told the path of each new file.
  let announce: @Sendable (String) -> Void

  func deliver(_ mail: Mail) throws(MailFailure) {
    let id = Secret.token()
    let time = now()
    // Names sort by time.
    let name = String(repeating: "0", count: max(0, 14 - "\(time.milliseconds)".count)) + "\(time.milliseconds)"
    let file = "\(path)/\(name)-\(id.prefix(8)).eml"
    do {
      try PrivateFile.create(file, contents: Data(format.bytes(of: mail, messageID: id, at: time)))
      try removeOldest()
    } catch {
      throw MailFailure(isTemporary: true, answer: 0, cause: "the mail folder cannot be written")
    }
    announce(file)
  }

  private func removeOldest() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".eml") }.sorted()
    for file in files.dropLast(Self.kept) { try FileManager.default.removeItem(atPath: path + "/" + file) }
  }
}
