import Foundation
import NIOCore
import NIOPosix

/// A WebSocket connection with no library of ours between it and the server: enough to see what arrives.
final class RawSocket: Sendable {
  enum Arrival: Hashable, Sendable {
    case text(String)
    case closed(code: UInt16)
    /// Without a close frame.
    case gone
  }

  /// The status of the answer to the upgrade; 101 when the socket is open.
  let status: Int
  /// What the server sends, in order. Ends with the connection.
  let arrivals: AsyncStream<Arrival>
  private let task: Task<Void, Never>
  private let outgoing: AsyncStream<String>.Continuation

  /// - Parameter headers: beside those of the upgrade itself.
  init(port: Int, headers: [String: String]) async throws {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    let (arrivals, arrived) = AsyncStream.makeStream(of: Arrival.self)
    let (statuses, answered) = AsyncStream.makeStream(of: Int.self)
    let (texts, outgoing) = AsyncStream.makeStream(of: String.self)
    self.arrivals = arrivals
    self.outgoing = outgoing
    let request = """
      GET /ws HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
      Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
      \(headers.map { "\($0.key): \($0.value)\r\n" }.joined())\r\n
      """
    task = Task {
      try? await channel.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request))
        var received = Data()
        var isOpen = false
        let sending = Task {
          for await text in texts { try await outbound.write(Self.masked(text)) }
        }
        defer { sending.cancel() }
        for try await bytes in inbound {
          received.append(contentsOf: bytes.readableBytesView)
          if !isOpen, let end = received.range(of: Data("\r\n\r\n".utf8)) {
            isOpen = true
            answered.yield(Int(String(decoding: received.prefix(12).suffix(3), as: UTF8.self)) ?? 0)
            received = Data(received[end.upperBound...])
          }
          while isOpen, let arrival = Self.frame(from: &received) { arrived.yield(arrival) }
        }
      }
      arrived.yield(.gone)
      arrived.finish()
      answered.finish()
    }
    status = await statuses.first { _ in true } ?? 0
  }

  deinit { task.cancel() }

  /// Sends one text message.
  func send(_ text: String) { outgoing.yield(text) }

  /// Drops the connection without a word.
  func drop() { task.cancel() }

  /// A frame as clients send it, masked with zeros.
  private static func masked(_ text: String) -> ByteBuffer {
    var frame = ByteBuffer()
    frame.writeInteger(UInt8(0x81))
    if text.utf8.count < 126 {
      frame.writeInteger(0x80 | UInt8(text.utf8.count))
    } else {
      frame.writeInteger(UInt8(0xFE))
      frame.writeInteger(UInt16(text.utf8.count))
    }
    frame.writeInteger(UInt32(0))
    frame.writeString(text)
    return frame
  }

  /// Takes one whole frame of a server (never masked) from the front.
  private static func frame(from bytes: inout Data) -> Arrival? {
    let all = Array(bytes)
    guard all.count >= 2 else { return nil }
    var (length, start) = (Int(all[1] & 0x7F), 2)
    if length == 126 {
      guard all.count >= 4 else { return nil }
      (length, start) = (Int(all[2]) << 8 | Int(all[3]), 4)
    } else if length == 127 {
      guard all.count >= 10 else { return nil }
      (length, start) = (all[2..<10].reduce(0) { $0 << 8 | Int($1) }, 10)
    }
    guard all.count >= start + length else { return nil }
    let payload = all[start..<(start + length)]
    bytes = Data(all[(start + length)...])
    switch all[0] & 0x0F {
    case 0x8:
      return .closed(code: payload.count >= 2 ? UInt16(payload[start]) << 8 | UInt16(payload[start + 1]) : 1005)
    default: return .text(String(decoding: payload, as: UTF8.self))
    }
  }
}

extension Browser {
  /// Opens the community's socket as a page of ours does.
  func openSocket(headers: [String: String] = [:]) async throws -> RawSocket {
    var all = ["Cookie": cookieHeader, "Origin": "http://localhost:\(server.port)"]
    all.merge(headers) { _, last in last }
    return try await RawSocket(port: server.port, headers: all)
  }
}
