import Community
import Hummingbird
import HummingbirdCore
import Logging
import Moderation
import NIOCore
import NIOPosix
import Persistence
import ServiceLifecycle
import WebSocketTransport

/// Puts the whole server together: the only place that knows every part.
///
/// - Parameters:
///   - now: the clock; tests pass their own.
///   - onRunning: called with the port once the server accepts connections.
/// - Throws: one sentence for the operator when the data folder, the key or the certificate cannot be used.
func buildServer(
  _ configuration: ServerConfiguration, logger: Logger,
  now: @escaping @Sendable () -> Timestamp = WallClock.now,
  onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) async throws -> CommunityServer {
  let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
  let loops = Array(group.makeIterator())
  let hub = Hub(loops: loops)
  let rooms = RoomDirectory()
  let publisher = Publisher(hub: hub, rooms: rooms)
  let ear = DemoEar()
  let watch = ClimateWatch()
  let database = try CommunityDatabase(
    folder: configuration.dataFolder,
    onCommit: { committed in
      publisher.publish(committed)
      watch.hear(committed)
      ear.hear(committed)
    },
    onError: { logger.error("database.write.failed", metadata: ["error": "\($0)"]) })
  let mail = makeMailSender(configuration, timers: loops[0], now: now, logger: logger)
  let presence = PresenceTracker()
  let vault = try await Vault.open(configuration, of: database)
  database.reviews.sealEvidence(with: .sealing(with: vault, days: configuration.evidenceDays))
  let dependencies = Dependencies(
    configuration: configuration, database: database, screener: CurrentScreener(.holdingNothing),
    behaviour: Behaviour(policy: configuration.behaviour),
    officialNames: OfficialNames(community: configuration.communityName, operatorNames: configuration.officialNames),
    hub: hub, rooms: rooms, names: NameDirectory(),
    sessions: SessionDirectory(store: database.sessions), vault: vault, mail: mail,
    reviews: ReviewAnnouncer(reviews: database.reviews, hub: hub, now: now, logger: logger),
    receipts: ReceiptBoard(reviews: database.reviews, hub: hub, presence: presence, logger: logger),
    controls: ControlBoard(), watch: watch,
    climates: Climates(
      watch: watch, store: database.climates, rooms: rooms, hub: hub, words: ServerScreener.dictionary, now: now,
      logger: logger),
    upkeep: Upkeep(database: database, folder: configuration.dataFolder, now: now, logger: logger), now: now,
    logger: logger)
  try await FirstStart(dependencies: dependencies).prepare()
  try await dependencies.loadDirectories()
  try await dependencies.climates.load()
  // Before anybody can write: from here on there is always a screener of the community's own rules.
  try await dependencies.ruleBook.refresh()

  let commands = SessionCommands(
    dependencies: dependencies, limits: configuration.sessionLimits, presence: presence,
    typing: TypingBoard(), announcer: TallyAnnouncer(messages: database.messages, now: now))
  let admission = SocketAdmission(commands: commands, counter: SocketCounter())
  let tls = try CertificateKeeper(configuration: configuration, logger: logger)
  let application = Application(
    router: try await buildRouter(dependencies),
    server: HTTPServerBuilder { responder in
      ReloadingTLSChannel(
        keeper: tls,
        inner: HTTPAndWebSocketChannel(
          responder: responder, configuration: configuration.transport, decide: admission.decide,
          logger: logger))
    },
    configuration: .init(
      address: .hostname(configuration.host, port: configuration.port), serverName: nil, backlog: listenBacklog),
    onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? configuration.port) },
    eventLoopGroupProvider: .shared(group), logger: logger)

  return CommunityServer(
    dependencies: dependencies, group: group,
    services: [
      DatabaseKeeper(database: database, logger: logger),
      mail,
      dependencies.upkeep,
      HitWriter(log: dependencies.hits),
      SearchIndexer(database: database, logger: logger),
      NoticeSender(notices: database.notices, hub: hub, now: now, logger: logger),
      ClimateKeeper(climates: dependencies.climates, dependencies: dependencies),
      Ticker(eventLoop: loops[0], commands: commands),
      DemoResidents(commands: commands, ear: ear),
      SessionPatrol(dependencies: dependencies),
      tls,
      application,
      Drain(hub: hub),
    ])
}

/// Connections the kernel holds until they are accepted: three thousand phones may return in the same second.
private let listenBacklog = 4_096

extension Dependencies {
  /// Fills what is read from memory on the message path.
  func loadDirectories() async throws {
    rooms.load(
      try await database.rooms.all().map {
        RoomDirectory.Entry(room: $0.room, offset: $0.offset, postCount: $0.postCount, lastPostAt: $0.lastPostAt)
      })
    let newSince = now().advanced(by: .seconds(-RoomControls.newcomerRange.upperBound * 3_600))
    controls.load(try await database.controls.all(), joined: try await database.controls.joined(after: newSince))
    names.add(try await database.members.allNames().map { (name: $0.name, member: $0.id) })
  }
}
