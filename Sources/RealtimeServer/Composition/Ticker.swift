import Logging
import Moderation
import NIOCore
import ServiceLifecycle

/// Everything that happens at intervals: activity, presence, typing, tallies.
struct Ticker: Service {
  let eventLoop: any EventLoop
  let commands: SessionCommands

  func run() async throws {
    let activity = RoomActivityTicker(rooms: commands.dependencies.rooms, hub: commands.dependencies.hub)
    let (behaviour, logger) = (commands.dependencies.behaviour, commands.dependencies.logger)
    let (hub, presence, typing, announcer) = (
      commands.dependencies.hub, commands.presence, commands.typing, commands.announcer
    )
    let tasks = [
      repeating(every: RoomActivityTicker.interval) { activity.tick() },
      repeating(every: PresenceTracker.interval) { presence.tick(hub: hub) },
      repeating(every: TypingBoard.interval) { typing.tick(hub: hub, presence: presence) },
      repeating(every: TallyAnnouncer.interval) { announcer.tick() },
      repeating(every: .minutes(1)) { Self.log(behaviour.takeCounts(), to: logger) },
    ]
    defer { tasks.forEach { $0.cancel() } }
    try? await gracefulShutdown()
  }

  /// How often something was noticed in the last minute; nothing about whom.
  private static func log(_ counts: [BehaviourKind: Int], to logger: Logger) {
    guard !counts.isEmpty else { return }
    logger.info(
      "moderation.behaviour",
      metadata: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue.lowercased(), "\($0.value)") }))
  }

  private func repeating(every interval: TimeAmount, _ body: @escaping @Sendable () -> Void) -> RepeatedTask {
    eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in body() }
  }
}
