import GRDB

/// Small facts about the whole community, one row each.
enum Meta {
  enum Name: String {
    case epoch
    case isDemo
    /// Opens only with the keys that sealed the columns of this database.
    case keyProof
    /// When the last probe was written, in UTC milliseconds.
    case probedAtMs
    /// Highest message id that the search index has seen.
    case searchCursor
    /// Version of the text folding the search index was made with.
    case searchFoldVersion
    /// Raised by every change of the rules.
    case rulesVersion
  }

  static func value(of name: Name, in db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = ?", arguments: [name.rawValue])
  }

  static func set(_ name: Name, to value: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [name.rawValue, value])
  }
}
