import Community
import Testing
import WebSocketTransport

@testable import RealtimeServer

@Suite struct DeliveryInboxTests {
  private func delivery(_ room: Int64, _ offsets: ClosedRange<Int64>) -> RoomDelivery {
    RoomDelivery(
      room: RoomID(room),
      publications: offsets.map { Delivery(offset: Offset($0), frame: PreparedFrame(text: "\(room)/\($0)")) })
  }

  @Test func `only the first of what gathers needs to wake the loop`() {
    let inbox = DeliveryInbox()
    #expect(inbox.add([delivery(1, 1...1)]))
    #expect(!inbox.add([delivery(1, 2...2)]))
    _ = inbox.takeAll()
    #expect(inbox.add([delivery(1, 3...3)]))
  }

  @Test func `batches of one room leave as one delivery, in order and whole`() {
    let inbox = DeliveryInbox()
    _ = inbox.add([delivery(1, 1...2), delivery(2, 7...7)])
    _ = inbox.add([delivery(1, 3...3)])
    _ = inbox.add([delivery(1, 4...5)])
    let taken = inbox.takeAll()
    #expect(taken.map(\.room.rawValue) == [1, 2])
    #expect(taken[0].publications.map(\.offset.rawValue) == [1, 2, 3, 4, 5])
    #expect(taken[0].joined.byteCount == taken[0].publications.reduce(0) { $0 + $1.frame.byteCount })
    #expect(taken[1].publications.map(\.offset.rawValue) == [7])
    #expect(inbox.takeAll().isEmpty)
  }
}
