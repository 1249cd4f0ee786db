import NIOCore
import Synchronization

/// Counts open connections, all of them and by remote address.
final class ConnectionLimit: Sendable {
  private struct Counts {
    var total = 0
    var byAddress: [String: Int] = [:]
  }

  private let maximum: Int
  private let maximumPerAddress: Int?
  private let counts = Mutex(Counts())

  init(configuration: TransportConfiguration) {
    maximum = configuration.maximumConnections
    maximumPerAddress = configuration.maximumConnectionsPerAddress
  }

  /// Counts a connection for as long as the ticket lives; nil when there is no room for it.
  func admit(_ address: SocketAddress?) -> ConnectionTicket? {
    let key = maximumPerAddress == nil ? nil : address?.ipAddress
    let isAdmitted = counts.withLock { counts in
      guard counts.total < maximum else { return false }
      if let key, let maximumPerAddress {
        guard counts.byAddress[key, default: 0] < maximumPerAddress else { return false }
        counts.byAddress[key, default: 0] += 1
      }
      counts.total += 1
      return true
    }
    return isAdmitted ? ConnectionTicket(limit: self, address: key) : nil
  }

  fileprivate func release(_ address: String?) {
    counts.withLock { counts in
      counts.total -= 1
      guard let address, let count = counts.byAddress[address] else { return }
      counts.byAddress[address] = count > 1 ? count - 1 : nil
    }
  }
}

/// A connection's place under the limit, given back when the last handler that holds it goes.
final class ConnectionTicket: Sendable {
  private let limit: ConnectionLimit
  private let address: String?

  fileprivate init(limit: ConnectionLimit, address: String?) {
    self.limit = limit
    self.address = address
  }

  deinit { limit.release(address) }
}
