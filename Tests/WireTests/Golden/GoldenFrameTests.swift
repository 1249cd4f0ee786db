import Community
import Foundation
import Testing
import Wire

@Suite struct `Golden frames` {
  @Test(arguments: GoldenFile.all("client-"))
  func `a client's frame is read and written back as it was`(file: GoldenFile) throws {
    let envelope = try ClientEnvelope(decoding: try file.bytes())
    #expect(file.name.hasPrefix("client-" + envelope.frame.type.rawValue))
    #expect(try GoldenFile.value(of: envelope.encoded()) == file.value())
    #expect(try ClientEnvelope(decoding: envelope.encoded()) == envelope)
  }

  @Test(arguments: GoldenFile.all("server-"))
  func `a server's frame is read and written back as it was`(file: GoldenFile) throws {
    let envelope = try ServerEnvelope(decoding: try file.bytes())
    #expect(file.name.hasPrefix("server-" + envelope.frame.type.rawValue))
    #expect(try GoldenFile.value(of: envelope.encoded()) == file.value())
    #expect(try ServerEnvelope(decoding: envelope.encoded()) == envelope)
  }

  @Test func `every type of frame has a file`() throws {
    let client = try GoldenFile.all("client-").map { try ClientEnvelope(decoding: try $0.bytes()).frame.type }
    #expect(Set(client) == Set(ClientFrame.FrameType.allCases))
    let server = try GoldenFile.all("server-").map { try ServerEnvelope(decoding: try $0.bytes()).frame.type }
    #expect(Set(server) == Set(ServerFrame.FrameType.allCases))
  }

  @Test func `every kind of publication, every recovery and every state of a message has a file`() throws {
    let frames = try GoldenFile.all("server-").map { try ServerEnvelope(decoding: try $0.bytes()).frame }
    var (kinds, recoveries, states): (Set<Publication.Kind>, Set<String>, Set<Message.State>) = ([], [], [])
    for frame in frames {
      switch frame {
      case .publication(let publication):
        kinds.insert(publication.kind)
        states.insert(publication.message.state)
      case .subscribed(let subscribed): recoveries.insert(subscribed.recovery.name.rawValue)
      default: break
      }
    }
    #expect(kinds == Set(Publication.Kind.allCases))
    #expect(recoveries == Set(Subscribed.Recovery.Name.allCases.map(\.rawValue)))
    #expect(states == Set(Message.State.allCases))
  }

  @Test func `refusals in the files say what the code says`() throws {
    for file in GoldenFile.all("server-refused") {
      guard case .refused(let refused) = try ServerEnvelope(decoding: try file.bytes()).frame else { continue }
      #expect(
        refused
          == Refused(refused.refusal, language: .ja, phrase: refused.phrase, retryAfterMs: refused.retryAfterMs))
    }
  }
}
