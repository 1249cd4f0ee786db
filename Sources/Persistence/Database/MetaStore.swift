import GRDB

/// Small facts about the whole community.
public struct MetaStore: Sendable {
  let access: DatabaseAccess

  /// Whether the community was filled with invented members and messages, and lets anyone in.
  /// - Throws: an unexpected error.
  public func isDemo() async throws -> Bool {
    try await access.read { try Meta.value(of: .isDemo, in: $0) != nil }
  }

  /// When this returns, the database is a demo for ever: it can be thrown away, but never become a real community.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func markDemo() async throws {
    try await access.write { try Meta.set(.isDemo, to: "1", in: $0) }
  }
}
