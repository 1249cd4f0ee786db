import Community
import Folding
import Moderation
import Morphology
import Persistence
import Synchronization

/// Puts the rules of the database in force.
///
/// A change is compiled beside the message path and swapped in whole: until then every text is screened by the rules before
/// it, and never by none.
actor RuleBook {
  private let store: RuleStore
  private let screener: CurrentScreener
  private var inForce: Int?
  private var last: Task<Void, any Error>?
  /// Of the rules in force.
  private var rules: [Rule] = []
  private var explanation: (screener: Screener, suppression: Suppression)?

  init(store: RuleStore, screener: CurrentScreener) {
    self.store = store
    self.screener = screener
  }

  /// When it returns, everything that was stored before the call is in force.
  /// - Throws: an unexpected error; the rules before stay in force then.
  func refresh() async throws {
    // One after another: each reads the database after the change it was called for.
    let previous = last
    let task = Task {
      _ = await previous?.result
      try await compile()
    }
    last = task
    try await task.value
  }

  private func compile() async throws {
    let (version, rules) = try await store.all()
    guard version != inForce else { return }
    let made = await Task.detached { Self.compile(rules, version: version) }.value
    screener.replace(with: made)
    (inForce, self.rules, explanation) = (version, rules, nil)
  }

  /// Explains what rules found that does not count. Made when somebody first asks after a change.
  func suppression() async -> (screener: Screener, suppression: Suppression) {
    let current = screener.current
    if let explanation, explanation.screener === current { return explanation }
    let rules = rules
    let made = await Task.detached {
      Suppression(rules: rules, screener: current, borders: { MeCabWords.knowing($0) })
    }.value
    explanation = (current, made)
    return (current, made)
  }

  /// The last one made: a process may run several servers that begin with the same rules.
  private static let latest = Mutex<(rules: [Key], version: Int, screener: Screener)?>(nil)

  private struct Key: Hashable {
    let id: RuleID
    let version: Int
    let body: RuleBody
  }

  static func compile(_ rules: [Rule], version: Int) -> Screener {
    let key = rules.map { Key(id: $0.id, version: $0.version, body: $0.body) }
    if let made = latest.withLock({ $0 }), made.rules == key, made.version == version { return made.screener }
    let screener = Screener(rules: rules, borders: { MeCabWords.knowing($0) }, version: version)
    latest.withLock { $0 = (key, version, screener) }
    return screener
  }
}
