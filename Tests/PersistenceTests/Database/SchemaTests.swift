import Foundation
import GRDB
import Testing

@testable import Persistence

@Suite struct `The schema` {
  @Test func `is what docs/schema.sql says`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/schema.sql").standardizedFileURL
    let generated = try CommunityDatabase.schemaSQL()
    // Regenerate with: HIROBA_WRITE_SCHEMA=1 swift test --filter PersistenceTests
    if ProcessInfo.processInfo.environment["HIROBA_WRITE_SCHEMA"] != nil {
      try generated.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == generated)
  }

  /// Data as it was written by each version, by the name of its last step. A new step adds an entry here.
  static let earlier: [String: String] = [
    "001-community": community,
    "002-reviews": community + reviews,
    "003-climate": community + reviews + """

      INSERT INTO roomClimate VALUES (1, '{}', 9);
      INSERT INTO climateWarning (roomID, previous, level, atMs, card) VALUES (1, 'calm', 'attention', 9, '{}');
      INSERT INTO roomAuthor VALUES (1, 1);
      """,
    "004-controls": community + reviews + "INSERT INTO roomControl VALUES (1, 30, 0, 0, 0, 'off', NULL, 1, 9);",
    "005-audit": community + reviews + """

      INSERT INTO audit VALUES (1, 7, 1, 'hideMessage', 'message:1', NULL, zeroblob(32), zeroblob(32));
      """,
    "006-rules": community + reviews + """

      INSERT INTO rule (foldVersion, body, createdAtMs, changedAtMs) VALUES ('15.0.0', '{}', 7, 7);
      INSERT INTO ruleHit (ruleID, ruleVersion, foldVersion, messageID, atMs, action, startUTF16, endUTF16, folds)
        VALUES (1, 1, '15.0.0', 1, 8, 'hold', 0, 2, '-');
      """,
  ]

  private static let reviews = """

    INSERT INTO message VALUES (3, 1, NULL, 1, 'key-3', 'held', NULL, NULL, '待つ', NULL, 7, NULL, 0, NULL, '語句');
    INSERT INTO reviewItem (messageID, roomID, authorID, kind, wasHeld, openedAtMs) VALUES (3, 1, 1, 'held', 1, 7);
    INSERT INTO report VALUES (2, 1, 'spam', NULL, 8, NULL);
    INSERT INTO evidence VALUES (3, x'01', 7, 8);
    INSERT INTO hiding VALUES (2, 1, 1, 8, 3, 0, 120, '[1]');
    INSERT INTO notice (memberID, kind, ja, en, atMs) VALUES (1, 'correction', 'お知らせ', 'A notice', 9);
    """

  /// What the first version wrote; later ones add to it.
  private static let community = """
    INSERT INTO roomCategory VALUES (1, 'kurashi', 'くらし', 0);
    INSERT INTO room VALUES (1, 'hajimemashite', 'はじめまして', '', 1, 'everyone', 'everyone', 0, 3, 2, 5);
    INSERT INTO member VALUES (1, 'みと梅ざけ', 'みと梅ざけ', 'member', '["先輩移住者"]', 1);
    INSERT INTO memberSecret VALUES (1, zeroblob(32), x'01', NULL, 'k1', NULL);
    INSERT INTO message VALUES (1, 1, NULL, 1, 'key-1', 'published', 1, 3, '海が見える部屋', NULL, 4, 6, 1, 5, NULL);
    INSERT INTO message VALUES (2, 1, 1, 1, 'key-2', 'published', 2, 2, 'いいですね', NULL, 5, NULL, 0, NULL, NULL);
    INSERT INTO publication VALUES (1, 1, 1, 'posted', 4), (1, 2, 2, 'posted', 5), (1, 3, 1, 'edited', 6);
    INSERT INTO messageEdit VALUES (1, 1, '海', 4, 6);
    """

  @Test(arguments: 1...Schema.steps.count)
  func `of every earlier version becomes the current one and keeps its data`(version: Int) throws {
    let database = try DatabaseQueue()
    try Schema.migrator(upTo: version).migrate(database)
    let data = try #require(Self.earlier[Schema.steps[version - 1].name], "add data of this version")
    try database.write { try $0.execute(sql: data) }
    try Schema.migrator().migrate(database)
    try database.read { db throws -> Void in
      func objects(_ dump: String) -> [String] { dump.components(separatedBy: "\n\n").sorted() }
      #expect(try objects(Schema.dump(db)) == objects(CommunityDatabase.schemaSQL()))
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
      #expect(try String.fetchOne(db, sql: "SELECT body FROM message WHERE id = 1") == "海が見える部屋")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM publication") == 3)
    }
  }

  @Test func `of the second version takes along what waited before`() throws {
    let database = try DatabaseQueue()
    try Schema.migrator(upTo: 1).migrate(database)
    try database.write { db in
      try db.execute(sql: Self.community)
      try db.execute(
        sql:
          "INSERT INTO message VALUES (3, 1, NULL, 1, 'key-3', 'held', NULL, NULL, '待つ', NULL, 7, NULL, 0, NULL, '語')")
    }
    try Schema.migrator(upTo: 2).migrate(database)
    let waiting = try database.read { try Row.fetchAll($0, sql: "SELECT messageID, isOpen, wasHeld FROM reviewItem") }
    #expect(waiting.map { [$0[0], $0[1], $0[2]] as [Int] } == [[3, 1, 1]])
  }

  @Test func `of the third version knows who wrote where before`() throws {
    let database = try DatabaseQueue()
    try Schema.migrator(upTo: 2).migrate(database)
    try database.write { try $0.execute(sql: Self.community) }
    try Schema.migrator(upTo: 3).migrate(database)
    let authors = try database.read { try Row.fetchAll($0, sql: "SELECT roomID, memberID FROM roomAuthor") }
    #expect(authors.map { [$0[0], $0[1]] as [Int] } == [[1, 1]])
  }

  @Test func `has only strict tables`() throws {
    let database = try DatabaseQueue()
    try Schema.migrator().migrate(database)
    try database.read { db throws -> Void in
      let loose = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'
            AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
          """)
      #expect(loose.isEmpty)
    }
  }
}
