import GRDB
import GRDBSQLite

/// A prepared statement of the message path, bound and stepped without GRDB's bookkeeping per row.
///
/// GRDB prepares it, keeps it alive and ends it; the bookkeeping left out only serves database observation, which
/// nothing here uses. Saves about half the cost of an insert.
/// - Isolation: the queue of the connection it was prepared on.
final class HotStatement {
  private let statement: Statement
  private let database: Database

  init(_ sql: String, on database: Database) throws {
    statement = try database.makeStatement(sql: sql)
    self.database = database
  }

  /// Runs the statement to its end.
  /// - Returns: the number of rows it changed.
  /// - Throws: `DatabaseError`.
  @discardableResult
  func run(_ bind: (inout Arguments) -> Void) throws -> Int {
    defer { finish() }
    var arguments = Arguments(pointer)
    bind(&arguments)
    let code = sqlite3_step(pointer)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
    return Int(sqlite3_changes(database.sqliteConnection))
  }

  /// - Returns: what `read` makes of the first row, or `nil` when there is none.
  /// - Throws: `DatabaseError`.
  func first<Result>(_ bind: (inout Arguments) -> Void, read: (Columns) throws -> Result) throws -> Result? {
    defer { finish() }
    var arguments = Arguments(pointer)
    bind(&arguments)
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return try read(Columns(pointer: pointer))
    case SQLITE_DONE: return nil
    case let code: throw failure(code)
    }
  }

  private var pointer: OpaquePointer { statement.sqliteStatement }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(database.sqliteConnection)), sql: statement.sql)
  }

  private func finish() {
    // The code repeats the one of `sqlite3_step`. Clearing the bindings frees the copy of the member's text.
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }
}

extension HotStatement {
  /// Binds one `?` after another.
  struct Arguments {
    private let pointer: OpaquePointer
    private var index: Int32 = 0

    fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

    mutating func add(_ value: Int64) {
      index += 1
      sqlite3_bind_int64(pointer, index, value)
    }

    mutating func add(_ value: Int64?) {
      if let value { add(value) } else { index += 1 }
    }

    mutating func add(_ value: String) {
      index += 1
      var value = value
      _ = value.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          sqlite3_bind_text(pointer, index, characters.baseAddress, Int32(characters.count), Self.copied)
        }
      }
    }

    mutating func add(_ value: String?) {
      if let value { add(value) } else { index += 1 }
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static var copied: sqlite3_destructor_type {
      unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
  }

  /// The columns of the current row.
  struct Columns {
    fileprivate let pointer: OpaquePointer

    func int(_ index: Int32) -> Int64 { sqlite3_column_int64(pointer, index) }

    func optionalInt(_ index: Int32) -> Int64? {
      sqlite3_column_type(pointer, index) == SQLITE_NULL ? nil : int(index)
    }

    func text(_ index: Int32) -> String {
      sqlite3_column_text(pointer, index).map { String(cString: $0) } ?? ""
    }
  }
}
