import Foundation
import Testing

/// A real mail server beside the test: Tests/support/smtpsink.py, run by the repository's own Python.
final class SMTPSink: Sendable {
  struct Message: Decodable, Sendable {
    let from: String
    let to: [String]
    let tls: Bool
    let user: String?
    let data: Data

    var mail: ReceivedMail { get throws { try ReceivedMail(String(decoding: data, as: UTF8.self)) } }
  }

  static let python = repository + "/.venv/bin/python"
  /// Whether `bin/setup test` has been run here.
  static let isAvailable = FileManager.default.isExecutableFile(atPath: python)

  let port: Int
  /// In the order of arrival.
  let messages: AsyncStream<Message>
  private let process: Process
  private let input: Pipe

  init(_ arguments: [String] = []) async throws {
    process = Process()
    input = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [repository + "/Tests/support/smtpsink.py"] + arguments
    process.standardInput = input
    process.standardOutput = output
    let lines = Self.lines(of: output.fileHandleForReading)
    try process.run()
    var iterator = lines.makeAsyncIterator()
    let first = try #require(await iterator.next())
    port = try JSONDecoder().decode([String: Int].self, from: first)["port"] ?? 0
    let (messages, arrivals) = AsyncStream.makeStream(of: Message.self)
    self.messages = messages
    // Ends with the process, which ends with this object.
    Task {
      for await line in lines {
        if let message = try? JSONDecoder().decode(Message.self, from: line) { arrivals.yield(message) }
      }
      arrivals.finish()
    }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.terminate()
  }

  private static func lines(of handle: FileHandle) -> AsyncStream<Data> {
    let (lines, continuation) = AsyncStream.makeStream(of: Data.self)
    let thread = Thread {
      var rest = Data()
      while case let data = handle.availableData, !data.isEmpty {
        rest.append(data)
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          continuation.yield(Data(rest[..<end]))
          rest.removeSubrange(...end)
        }
      }
      continuation.finish()
    }
    thread.start()
    return lines
  }
}
