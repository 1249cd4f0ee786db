import CCurl
import Community

/// Hands e-mails to a mail server (RFC 6409) through libcurl.
struct SMTPSubmission: MailTransport {
  let settings: ServerConfiguration.SMTP
  let format: MailFormat
  let now: @Sendable () -> Timestamp

  /// libcurl wants to be made ready once, before its first use on any thread.
  private static let isReady = hiroba_curl_global_init() == 0

  func deliver(_ mail: Mail) throws(MailFailure) {
    guard Self.isReady else { throw MailFailure(isTemporary: false, answer: 0, cause: "libcurl cannot be used") }
    let message = format.bytes(of: mail, messageID: Secret.token(), at: now())
    var answer = 0
    let code = submit(message, to: "<\(mail.recipient.text)>", answer: &answer)
    guard code != 0 else { return }
    throw MailFailure(
      // 4yz: try again (RFC 5321 §4.2.1). 5yz: do not. Nothing at all: the network, try again.
      isTemporary: !(500...599).contains(answer), answer: answer, cause: String(cString: hiroba_curl_describe(code)))
  }

  private func submit(_ message: [UInt8], to recipient: String, answer: inout Int) -> Int32 {
    let timeout = settings.timeoutSeconds * 1_000
    return withCStrings([url, "<\(format.from)>", recipient, settings.user, settings.password, settings.authorities]) {
      strings in
      message.withUnsafeBufferPointer { bytes in
        var mail = hiroba_mail(
          url: strings[0], sender: strings[1], recipient: strings[2], user: strings[3], password: strings[4],
          authorities: strings[5],
          requires_tls: settings.security == .none ? 0 : 1, connect_timeout_ms: min(timeout, 10_000),
          timeout_ms: timeout, message: bytes.baseAddress, message_length: bytes.count)
        return hiroba_curl_submit(&mail, &answer)
      }
    }
  }

  /// The path becomes the name in EHLO.
  private var url: String {
    let host = settings.host.contains(":") && !settings.host.hasPrefix("[") ? "[\(settings.host)]" : settings.host
    return "\(settings.security == .tls ? "smtps" : "smtp")://\(host):\(settings.port)/\(clientName)"
  }

  private var clientName: String { format.from.split(separator: "@").last.map(String.init) ?? "localhost" }
}

/// Lends several C strings at once; `nil` stays `NULL`.
private func withCStrings<T>(_ strings: [String?], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
  func lend(_ index: Int, _ pointers: [UnsafePointer<CChar>?]) -> T {
    guard index < strings.count else { return body(pointers) }
    guard let string = strings[index] else { return lend(index + 1, pointers + [nil]) }
    return string.withCString { lend(index + 1, pointers + [$0]) }
  }
  return lend(0, [])
}
