public import Community
public import Foundation
import GRDB

extension MemberStore {
  /// The keyed hash of the member's address: what the member's sealed values are bound to.
  /// - Throws: `Refusal.notFound`, an unexpected error.
  public func emailHash(of member: MemberID) async throws -> Data {
    try await access.read { db in
      let hash = try Data.fetchOne(
        db, sql: "SELECT emailHash FROM memberSecret WHERE memberID = ?", arguments: [member.rawValue])
      guard let hash else { throw Refusal.notFound }
      return hash
    }
  }
}
