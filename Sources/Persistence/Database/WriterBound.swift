import Community
import GRDB

/// A value that belongs to the one writing connection and is only touched on its queue.
///
/// `@unchecked Sendable`: every access needs the writer's `Database`, which GRDB hands out only inside closures that it
/// runs one after another on the writer's serial queue, and the identity of that connection is checked on every access.
/// So no two threads ever touch the value at the same time.
final class WriterBound<Value>: @unchecked Sendable {
  private var stored: Value?
  private let connection: ObjectIdentifier

  /// - Parameter database: the writing connection.
  init(_ value: Value, on database: Database) {
    stored = value
    connection = ObjectIdentifier(database)
  }

  /// - Parameter database: the writing connection, inside one of its closures.
  /// - Throws: `Refusal.shuttingDown` after `release`.
  func value(on database: Database) throws(Refusal) -> Value {
    precondition(ObjectIdentifier(database) == connection, "used outside the writer's queue")
    guard let stored else { throw .shuttingDown }
    return stored
  }

  /// Gives the value up, so that nothing keeps the connection from closing.
  func release(on database: Database) {
    precondition(ObjectIdentifier(database) == connection, "used outside the writer's queue")
    stored = nil
  }
}
