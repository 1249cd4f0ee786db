import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

/// A stranger's client in numbers: speaks the public protocol only and checks what it promises.
@main
struct LoadTest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loadtest",
    abstract: "Drives a Hiroba server over its public protocol, checks every promise it can see, and measures.",
    discussion: """
      Needs a file of session cookies, as written by `hiroba demo create --sessions FILE`. Talks to loopback only,
      unless --allow-remote is given. The server must run with HIROBA_MODERATION_BEHAVIOUR=observe (one sentence posted over
      and over is what it would stop) and a high HIROBA_SOCKETS_FRAMES_PER_SECOND. Every run is bounded in members, posts and time.
      """,
    subcommands: [
      ChatCommand.self, EventCommand.self, FanOutCommand.self, PostCommand.self, StormCommand.self,
      ResumeCommand.self, IdleCommand.self, HideCommand.self,
    ])
}

/// Flags every scenario has.
struct CommonOptions: ParsableArguments {
  @Option(help: "Server's host.") var host = "127.0.0.1"
  @Option(help: "Server's port.") var port = 8080
  @Option(help: "File of `role<TAB>cookie` lines.") var sessions: String
  @Option(help: "Seconds of the measured part.") var seconds = 10.0
  @Option(help: "Server's process id: its CPU time and memory are read from /proc.") var serverPid: Int32?
  @Option(help: "Also write the report as JSON to this file.") var json: String?
  @Option(help: "First room's number.") var firstRoom: Int64 = 1
  @Option(help: "Characters of each post.") var bodyLength = 60
  @Flag(help: "Allow a host that is not this machine.") var allowRemote = false

  static let mostMembers = 50_000
  static let longestSeconds = 3_600.0
  static let longestBody = 2_000

  func validate() throws {
    guard allowRemote || ["127.0.0.1", "localhost", "::1"].contains(host) else {
      throw ValidationError("\(host) is not this machine; give --allow-remote if you may load it.")
    }
    guard (0.1...Self.longestSeconds).contains(seconds) else {
      throw ValidationError("--seconds must be between 0.1 and \(Int(Self.longestSeconds)).")
    }
    guard (1...Self.longestBody).contains(bodyLength) else {
      throw ValidationError("--body-length must be between 1 and \(Self.longestBody).")
    }
  }

  func run(_ plan: Plan) async throws {
    guard (1...Self.mostMembers).contains(plan.members), plan.posters <= plan.members, plan.observers <= plan.members
    else { throw ValidationError("members must be between 1 and \(Self.mostMembers), posters and observers no more.") }
    var plan = plan
    plan.serverPID = serverPid
    plan.seconds = seconds
    plan.bodyLength = bodyLength
    let target = Target(host: host, port: port, cookies: try cookies(), moderator: try moderator())
    if plan.hidesPerSecond > 0, target.moderator == nil {
      throw ValidationError("\(sessions) holds no moderator's session.")
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let eventLoop = group.next()
    let (finalPlan, bound) = (plan, eventLoop)
    let report = try await eventLoop.flatSubmit {
      Run(plan: finalPlan, target: target, eventLoop: bound).start()
    }.get()
    report.printReadable()
    if let json { try report.json().write(to: URL(fileURLWithPath: json)) }
    try await group.shutdownGracefully()
    if report.hasFaults { throw ExitCode.failure }
  }

  /// A session of somebody who may hide messages, if there is one.
  private func moderator() throws -> String? {
    try String(contentsOfFile: sessions, encoding: .utf8).split(separator: "\n")
      .first { $0.hasPrefix("moderator\t") }.flatMap { $0.split(separator: "\t").last.map(String.init) }
  }

  private func cookies() throws -> [String] {
    let lines = try String(contentsOfFile: sessions, encoding: .utf8).split(separator: "\n")
    let cookies = lines.compactMap { $0.split(separator: "\t").last.map(String.init) }
    guard !cookies.isEmpty else { throw ValidationError("\(sessions) holds no session.") }
    return cookies
  }

  /// Rooms in a row from the first one.
  func rooms(_ count: Int) -> [Int64] { (0..<Int64(count)).map { firstRoom + $0 } }
}
