import Community
import Foundation
import Testing

@testable import RealtimeServer

@Suite struct MailFormatTests {
  private let format = MailFormat(from: "hiroba@example.jp", senderName: "いばらきひろば")

  private func lines(subject: String = "123456 は…のコードです", text: String = "本文\n二行目") throws -> [String] {
    let mail = Mail(recipient: try EmailAddress("taro@example.jp"), subject: subject, text: text)
    let bytes = format.bytes(of: mail, messageID: "abc", at: Timestamp(milliseconds: 1_795_257_720_000))
    #expect(bytes.allSatisfy { $0 < 0x80 })
    return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
  }

  @Test func `the bytes are ASCII, the lines short, and the body decodes to what was written`() throws {
    let lines = try lines()
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    let blank = try #require(lines.firstIndex(of: ""))
    let body = try #require(Data(base64Encoded: lines[(blank + 1)...].joined()))
    #expect(String(decoding: body, as: UTF8.self) == "本文\r\n二行目")
  }

  @Test func `the headers a mail server expects are there once`() throws {
    let lines = try lines()
    #expect(lines.contains("Date: Sat, 21 Nov 2026 10:42:00 +0000"))
    #expect(lines.contains("Message-ID: <abc@example.jp>"))
    #expect(lines.contains("To: <taro@example.jp>"))
    #expect(lines.contains("Auto-Submitted: auto-generated"))
    for name in ["Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"] {
      #expect(lines.count { $0.hasPrefix(name + ":") } == 1)
    }
  }

  @Test(arguments: ["x\r\nBcc: evil@example.jp", "x\nBcc: evil@example.jp", "x\r\n\r\nbody", "\u{0}\u{7F}"])
  func `nothing written by a person becomes a header`(subject: String) throws {
    let lines = try lines(subject: subject)
    let blank = try #require(lines.firstIndex(of: ""))
    #expect(!lines[..<blank].contains { $0.lowercased().hasPrefix("bcc") })
    #expect(lines[..<blank].count == 9 || lines[..<blank].allSatisfy { !$0.contains("evil") })
  }

  @Test(arguments: [
    "", "a", "みと梅ざけ", String(repeating: "茨", count: 200), String(repeating: "👨‍👩‍👧‍👦", count: 20),
    "か" + String(repeating: "\u{3099}", count: 100),
  ])
  func `a subject of any length decodes to itself, word by word`(subject: String) throws {
    let words = MailFormat.encodedWords(subject, indent: 9).components(separatedBy: "\r\n ")
    var decoded = ""
    for word in words {
      #expect(word.utf8.count <= 75)
      let base64 = try #require(
        word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?=") ? word.dropFirst(10).dropLast(2) : nil)
      // Each word is valid UTF-8 by itself (RFC 2047 §5).
      let bytes = try #require(Data(base64Encoded: String(base64)))
      decoded += try #require(String(validating: bytes, as: UTF8.self))
    }
    #expect(decoded == subject)
  }

  @Test(arguments: [
    (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 +0000"),
    (1_798_761_599_999, "Thu, 31 Dec 2026 23:59:59 +0000"), (1_835_395_200_000, "Tue, 29 Feb 2028 00:00:00 +0000"),
  ])
  func `dates are right across leap days and year ends`(milliseconds: Int64, text: String) {
    #expect(MailFormat.date(Timestamp(milliseconds: milliseconds)) == text)
  }
}
