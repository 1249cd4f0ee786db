import GRDB

/// The tables of the first version. Never edited once released: later versions are later steps in `Schema.steps`.
///
/// Times are UTC milliseconds. Whatever SQLite can guarantee by itself, it does: types (STRICT), CHECKs, foreign keys.
enum CommunitySchema {
  static func create(_ db: Database) throws {
    for part in [meta, members, signIn, rooms, messages, reactions, search, reviews] { try db.execute(sql: part) }
  }

  private static let meta = """
    CREATE TABLE meta (
      name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    """

  /// What other members may see of a member, and apart from it what was given in confidence: sealed with keys that are
  /// not in the database.
  private static let members = """
    CREATE TABLE member (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL CHECK (name <> ''),
      nameKey TEXT NOT NULL UNIQUE CHECK (nameKey <> ''),
      role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'communityManager', 'staff', 'administrator')),
      badges TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(badges) AND json_type(badges) = 'array'),
      createdAtMs INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE memberSecret (
      memberID INTEGER PRIMARY KEY REFERENCES member(id),
      emailHash BLOB NOT NULL UNIQUE CHECK (length(emailHash) >= 16),
      email BLOB NOT NULL,
      attributes BLOB,
      keyID TEXT NOT NULL CHECK (keyID <> ''),
      attributesChangedAtMs INTEGER
    ) STRICT;

    CREATE TABLE termsAcceptance (
      memberID INTEGER NOT NULL REFERENCES member(id),
      version INTEGER NOT NULL CHECK (version > 0),
      atMs INTEGER NOT NULL,
      PRIMARY KEY (memberID, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      memberID INTEGER NOT NULL REFERENCES member(id),
      tokenHash BLOB NOT NULL UNIQUE CHECK (length(tokenHash) >= 16),
      device TEXT NOT NULL,
      createdAtMs INTEGER NOT NULL,
      lastSeenAtMs INTEGER NOT NULL,
      expiresAtMs INTEGER NOT NULL CHECK (expiresAtMs > createdAtMs)
    ) STRICT;
    CREATE INDEX sessionByMember ON session (memberID);
    CREATE INDEX sessionByExpiry ON session (expiresAtMs);

    """

  private static let signIn = """
    CREATE TABLE signInChallenge (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      browserHash BLOB NOT NULL UNIQUE CHECK (length(browserHash) >= 16),
      emailHash BLOB NOT NULL CHECK (length(emailHash) >= 16),
      email BLOB NOT NULL,
      keyID TEXT NOT NULL CHECK (keyID <> ''),
      codeHash BLOB NOT NULL CHECK (length(codeHash) >= 16),
      clientHash BLOB NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
      createdAtMs INTEGER NOT NULL,
      expiresAtMs INTEGER NOT NULL CHECK (expiresAtMs > createdAtMs),
      verifiedAtMs INTEGER,
      usedAtMs INTEGER CHECK (usedAtMs IS NULL OR verifiedAtMs IS NOT NULL)
    ) STRICT;
    CREATE INDEX signInChallengeByEmail ON signInChallenge (emailHash, createdAtMs);
    CREATE INDEX signInChallengeByClient ON signInChallenge (clientHash, createdAtMs);
    CREATE INDEX signInChallengeByAge ON signInChallenge (createdAtMs);

    CREATE TABLE setupLink (
      tokenHash BLOB NOT NULL PRIMARY KEY CHECK (length(tokenHash) >= 16),
      createdAtMs INTEGER NOT NULL,
      expiresAtMs INTEGER NOT NULL CHECK (expiresAtMs > createdAtMs),
      usedAtMs INTEGER,
      usedByID INTEGER REFERENCES member(id),
      CHECK ((usedAtMs IS NULL) = (usedByID IS NULL))
    ) STRICT, WITHOUT ROWID;

    """

  /// `lastOffset`, `postCount` and `lastPostAtMs` are written once per group commit, in the same transaction as the
  /// publications they sum up.
  private static let rooms = """
    CREATE TABLE roomCategory (
      id INTEGER PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      position INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE room (
      id INTEGER PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      purpose TEXT NOT NULL,
      categoryID INTEGER NOT NULL REFERENCES roomCategory(id),
      audience TEXT NOT NULL CHECK (audience IN ('everyone', 'staff')),
      posting TEXT NOT NULL CHECK (posting IN ('everyone', 'officialWithStickers', 'officialOnly')),
      position INTEGER NOT NULL,
      lastOffset INTEGER NOT NULL DEFAULT 0 CHECK (lastOffset >= 0),
      postCount INTEGER NOT NULL DEFAULT 0 CHECK (postCount BETWEEN 0 AND lastOffset),
      lastPostAtMs INTEGER
    ) STRICT;
    CREATE INDEX roomByCategory ON room (categoryID, position);

    CREATE TABLE membership (
      memberID INTEGER NOT NULL REFERENCES member(id),
      roomID INTEGER NOT NULL REFERENCES room(id),
      isFollowing INTEGER NOT NULL DEFAULT 0 CHECK (isFollowing IN (0, 1)),
      readOffset INTEGER NOT NULL DEFAULT 0 CHECK (readOffset >= 0),
      PRIMARY KEY (memberID, roomID)
    ) STRICT, WITHOUT ROWID;

    """

  /// A held message has no offset yet. `publication` is the log: every durable thing that happened in a room, at
  /// offsets 1, 2, 3 … of that room.
  ///
  /// Keys come first in their index: clients begin them with the time, so that new ones go to its end and a batch of
  /// messages touches a few of its pages, not one each. No `IN` in the CHECKs: SQLite builds a temporary table for it
  /// with every row, which doubled the cost of an insert.
  private static let messages = """
    CREATE TABLE message (
      id INTEGER PRIMARY KEY,
      roomID INTEGER NOT NULL REFERENCES room(id),
      threadID INTEGER REFERENCES message(id),
      authorID INTEGER NOT NULL REFERENCES member(id),
      key TEXT NOT NULL CHECK (key <> ''),
      state TEXT NOT NULL
        CHECK (state = 'published' OR state = 'held' OR state = 'hidden' OR state = 'deleted'),
      offset INTEGER CHECK (offset > 0),
      revision INTEGER CHECK (revision >= offset),
      body TEXT,
      mentions TEXT CHECK (mentions IS NULL OR json_valid(mentions)),
      createdAtMs INTEGER NOT NULL,
      editedAtMs INTEGER,
      commentCount INTEGER NOT NULL DEFAULT 0 CHECK (commentCount >= 0),
      lastCommentAtMs INTEGER,
      holdReason TEXT,
      CHECK ((state = 'held') = (offset IS NULL)),
      CHECK ((offset IS NULL) = (revision IS NULL)),
      CHECK ((state = 'deleted') = (body IS NULL)),
      CHECK (threadID IS NULL OR commentCount = 0)
    ) STRICT;
    CREATE UNIQUE INDEX messageByKey ON message (key, authorID);
    CREATE INDEX messageByPlace ON message (roomID, threadID, offset);

    CREATE TABLE messageEdit (
      id INTEGER PRIMARY KEY,
      messageID INTEGER NOT NULL REFERENCES message(id),
      body TEXT NOT NULL,
      writtenAtMs INTEGER NOT NULL,
      replacedAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX messageEditByMessage ON messageEdit (messageID);

    CREATE TABLE publication (
      roomID INTEGER NOT NULL,
      offset INTEGER NOT NULL CHECK (offset > 0),
      messageID INTEGER NOT NULL REFERENCES message(id),
      kind TEXT NOT NULL CHECK (kind = 'posted' OR kind = 'reacted' OR kind = 'edited' OR kind = 'deleted'
        OR kind = 'hidden' OR kind = 'restored'),
      atMs INTEGER NOT NULL,
      PRIMARY KEY (roomID, offset)
    ) STRICT, WITHOUT ROWID;

    """

  /// `count` is the truth; `announced` is what members were told in the last `reacted` publication, and what pages
  /// show, so that a page and the log never disagree. `pendingTally` lists the messages where the two may differ.
  private static let reactions = """
    CREATE TABLE reaction (
      messageID INTEGER NOT NULL REFERENCES message(id),
      memberID INTEGER NOT NULL REFERENCES member(id),
      sticker TEXT NOT NULL CHECK (sticker <> ''),
      atMs INTEGER NOT NULL,
      PRIMARY KEY (messageID, memberID, sticker)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tally (
      messageID INTEGER NOT NULL REFERENCES message(id),
      sticker TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count >= 0),
      announced INTEGER NOT NULL DEFAULT 0 CHECK (announced >= 0),
      PRIMARY KEY (messageID, sticker)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pendingTally (
      messageID INTEGER PRIMARY KEY REFERENCES message(id)
    ) STRICT;

    """

  /// Filled in the background from `message`: `searchMark` names what changed, `searchText` keeps the folded text that
  /// was indexed (needed to take it out again, and to check candidates), `messageSearch` holds its bigrams.
  private static let search = """
    CREATE TABLE searchText (
      messageID INTEGER PRIMARY KEY REFERENCES message(id),
      folded TEXT NOT NULL
    ) STRICT;

    CREATE TABLE searchMark (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      messageID INTEGER NOT NULL REFERENCES message(id)
    ) STRICT;

    CREATE VIRTUAL TABLE messageSearch USING fts5 (
      bigrams, content = '', detail = none, columnsize = 0, prefix = '1',
      tokenize = 'unicode61 remove_diacritics 0'
    );

    """

  private static let reviews = """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      atMs INTEGER NOT NULL,
      actorID INTEGER REFERENCES member(id),
      action TEXT NOT NULL CHECK (action <> ''),
      subject TEXT NOT NULL,
      reason TEXT
    ) STRICT;
    CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER auditIsNotShortened BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    """
}
