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
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let seconds = time.milliseconds / 1_000
    let day = Int(seconds / 86_400)
    let (year, month, dayOfMonth) = civil(day)
    let clock = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(days[day % 7]), \(dayOfMonth) \(months[month - 1]) \(year) \(clock.joined(separator: ":")) +0000"
  }

  /// Year, month and day of a count of days since 1970-01-01.
  /// - Source: https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
  }
}
