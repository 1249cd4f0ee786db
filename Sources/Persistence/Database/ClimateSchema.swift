import GRDB

/// What the early warning knows of each room, and what it said.
enum ClimateSchema {
  static func create(_ db: Database) throws {
    for part in [climates, warnings, authors] { try db.execute(sql: part) }
  }

  /// `state` is the detector's own, written every minute that something happened: it goes on after a restart.
  private static let climates = """
    CREATE TABLE roomClimate (
      roomID INTEGER PRIMARY KEY REFERENCES room(id),
      state TEXT NOT NULL CHECK (json_valid(state)),
      savedAtMs INTEGER NOT NULL
    ) STRICT;

    """

  /// Every change of a level, with the values that explain it. No text, no names.
  private static let warnings = """
    CREATE TABLE climateWarning (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      roomID INTEGER NOT NULL REFERENCES room(id),
      previous TEXT NOT NULL CHECK (previous IN ('calm', 'attention', 'alert')),
      level TEXT NOT NULL CHECK (level IN ('calm', 'attention', 'alert')),
      atMs INTEGER NOT NULL,
      card TEXT NOT NULL CHECK (json_valid(card))
    ) STRICT;
    CREATE INDEX climateWarningByRoom ON climateWarning (roomID, id);

    """

  /// Who ever wrote in a room: whoever is not here is new to it.
  private static let authors = """
    CREATE TABLE roomAuthor (
      roomID INTEGER NOT NULL REFERENCES room(id),
      memberID INTEGER NOT NULL REFERENCES member(id),
      PRIMARY KEY (roomID, memberID)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO roomAuthor (roomID, memberID) SELECT DISTINCT roomID, authorID FROM message WHERE offset IS NOT NULL;
    """
}
