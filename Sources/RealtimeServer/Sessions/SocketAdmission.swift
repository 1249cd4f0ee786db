import Community
import NIOCore
import WebSocketTransport
import Wire

/// Decides who may open a socket: the right page, a session that still lives, and not too many at once.
struct SocketAdmission: Sendable {
  let commands: SessionCommands
  let counter: SocketCounter

  func decide(_ request: SocketRequest) async -> UpgradeDecision {
    let dependencies = commands.dependencies
    let language = Language(acceptLanguage: request.header("accept-language"))
    // A browser sends Origin with every upgrade; another site's page must not speak with this member's cookie.
    guard dependencies.configuration.admitsOrigin(request.header("origin"), host: request.header("host")) else {
      return .refuse(Refused(Rejection(.crossSite), in: language))
    }
    let endings = dependencies.sessions.endings
    let found = await SignedInSession.find(cookieHeader: request.header("cookie"), dependencies: dependencies)
    guard let visitor = found else { return .refuse(Refused(Rejection(.signInRequired), in: language)) }
    guard counter.enter(visitor.member.id, limit: commands.limits.socketsPerMember) else {
      return .refuse(Refused(Rejection(.tooManyConnections), in: language))
    }
    return .accept { [commands, counter] eventLoop in
      let seat = SocketSeat(counter: counter, member: visitor.member.id)
      guard let shard = dependencies.hub.shard(of: eventLoop) else { return ClosedDoor() }
      return Session(
        visitor: visitor, language: language, seat: seat, eventLoop: eventLoop, shard: shard, commands: commands,
        endingsBefore: endings)
    }
  }
}

/// Ends a socket on an event loop the hub does not know.
private final class ClosedDoor: SocketDelegate {
  func socketOpened(_ socket: Socket) { socket.close(code: CloseCode.serviceRestart.rawValue) }
  func socket(_ socket: Socket, received text: ByteBuffer) {}
  func socketClosed(_ socket: Socket) {}
}

extension UpgradeDecision {
  /// Answers with the refusal, as the JSON that HTTP routes answer with.
  fileprivate static func refuse(_ refused: Refused) -> UpgradeDecision {
    .refuse(status: refused.refusal.httpStatus, body: ErrorResponse(refused).encoded())
  }
}
