import Community
import Logging
import NIOCore

/// The mail sender the settings ask for.
func makeMailSender(
  _ configuration: ServerConfiguration, timers: any EventLoop, now: @escaping @Sendable () -> Timestamp,
  logger: Logger
) -> MailQueue {
  let format = MailFormat(from: configuration.mail.from, senderName: configuration.communityName)
  let transport: any MailTransport
  if let smtp = configuration.mail.smtp {
    transport = SMTPSubmission(settings: smtp, format: format, now: now)
  } else {
    transport = MailFolder(path: configuration.mailFolder, format: format, now: now) { file in
      // A hint for who tries the server out: the newest code is in this file.
      logger.notice("mail.stored", metadata: ["file": "\(file)"])
    }
  }
  return MailQueue(transport: transport, timers: timers, logger: logger)
}
