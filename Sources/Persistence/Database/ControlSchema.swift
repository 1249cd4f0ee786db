import GRDB

/// What moderators asked of a room while it was busy.
enum ControlSchema {
  static func create(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE roomControl (
          roomID INTEGER PRIMARY KEY REFERENCES room(id),
          slowSeconds INTEGER NOT NULL CHECK (slowSeconds BETWEEN 0 AND 600),
          isAdaptive INTEGER NOT NULL CHECK (isAdaptive IN (0, 1)),
          newcomerHours INTEGER NOT NULL CHECK (newcomerHours BETWEEN 0 AND 168),
          isFrozen INTEGER NOT NULL CHECK (isFrozen IN (0, 1)),
          shield TEXT NOT NULL CHECK (shield IN ('off', 'newcomers', 'everyone')),
          notice TEXT CHECK (notice <> ''),
          byID INTEGER NOT NULL REFERENCES member(id),
          atMs INTEGER NOT NULL
        ) STRICT;
        """)
  }
}
