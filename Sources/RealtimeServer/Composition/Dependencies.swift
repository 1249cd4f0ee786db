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
  /// Every room and where its log stands, in memory.
  let rooms: RoomDirectory
  /// Every display name, in memory, for mentions.
  let names: NameDirectory
  let vault: Vault
  let mail: any MailSender
  /// The server's clock. Tests set it.
  let now: @Sendable () -> Timestamp
  let logger: Logger
}
