import Community
import Synchronization

/// What was published and not yet handed to one loop's sockets. While a fan-out runs or waits, everything committed
/// meanwhile gathers here and leaves together.
final class DeliveryInbox: Sendable {
  private let waiting = Mutex<[RoomDelivery]>([])

  /// - Returns: whether it was empty: then the loop has to be told.
  func add(_ batch: [RoomDelivery]) -> Bool {
    waiting.withLock { waiting in
      defer { waiting += batch }
      return waiting.isEmpty
    }
  }

  /// Everything that waits, oldest first; several publications of one room as one delivery.
  func takeAll() -> [RoomDelivery] {
    let taken = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard taken.count > 1 else { return taken }
    var order: [RoomID] = []
    var byRoom: [RoomID: [RoomDelivery]] = [:]
    for delivery in taken {
      if byRoom[delivery.room] == nil { order.append(delivery.room) }
      byRoom[delivery.room, default: []].append(delivery)
    }
    return order.compactMap { byRoom[$0].map(RoomDelivery.init(joining:)) }
  }
}
