import GRDB

/// How connections are opened: one that writes and checkpoints, a few that read.
enum Connections {
  /// When this returns, every commit of the writing connection reaches the disk before it is acknowledged.
  /// - Throws: `DatabaseOpenError.settingRefused`, an unexpected error.
  static func open(path: String, configuration: CommunityDatabase.Configuration) throws -> DatabasePool {
    var grdb = GRDB.Configuration()
    grdb.label = "hiroba.database"
    grdb.maximumReaderCount = min(64, max(1, configuration.readerCount))
    // Errors must not carry what members wrote. (The default, too.)
    grdb.publicStatementArguments = false
    grdb.prepareDatabase { db in
      let cache = db.configuration.readonly ? configuration.readerCacheKiB : configuration.writerCacheKiB
      try db.execute(
        sql: """
          PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -\(cache);
          """)
      if !db.configuration.readonly {
        try db.execute(
          sql: """
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = \(64 << 20);
            """)
      }
    }
    let pool = try DatabasePool(path: path, configuration: grdb)
    try pool.writeWithoutTransaction { db in
      // Only now: opening the pool, GRDB sets NORMAL, where a power cut loses acknowledged commits.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try require("synchronous", is: "2", on: db)
      try require("journal_mode", is: "wal", on: db)
      try require("foreign_keys", is: "1", on: db)
      if let pages = configuration.maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    return pool
  }

  private static func require(_ pragma: String, is expected: String, on db: Database) throws {
    let found = try String.fetchOne(db, sql: "PRAGMA \(pragma)") ?? "nothing"
    guard found == expected else { throw DatabaseOpenError.settingRefused(pragma: pragma, found: found) }
  }
}
