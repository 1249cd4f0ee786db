import NIOCore
import ServiceLifecycle

/// Everything that happens at intervals: activity, presence, typing, tallies.
struct Ticker: Service {
  let eventLoop: any EventLoop
  let commands: SessionCommands

  func run() async throws {
    let activity = RoomActivityTicker(rooms: commands.dependencies.rooms, hub: commands.dependencies.hub)
    let (hub, presence, typing, announcer) = (
      commands.dependencies.hub, commands.presence, commands.typing, commands.announcer
    )
    let tasks = [
      repeating(every: RoomActivityTicker.interval) { activity.tick() },
      repeating(every: PresenceTracker.interval) { presence.tick(hub: hub) },
      repeating(every: TypingBoard.interval) { typing.tick(hub: hub, presence: presence) },
      repeating(every: TallyAnnouncer.interval) { announcer.tick() },
    ]
    defer { tasks.forEach { $0.cancel() } }
    try? await gracefulShutdown()
  }

  private func repeating(every interval: TimeAmount, _ body: @escaping @Sendable () -> Void) -> RepeatedTask {
    eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in body() }
  }
}
