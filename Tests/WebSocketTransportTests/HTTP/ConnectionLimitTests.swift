import NIOCore
import Testing

@testable import WebSocketTransport

@Suite struct ConnectionLimitTests {
  private func limit(total: Int, perAddress: Int? = nil) -> ConnectionLimit {
    var configuration = TransportConfiguration.unhurried
    configuration.maximumConnections = total
    configuration.maximumConnectionsPerAddress = perAddress
    return ConnectionLimit(configuration: configuration)
  }

  @Test func `a place is free again when its ticket is gone`() {
    let limit = limit(total: 2)
    var tickets = [limit.admit(nil), limit.admit(nil)]
    #expect(tickets.allSatisfy { $0 != nil })
    #expect(limit.admit(nil) == nil)
    tickets.removeLast()
    tickets.append(limit.admit(nil))
    #expect(tickets.last.flatMap { $0 } != nil)
  }

  @Test func `one address cannot take all places`() throws {
    let limit = limit(total: 10, perAddress: 2)
    let greedy = try SocketAddress(ipAddress: "192.0.2.1", port: 1)
    let other = try SocketAddress(ipAddress: "192.0.2.2", port: 1)
    let tickets = [limit.admit(greedy), limit.admit(greedy)]
    #expect(tickets.allSatisfy { $0 != nil })
    #expect(limit.admit(greedy) == nil)
    #expect(limit.admit(other) != nil)
  }
}
