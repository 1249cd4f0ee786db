import Community
import Foundation
import Persistence
import Synchronization

/// Who the session cookies belong to: in memory for those in use, in the database for all.
///
/// A session that ends is forgotten here before the call that ended it returns, so it signs nobody in afterwards.
/// - Isolation: any thread.
final class SessionDirectory: Sendable {
  struct Limits: Hashable, Sendable {
    /// How long a member's session lives without being used, and a staff member's.
    var memberLife = Duration.seconds(30 * 24 * 3_600)
    var staffLife = Duration.seconds(12 * 3_600)
    /// Sessions in memory. More, and those used longest ago are read again.
    var remembered = 20_000
    /// How long one is believed without a look at the database.
    var freshness = Duration.seconds(60)
  }

  private struct Entry {
    let stored: StoredSession
    let readAt: Timestamp
    /// As of the last write of `lastSeenAt` that this process made.
    var touchedAt: Timestamp
  }

  private struct State {
    var entries: [Data: Entry] = [:]
    /// Counts the endings: what was read from the database before one of them is not kept after it.
    var endings = 0
  }

  private let store: SessionStore
  private let limits: Limits
  private let state = Mutex(State())

  init(store: SessionStore, limits: Limits = Limits()) {
    self.store = store
    self.limits = limits
  }

  /// Counts the sessions that ended: whoever found a session before an ending must look again.
  var endings: Int { state.withLock { $0.endings } }

  /// Whether a session still lives, read from the database.
  func isAlive(_ visitor: Visitor, at now: Timestamp) async throws -> Bool {
    try await store.list(of: visitor.member.id, at: now).contains { $0.id == visitor.session }
  }

  func life(of role: Role) -> Duration { role.isStaffSide ? limits.staffLife : limits.memberLife }

  // MARK: Finding

  struct Found: Sendable {
    let visitor: Visitor
    /// True when the session's life was just prolonged: the cookie should be, too.
    let isProlonged: Bool
  }

  /// The session of a token, prolonged by its use.
  /// - Returns: `nil` for an unknown, ended or expired session.
  func find(token: String, at now: Timestamp) async throws -> Found? {
    let hash = Secret.digest(token)
    let (remembered, endings) = state.withLock { state in
      (state.entries[hash].flatMap { isFresh($0, at: now) ? $0 : nil }, state.endings)
    }
    var entry = remembered
    if entry == nil {
      guard let stored = try await store.find(tokenHash: hash, at: now) else {
        state.withLock { $0.entries[hash] = nil }
        return nil
      }
      let read = Entry(stored: stored, readAt: now, touchedAt: stored.lastSeenAt)
      remember(read, hash: hash, endings: endings, at: now)
      entry = read
    }
    guard let entry else { return nil }
    let visitor = Visitor(session: entry.stored.id, member: entry.stored.member)
    return Found(visitor: visitor, isProlonged: try await prolong(entry, hash: hash, at: now))
  }

  private func isFresh(_ entry: Entry, at now: Timestamp) -> Bool {
    now < entry.readAt.advanced(by: limits.freshness) && now < entry.stored.expiresAt
  }

  private func prolong(_ entry: Entry, hash: Data, at now: Timestamp) async throws -> Bool {
    guard now >= entry.touchedAt.advanced(by: SessionStore.seenInterval) else { return false }
    // Noted before the write, so that parallel requests of one page write once.
    let isMine = state.withLock { state in
      guard let current = state.entries[hash], now >= current.touchedAt.advanced(by: SessionStore.seenInterval)
      else { return false }
      state.entries[hash]?.touchedAt = now
      return true
    }
    guard isMine else { return false }
    do {
      try await store.touch(
        entry.stored, at: now, expiresAt: now.advanced(by: life(of: entry.stored.member.role)))
      return true
    } catch is Refusal {
      // Reading goes on while the disk is full or the writer is busy.
      return false
    }
  }

  private func remember(_ entry: Entry, hash: Data, endings: Int, at now: Timestamp) {
    state.withLock { state in
      guard state.endings == endings else { return }
      if state.entries.count >= limits.remembered {
        state.entries = state.entries.filter { isFresh($0.value, at: now) }
        if state.entries.count >= limits.remembered { state.entries.removeAll(keepingCapacity: true) }
      }
      state.entries[hash] = entry
    }
  }

  // MARK: Beginning and ending

  /// A new session.
  func begin(
    for member: MemberSummary, device: String, at now: Timestamp, verifiedBy challenge: SignInChallengeID? = nil
  ) async throws -> NewSession {
    let token = Secret.token()
    let life = life(of: member.role)
    let id = try await store.create(
      for: member.id, tokenHash: Secret.digest(token), device: device, at: now, expiresAt: now.advanced(by: life),
      verifiedBy: challenge)
    return NewSession(id: id, token: token, life: life)
  }

  /// - Returns: false when the member has no such session.
  func end(_ session: SessionID, of member: MemberID) async throws -> Bool {
    let ended = try await store.end(session, of: member)
    forget { _, entry in entry.stored.id == session }
    return ended
  }

  /// Ends every session of a member: after a change of role, what the old ones allowed is over.
  func endAll(of member: MemberID) async throws {
    _ = try await store.endAll(of: member)
    forgetAll(of: member)
  }

  /// Makes the next request of the member look at the database again.
  func forgetAll(of member: MemberID) {
    forget { _, entry in entry.stored.member.id == member }
  }

  private func forget(_ matches: (Data, Entry) -> Bool) {
    state.withLock { state in
      state.endings += 1
      state.entries = state.entries.filter { !matches($0.key, $0.value) }
    }
  }
}

/// A session that just began.
struct NewSession: Sendable {
  let id: SessionID
  /// For the cookie; stored nowhere.
  let token: String
  let life: Duration
}
