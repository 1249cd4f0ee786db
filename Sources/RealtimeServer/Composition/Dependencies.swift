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
  /// Who the session cookies belong to.
  let sessions: SessionDirectory
  let vault: Vault
  let mail: any MailSender
  /// What readiness is read from.
  let upkeep: Upkeep
  /// The server's clock. Tests set it.
  let now: @Sendable () -> Timestamp
  let logger: Logger
}
