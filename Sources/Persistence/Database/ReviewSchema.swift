import GRDB

/// The second version: what waits for a moderator, members' reports, sealed evidence and notices.
///
/// Nothing here is touched by a clean message: no index and no trigger on `message`.
enum ReviewSchema {
  static func create(_ db: Database) throws {
    for part in [items, reports, evidence, hiding, notices, activity] { try db.execute(sql: part) }
  }

  /// One item per message, opened again when need be; what was decided before stands in the audit log.
  /// `messageWas` and `deletionWas` are the message's state before the decision and before the request: what an undo goes
  /// back to.
  private static let items = """
    CREATE TABLE reviewItem (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      messageID INTEGER NOT NULL UNIQUE REFERENCES message(id),
      roomID INTEGER NOT NULL REFERENCES room(id),
      authorID INTEGER NOT NULL REFERENCES member(id),
      kind TEXT NOT NULL CHECK (kind IN ('held', 'flagged', 'reported', 'deletion')),
      wasHeld INTEGER NOT NULL DEFAULT 0 CHECK (wasHeld IN (0, 1)),
      isOpen INTEGER NOT NULL DEFAULT 1 CHECK (isOpen IN (0, 1)),
      openedAtMs INTEGER NOT NULL,
      hits TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(hits)),
      toldJa TEXT,
      toldEn TEXT,
      claimedByID INTEGER REFERENCES member(id),
      claimedUntilMs INTEGER,
      decision TEXT CHECK (decision IN ('approve', 'approveWithException', 'reject', 'hide', 'dismiss', 'delete',
        'withdrawn')),
      decidedByID INTEGER REFERENCES member(id),
      decidedAtMs INTEGER,
      decisionReason TEXT,
      exceptionPhrase TEXT,
      mark TEXT CHECK (mark IN ('right', 'wrong')),
      messageWas TEXT,
      deletionByID INTEGER REFERENCES member(id),
      deletionAtMs INTEGER,
      deletionReason TEXT,
      deletionWas TEXT,
      kindBefore TEXT,
      undone TEXT,
      undoneByID INTEGER REFERENCES member(id),
      undoneAtMs INTEGER,
      undoneHid INTEGER,
      CHECK ((isOpen = 1) = (decision IS NULL)),
      CHECK ((decision IS NULL) = (decidedByID IS NULL)),
      CHECK ((claimedByID IS NULL) = (claimedUntilMs IS NULL)),
      CHECK ((toldJa IS NULL) = (toldEn IS NULL))
    ) STRICT;
    CREATE INDEX reviewItemOpen ON reviewItem (openedAtMs) WHERE isOpen = 1;
    CREATE INDEX reviewItemByState ON reviewItem (isOpen);
    CREATE INDEX reviewItemByAuthor ON reviewItem (authorID);
    INSERT INTO reviewItem (messageID, roomID, authorID, kind, wasHeld, openedAtMs)
      SELECT id, roomID, authorID, 'held', 1, createdAtMs FROM message WHERE state = 'held' ORDER BY id;

    """

  private static let reports = """
    CREATE TABLE report (
      messageID INTEGER NOT NULL REFERENCES message(id),
      reporterID INTEGER NOT NULL REFERENCES member(id),
      reason TEXT NOT NULL CHECK (reason <> ''),
      note TEXT,
      atMs INTEGER NOT NULL,
      answeredAtMs INTEGER,
      PRIMARY KEY (messageID, reporterID)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reportByReporter ON report (reporterID, atMs);

    """

  /// What hidden, rejected and erased messages said, sealed with keys that are not in the database, until the retention
  /// date.
  private static let evidence = """
    CREATE TABLE evidence (
      messageID INTEGER PRIMARY KEY REFERENCES message(id),
      sealed BLOB NOT NULL,
      sealedAtMs INTEGER NOT NULL,
      retainUntilMs INTEGER NOT NULL CHECK (retainUntilMs > sealedAtMs)
    ) STRICT;
    CREATE INDEX evidenceByRetention ON evidence (retainUntilMs);

    """

  /// What is hidden now, and how the hide reached the screens.
  private static let hiding = """
    CREATE TABLE hiding (
      messageID INTEGER PRIMARY KEY REFERENCES message(id),
      authorID INTEGER NOT NULL REFERENCES member(id),
      byID INTEGER NOT NULL REFERENCES member(id),
      atMs INTEGER NOT NULL,
      shownBefore INTEGER,
      shownNow INTEGER,
      tookMs INTEGER,
      mayHaveSeen TEXT CHECK (mayHaveSeen IS NULL OR json_valid(mayHaveSeen))
    ) STRICT;
    CREATE INDEX hidingByAuthor ON hiding (authorID);

    """

  /// `messageID` names the message whose decision it is about: taking that back takes this back. `atMs` is when the member is told: a decision's notice waits until the decision can no longer be taken back.
  private static let notices = """
    CREATE TABLE notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      memberID INTEGER NOT NULL REFERENCES member(id),
      kind TEXT NOT NULL CHECK (kind <> ''),
      ja TEXT NOT NULL,
      en TEXT NOT NULL,
      atMs INTEGER NOT NULL,
      link TEXT,
      messageID INTEGER REFERENCES message(id),
      sentAtMs INTEGER,
      readAtMs INTEGER
    ) STRICT;
    CREATE INDEX noticeByMember ON notice (memberID, id);
    CREATE INDEX noticeUnread ON notice (memberID) WHERE readAtMs IS NULL;
    CREATE INDEX noticeUnsent ON notice (atMs) WHERE sentAtMs IS NULL;
    CREATE INDEX noticeByMessage ON notice (messageID) WHERE messageID IS NOT NULL;

    """

  /// Messages a member ever wrote, counted in the background by whoever indexes them for search: counting them when a
  /// moderator asks would need an index that every message pays for.
  private static let activity = """
    CREATE TABLE authorActivity (
      memberID INTEGER PRIMARY KEY REFERENCES member(id),
      messages INTEGER NOT NULL
    ) STRICT;
    INSERT INTO authorActivity (memberID, messages)
      SELECT authorID, count(*) FROM message
      WHERE id <= (SELECT CAST(coalesce(max(value), '0') AS INTEGER) FROM meta WHERE name = 'searchCursor')
      GROUP BY authorID;
    """
}
