import NIOCore
import NIOPosix

/// Where the server is and who its members are.
struct Target: Sendable {
  let host: String
  let port: Int
  let cookies: [String]
  /// Of somebody who may hide messages.
  var moderator: String?
}

/// Connects members, a bounded number at a time.
/// - Isolation: one event loop; everything of a run happens on it.
final class Crowd {
  /// Connections being opened at once.
  static let connectsAtOnce = 200

  let target: Target
  let eventLoop: any EventLoop
  private var waiting: [LoadMember] = []
  private var connecting = 0
  private(set) var failedConnects = 0

  init(target: Target, eventLoop: any EventLoop) {
    self.target = target
    self.eventLoop = eventLoop
  }

  /// Opens the member's socket as soon as it is its turn.
  func connect(_ member: LoadMember) {
    waiting.append(member)
    connectNext()
  }

  private func connectNext() {
    while connecting < Self.connectsAtOnce, let member = waiting.popLast() {
      connecting += 1
      let request = UpgradeRequest(
        host: target.host, port: target.port,
        cookie: (member.isModerator ? target.moderator : nil) ?? target.cookies[member.index % target.cookies.count])
      let bound = NIOLoopBound((self, member), eventLoop: eventLoop)
      ClientBootstrap(group: eventLoop)
        .channelOption(.socketOption(.tcp_nodelay), value: 1)
        .channelOption(
          .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 256, initial: 1_024, maximum: 65_536)
        )
        .connectTimeout(.seconds(20))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let handler = ClientSocket(request: request, owner: bound.value.1)
            try channel.pipeline.syncOperations.addHandler(handler)
          }
        }
        .connect(host: target.host, port: target.port)
        .whenComplete { result in
          let (crowd, member) = bound.value
          crowd.connecting -= 1
          if case .failure = result {
            crowd.failedConnects += 1
            crowd.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(200)) { crowd.connect(member) }
          }
          crowd.connectNext()
        }
    }
  }
}
