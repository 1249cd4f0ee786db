import Community
import Logging
import Moderation
import Persistence

/// What use cases and routes share. Made once at start, passed as a value; there are no singletons.
struct Dependencies: Sendable {
  let configuration: ServerConfiguration
  let database: CommunityDatabase
  let screener: CurrentScreener
  let hub: Hub
  let vault: Vault
  let mail: any MailSender
  /// The server's clock. Tests set it.
  let now: @Sendable () -> Timestamp
  let logger: Logger
}
