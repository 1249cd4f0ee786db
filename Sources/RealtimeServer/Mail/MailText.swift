import Community

/// The e-mails' words.
enum MailText {
  /// A sign-in code. The code stands in the subject too, so that it can be read from the notification.
  static func signInCode(_ code: String, to recipient: EmailAddress, community: String, in language: Language) -> Mail {
    switch language {
    case .ja:
      Mail(
        recipient: recipient, subject: "\(code) は\(community)のサインインコードです",
        text: """
          \(community)のサインインコードです。

              \(code)

          サインインの画面に入力してください。10分間、1回だけ使えます。
          運営がこのコードをお尋ねすることはありません。ほかの人に教えないでください。

          お心あたりがないときは、このメールを消してください。コードを知らない人はサインインできません。

          \(community)
          """)
    case .en:
      Mail(
        recipient: recipient, subject: "\(code) is your sign-in code for \(community)",
        text: """
          Your sign-in code for \(community):

              \(code)

          Enter it on the sign-in page. It works once, for 10 minutes.
          We will never ask you for this code. Do not share it with anyone.

          If you did not ask for it, delete this e-mail. Nobody can sign in without the code.

          \(community)
          """)
    }
  }
}
