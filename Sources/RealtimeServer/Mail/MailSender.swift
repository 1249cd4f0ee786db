import Community

/// An e-mail to one member.
struct Mail: Hashable, Sendable {
  let recipient: EmailAddress
  let subject: String
  /// Plain text with `\n` line ends.
  let text: String
}

/// Takes e-mails and returns at once; delivering happens elsewhere.
protocol MailSender: Sendable {
  /// When the method returns, the e-mail waits for delivery. It is lost if the process ends first.
  /// - Throws: `Refusal.overloaded` when too many wait already.
  func send(_ mail: Mail) throws(Refusal)
}

/// Delivers one e-mail and waits for the answer. Never called on an event loop.
protocol MailTransport: Sendable {
  func deliver(_ mail: Mail) throws(MailFailure)
}

/// Why an e-mail was not delivered. Holds nothing about the receiver.
struct MailFailure: Error, Hashable, Sendable {
  /// Whether the same e-mail may get through later.
  let isTemporary: Bool
  /// SMTP answer code, 0 when there was none.
  let answer: Int
  /// English, for the log.
  let cause: String
}
