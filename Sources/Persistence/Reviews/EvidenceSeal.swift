public import Community
public import Foundation
import Synchronization

/// How evidence is sealed and opened: the keys are not this target's business. A sealed value opens for its own message
/// only.
public struct EvidenceSeal: Sendable {
  /// How long evidence is kept unless told otherwise: half a year, as long as claims for disclosure usually take.
  public static let usualRetention = Duration.seconds(180 * 86_400)

  let seal: @Sendable (MessageID, Data) throws -> Data
  let open: @Sendable (MessageID, Data) throws -> Data
  let retention: Duration

  public init(
    retention: Duration = usualRetention, seal: @escaping @Sendable (MessageID, Data) throws -> Data,
    open: @escaping @Sendable (MessageID, Data) throws -> Data
  ) {
    self.retention = retention
    self.seal = seal
    self.open = open
  }
}

/// The seal in use, given after opening: the keys are proven with the database's own content. Without one, hidden
/// bodies stay where they are.
/// - Isolation: any thread.
final class EvidenceKeeper: Sendable {
  private let stored = Mutex<EvidenceSeal?>(nil)

  var seal: EvidenceSeal? {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

/// What is sealed of a message.
struct EvidenceContent: Codable {
  struct Edit: Codable {
    let body: String
    let writtenAtMs: Int64
    let replacedAtMs: Int64
  }

  let body: String
  /// As the column has them.
  let mentions: String?
  let edits: [Edit]
}
