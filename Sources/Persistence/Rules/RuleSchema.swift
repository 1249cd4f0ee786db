import GRDB

/// The fifth version: the rules of the filter, and what they found.
enum RuleSchema {
  static func create(_ db: Database) throws {
    // A removed rule stays for the hits it found. `body` is what a person wrote, as JSON: nothing asks for parts of it.
    // A hit's `found` is empty for detectors: what they find is personal data.
    try db.execute(
      sql: """
        CREATE TABLE rule (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
          foldVersion TEXT NOT NULL,
          body TEXT NOT NULL CHECK (json_valid(body)),
          ownerID INTEGER REFERENCES member(id),
          createdAtMs INTEGER NOT NULL,
          changedAtMs INTEGER NOT NULL,
          removedAtMs INTEGER
        ) STRICT;
        CREATE TABLE ruleHit (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          ruleID INTEGER NOT NULL REFERENCES rule(id),
          ruleVersion INTEGER NOT NULL,
          foldVersion TEXT NOT NULL,
          messageID INTEGER REFERENCES message(id),
          roomID INTEGER REFERENCES room(id),
          memberID INTEGER REFERENCES member(id),
          atMs INTEGER NOT NULL,
          action TEXT NOT NULL CHECK (action <> ''),
          startUTF16 INTEGER NOT NULL,
          endUTF16 INTEGER NOT NULL CHECK (endUTF16 >= startUTF16),
          found TEXT,
          folds TEXT NOT NULL,
          mark TEXT CHECK (mark IN ('right', 'wrong')),
          markedByID INTEGER REFERENCES member(id),
          markedAtMs INTEGER,
          CHECK ((mark IS NULL) = (markedByID IS NULL))
        ) STRICT;
        CREATE INDEX ruleHitByRule ON ruleHit (ruleID, id);
        CREATE INDEX ruleHitByTime ON ruleHit (atMs);
        CREATE INDEX ruleHitWithWords ON ruleHit (atMs) WHERE found IS NOT NULL;
        CREATE UNIQUE INDEX ruleHitOnce ON ruleHit (messageID, ruleID, ruleVersion, startUTF16)
          WHERE messageID IS NOT NULL;
        """)
  }
}
