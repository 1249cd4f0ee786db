import Community
import Logging
import Moderation
import Persistence

/// What use cases and routes share. Made once at start and passed on; there are no singletons.
///
/// A class of constants and no struct: every message hands it from call to call, and one reference is cheaper to hold
/// than a dozen.
final class Dependencies: Sendable {
  let configuration: ServerConfiguration
  let database: CommunityDatabase
  let screener: CurrentScreener
  /// How members write, in memory.
  let behaviour: Behaviour
  /// Names that only those who run the community may use.
  let officialNames: OfficialNames
  /// What rules found, on its way into the log.
  let hits: HitLog
  /// Puts changed rules in force.
  let ruleBook: RuleBook
  /// One dry run of a rule at a time.
  let dryRunGate = Gate()
  let hub: Hub
  /// Every room and where its log stands, in memory.
  let rooms: RoomDirectory
  /// Every display name, in memory, for mentions.
  let names: NameDirectory
  /// Who the session cookies belong to.
  let sessions: SessionDirectory
  let vault: Vault
  let mail: any MailSender
  /// Tells moderators what changed in the review queue.
  let reviews: ReviewAnnouncer
  /// Follows hides to the screens.
  let receipts: ReceiptBoard
  /// What is asked of rooms while they are busy.
  let controls: ControlBoard
  /// Hears for the early warning.
  let watch: ClimateWatch
  /// The early warning of every room.
  let climates: Climates
  /// What readiness is read from.
  let upkeep: Upkeep
  /// The server's clock. Tests set it.
  let now: @Sendable () -> Timestamp
  let logger: Logger

  init(
    configuration: ServerConfiguration, database: CommunityDatabase, screener: CurrentScreener,
    behaviour: Behaviour, officialNames: OfficialNames, hub: Hub,
    rooms: RoomDirectory, names: NameDirectory, sessions: SessionDirectory, vault: Vault, mail: any MailSender,
    reviews: ReviewAnnouncer, receipts: ReceiptBoard,
    controls: ControlBoard, watch: ClimateWatch, climates: Climates,
    upkeep: Upkeep, now: @escaping @Sendable () -> Timestamp, logger: Logger
  ) {
    self.configuration = configuration
    self.database = database
    self.screener = screener
    self.behaviour = behaviour
    self.officialNames = officialNames
    hits = HitLog(rules: database.rules, logger: logger)
    ruleBook = RuleBook(store: database.rules, screener: screener)
    self.hub = hub
    self.rooms = rooms
    self.names = names
    self.sessions = sessions
    self.vault = vault
    self.mail = mail
    self.reviews = reviews
    self.receipts = receipts
    self.controls = controls
    self.watch = watch
    self.climates = climates
    self.upkeep = upkeep
    self.now = now
    self.logger = logger
  }
}
