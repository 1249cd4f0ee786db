import Community
import Foundation

/// An e-mail as bytes on the wire (RFC 5322, MIME).
///
/// Nothing a person wrote can become a header of its own: the subject and names are encoded words (RFC 2047) of
/// base64, the addresses have passed `EmailAddress`, the body is base64.
struct MailFormat: Sendable {
  let from: String
  let senderName: String

  func bytes(of mail: Mail, messageID: String, at time: Timestamp) -> [UInt8] {
    let headers = [
      "Date: \(Self.date(time))",
      "From: \(Self.encodedWords(senderName, indent: 6)) <\(from)>",
      "To: <\(mail.recipient.text)>",
      "Subject: \(Self.encodedWords(mail.subject, indent: 9))",
      "Message-ID: <\(messageID)@\(domain)>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      // Keeps holiday replies away (RFC 3834).
      "Auto-Submitted: auto-generated",
    ]
    let text = mail.text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\n", with: "\r\n")
    let body = Data(text.utf8).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
  }

  private var domain: String {
    from.split(separator: "@").last.map(String.init) ?? "localhost"
  }

  /// Encoded words of at most 75 characters, split between characters (RFC 2047 §2, §5), one per folded line.
  static func encodedWords(_ text: String, indent: Int) -> String {
    let safe = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    var words: [String] = []
    var current = ""
    /// Base64 of 45 bytes is 60 characters; with `=?UTF-8?B?` and `?=` that is 72.
    let mostBytes = 45
    let first = mostBytes - indent
    for character in String(String.UnicodeScalarView(safe)) {
      // A single "character" may be longer than a word: then it is split between scalars.
      let pieces = character.utf8.count > first ? character.unicodeScalars.map { String($0) } : [String(character)]
      for piece in pieces {
        if current.utf8.count + piece.utf8.count > (words.isEmpty ? first : mostBytes) {
          words.append(current)
          current = ""
        }
        current += piece
      }
    }
    words.append(current)
    return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// `Sat, 21 Nov 2026 10:42:00 +0000` (RFC 5322 §3.3).
  static func date(_ time: Timestamp) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let utc = UTC(time)
    return "\(days[utc.weekday]), \(utc.day) \(months[utc.month - 1]) \(utc.year) \(utc.clock) +0000"
  }
}
