public import Community
public import Foundation
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

  /// A value that only the keys of this community's sealed columns open; `nil` as long as nothing was sealed.
  /// - Throws: an unexpected error.
  public func keyProof() async throws -> Data? {
    try await access.read { try Meta.value(of: .keyProof, in: $0).flatMap { Data(base64Encoded: $0) } }
  }

  /// When this returns, the proof is on disk. An earlier one stays: it was made with the keys in use.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func setKeyProof(_ proof: Data) async throws {
    try await access.write { db in
      guard try Meta.value(of: .keyProof, in: db) == nil else { return }
      try Meta.set(.keyProof, to: proof.base64EncodedString(), in: db)
    }
  }

  /// Writes the moment down: proof that the disk still takes writes.
  /// - Throws: `Refusal.storageFull`, an unexpected error.
  public func probe(at: Timestamp) async throws {
    try await access.write { try Meta.set(.probedAtMs, to: String(at.milliseconds), in: $0) }
  }
}
