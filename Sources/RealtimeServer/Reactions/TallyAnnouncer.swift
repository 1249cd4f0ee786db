import Community
import NIOCore
import Persistence
import Synchronization

/// Announces new tallies, coalesced: a message that gathers a thousand stickers a second is announced ten times.
///
/// What is still to be announced is kept in the database, so a crash between the two loses no announcement.
/// - Isolation: any thread.
final class TallyAnnouncer: Sendable {
  /// Shortest time between two announcements.
  static let interval = TimeAmount.milliseconds(100)

  private let messages: MessageLog
  private let now: @Sendable () -> Timestamp
  /// True at first: an earlier process may have left announcements behind.
  private let isDue = Mutex(true)

  init(messages: MessageLog, now: @escaping @Sendable () -> Timestamp) {
    self.messages = messages
    self.now = now
  }

  /// Notes that a reaction was committed.
  func note() {
    isDue.withLock { $0 = true }
  }

  func tick() {
    let due = isDue.withLock { isDue in
      defer { isDue = false }
      return isDue
    }
    if due { messages.announceTallies(at: now()) }
  }
}
