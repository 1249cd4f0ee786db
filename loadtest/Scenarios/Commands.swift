import ArgumentParser

/// N members over K rooms, some of them writing.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "chat", abstract: "Members over several rooms, writing.")
  @OptionGroup var common: CommonOptions
  @Option var members = 500
  @Option var rooms = 10
  @Option(help: "Posts a second over all members.") var rate = 50.0

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "chat: \(members) members, \(rooms) rooms, \(rate) posts/s", members: members,
        rooms: common.rooms(rooms), posters: members, pace: .openLoop(postsPerSecond: rate), seconds: 0,
        observers: min(members, 2 * rooms)))
  }
}

/// Everybody in one room.
struct EventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "event", abstract: "All members in one room.")
  @OptionGroup var common: CommonOptions
  @Option var members = 3_000
  @Option var posters = 100
  @Option(help: "Posts a second over all posters.") var rate = 50.0

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "event: \(members) members in one room, \(rate) posts/s", members: members, rooms: common.rooms(1),
        posters: posters, pace: .openLoop(postsPerSecond: rate), seconds: 0, observers: min(members, 20)))
  }
}

/// One room, closed loop: CPU per delivery.
struct FanOutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fanout", abstract: "One room, a fixed number of posts outstanding: what a delivery costs.")
  @OptionGroup var common: CommonOptions
  @Option var members = 1_000
  @Option(help: "Members who write.") var posters = 1
  @Option(help: "Unanswered posts of each poster.") var outstanding = 1

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "fanout: 1 room × \(members), \(posters) posters × \(outstanding) outstanding", members: members,
        rooms: common.rooms(1), posters: posters, pace: .closedLoop(outstanding: outstanding), seconds: 0,
        observers: 1))
  }
}

/// Concurrent senders, small rooms: what a durable post costs.
struct PostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "Concurrent senders, one post outstanding each: durable acknowledgements.")
  @OptionGroup var common: CommonOptions
  @Option(help: "Concurrent senders.") var senders = 100
  @Option(help: "Rooms they are spread over.") var rooms = 10
  @Option(help: "Unanswered posts of each sender.") var outstanding = 1
  @Flag(help: "Senders do not subscribe: durable posts without fan-out.") var unsubscribed = false

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "post: \(senders) senders over \(rooms) rooms, \(outstanding) outstanding each", members: senders,
        rooms: common.rooms(rooms), posters: senders, pace: .closedLoop(outstanding: outstanding), seconds: 0,
        observers: 0, subscribes: !unsubscribed))
  }
}

/// All connections break at once and come back.
struct StormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "storm", abstract: "All sockets break at once and return, while some members write.")
  @OptionGroup var common: CommonOptions
  @Option var members = 3_000
  @Option var rate = 20.0

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "storm: \(members) members return at once", members: members, rooms: common.rooms(5),
        posters: members, pace: .openLoop(postsPerSecond: rate), seconds: 0, observers: min(members, 20), storm: true))
  }
}

/// Connections keep breaking while members write.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Sockets keep breaking; every member catches up by offset, nothing is lost.")
  @OptionGroup var common: CommonOptions
  @Option var members = 200
  @Option var rate = 50.0
  @Option(help: "Fraction of the sockets that break each second.") var drops = 0.2

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "resume: \(members) members, \(drops) of the sockets break each second", members: members,
        rooms: common.rooms(3), posters: members, pace: .openLoop(postsPerSecond: rate), seconds: 0,
        observers: min(members, 30), dropsPerSecond: drops))
  }
}

/// Sockets that only stay.
struct IdleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "idle", abstract: "What an idle connection costs.")
  @OptionGroup var common: CommonOptions
  @Option var members = 10_000
  @Flag(help: "Members open no room.") var roomless = false

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "idle: \(members) members", members: members, rooms: roomless ? [] : common.rooms(5), posters: 0,
        pace: .silent, seconds: 0, observers: 0))
  }
}

/// Everybody in one room, and a moderator who takes messages away.
struct HideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hide", abstract: "A moderator hides a message a second: when the last screen has lost it.",
    discussion: "Needs a moderator's session in the file. The server must allow several frames a second per socket.")
  @OptionGroup var common: CommonOptions
  @Option var members = 3_000
  @Option var posters = 50
  @Option(help: "Posts a second over all posters.") var rate = 20.0
  @Option(help: "Messages hidden a second.") var hides = 1.0

  func validate() throws {
    guard (0.01...20).contains(hides) else { throw ValidationError("--hides must be between 0.01 and 20.") }
  }

  func run() async throws {
    try await common.run(
      Plan(
        scenario: "hide: \(members) members in one room, \(rate) posts/s, \(hides) hides/s", members: members,
        rooms: common.rooms(1), posters: posters, pace: .openLoop(postsPerSecond: rate), seconds: 0,
        observers: min(members, 20), hidesPerSecond: hides))
  }
}
