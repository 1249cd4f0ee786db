import GRDB

/// The database's shape, as a list of numbered steps that is only ever appended to.
enum Schema {
  /// Written into the file's header (`PRAGMA application_id`): "Hiro".
  static let applicationID: Int32 = 0x4869_726F

  /// One step. `name` is recorded in the database; neither it nor what `apply` does may change once released.
  struct Step: Sendable {
    let name: String
    let apply: @Sendable (Database) throws -> Void
  }

  static let steps: [Step] = [
    Step(name: "001-community", apply: CommunitySchema.create),
    Step(name: "002-reviews", apply: ReviewSchema.create),
    Step(name: "003-climate", apply: ClimateSchema.create),
    Step(name: "004-controls", apply: ControlSchema.create),
    Step(name: "005-audit", apply: AuditSchema.create),
    Step(name: "006-rules", apply: RuleSchema.create),
  ]

  /// - Parameter count: how many steps from the first; tests stop early to make databases of earlier versions.
  static func migrator(upTo count: Int = steps.count) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps.prefix(count) { migrator.registerMigration(step.name, migrate: step.apply) }
    return migrator
  }

  /// Brings the database to the latest version. A database that is there already is left alone.
  /// - Throws: `DatabaseOpenError.newerSchema`, `.foreignFile`; nothing was written then.
  static func migrate(_ pool: DatabasePool, path: String) throws {
    let migrator = migrator()
    try pool.writeWithoutTransaction { db in
      try refuseForeign(db, path: path)
      if try migrator.hasBeenSuperseded(db) { throw DatabaseOpenError.newerSchema(known: steps.count) }
    }
    try migrator.migrate(pool)
    try pool.writeWithoutTransaction { db in
      // Not without need: a start must not depend on space on the disk.
      guard try Int.fetchOne(db, sql: "PRAGMA user_version") != steps.count else { return }
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(steps.count)")
    }
  }

  private static func refuseForeign(_ db: Database, path: String) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard isEmpty || found == applicationID else { throw DatabaseOpenError.foreignFile(path: path) }
  }
}
