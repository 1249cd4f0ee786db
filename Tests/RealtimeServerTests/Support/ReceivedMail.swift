import Foundation

/// An e-mail as its reader sees it.
struct ReceivedMail: Hashable, Sendable {
  let headers: [String: String]
  let subject: String
  let text: String

  /// - Parameter source: RFC 5322, as `MailFormat` writes it.
  init(_ source: String) throws {
    let parts = source.components(separatedBy: "\r\n\r\n")
    let unfolded = parts[0].replacingOccurrences(of: "\r\n ", with: " ")
    headers = Dictionary(
      unfolded.components(separatedBy: "\r\n").compactMap { line in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        return (line[..<colon].lowercased(), String(line[line.index(colon, offsetBy: 2)...]))
      }, uniquingKeysWith: { first, _ in first })
    subject = (headers["subject"] ?? "").components(separatedBy: " ").map { word in
      Data(base64Encoded: String(word.dropFirst(10).dropLast(2))).map { String(decoding: $0, as: UTF8.self) } ?? word
    }.joined()
    let body =
      Data(
        base64Encoded: parts.dropFirst().joined().replacingOccurrences(of: "\r\n", with: "")) ?? Data()
    text = String(decoding: body, as: UTF8.self)
  }

  /// The six digits in it.
  var code: String? {
    text.split(whereSeparator: { !$0.isNumber }).first { $0.count == 6 }.map(String.init)
  }
}
