public import Community

/// Rules as a table in a text file, with tabs or commas: what people edit in a spreadsheet and exchange.
///
/// The columns of `RuleFile`, and `showsPhrase`, `reasonJa`, `reasonEn`, `note`. A comment is a line that begins with `#`; those
/// right above a row become the rule's note, and are written back above it.
public struct RuleTable: Sendable {
  public enum Format: Sendable {
    case tsv
    case csv
  }

  /// A row that can be used.
  public struct Row: Sendable {
    /// Counted from 1.
    public let line: Int
    public let body: RuleBody
    /// The columns that say something; the rest of `body` is what a new rule would begin with.
    public let given: Set<String>
  }

  public private(set) var rows: [Row] = []
  /// What cannot be used. The rest can.
  public private(set) var faults: [RuleFile.Fault] = []

  private static let columns = [
    "keyword", "reading", "romaji", "category", "action", "preset", "spellings", "exceptions", "showsPhrase",
    "reasonJa",
    "reasonEn",
  ]

  /// - Parameters:
  ///   - action, strictness: for rows without their own.
  public init(reading text: String, _ format: Format, action: Action = .hold, strictness: Strictness = .strict) {
    var columns: [String]?
    var comments: [String] = []
    for record in Self.records(of: text, format) {
      if let first = record.cells.first, first.hasPrefix("#") {
        comments.append(String(record.cells.joined(separator: format == .csv ? "," : "\t").dropFirst()).trimmed)
        continue
      }
      guard let names = columns else {
        columns = record.cells
        // What stands above the head is about the file.
        comments = []
        continue
      }
      let cells = Dictionary(zip(names, record.cells), uniquingKeysWith: { first, _ in first }).filter {
        !$0.value.isEmpty
      }
      guard !cells.isEmpty else {
        comments = []
        continue
      }
      var body = Self.body(of: cells, action: action.name, strictness: strictness.name)
      if body.note == nil, !comments.isEmpty { body.note = comments.joined(separator: "\n") }
      comments = []
      if let problem = body.problem {
        faults.append(RuleFile.Fault(line: record.line, text: problem.text))
      } else {
        rows.append(Row(line: record.line, body: body, given: Set(cells.keys)))
      }
    }
  }

  private static func body(of cells: [String: String], action: String, strictness: String) -> RuleBody {
    var body = RuleBody(phrase: cells["keyword"] ?? "", isDetector: cells["category"] == "detector")
    func phrases(_ column: String) -> [String] { (cells[column] ?? "").split(separator: "|").map(String.init) }
    body.reading = cells["reading"]
    body.romaji = cells["romaji"]
    body.spellings = phrases("spellings")
    body.exceptions = phrases("exceptions")
    body.action = cells["action"] ?? action
    body.strictness = cells["preset"] ?? strictness
    body.showsPhrase = cells["showsPhrase"] != "false"
    body.note = cells["note"]
    if let ja = cells["reasonJa"] { body.reason = LocalizedText(ja: ja, en: cells["reasonEn"] ?? ja) }
    body.category =
      body.isDetector
      ? DetectorKind(rawValue: body.phrase)?.category.rawValue ?? "" : RuleFile.category(cells["category"]).rawValue
    return body
  }

  /// The rules as such a file.
  public static func text(of rules: [RuleBody], _ format: Format) -> String {
    var lines = [line(columns, format)]
    for rule in rules {
      for comment in (rule.note ?? "").split(whereSeparator: \.isNewline) { lines.append("# " + comment) }
      lines.append(
        line(
          [
            rule.phrase, rule.reading ?? "", rule.romaji ?? "", rule.isDetector ? "detector" : rule.category,
            rule.action,
            rule.isDetector ? "" : rule.strictness, rule.spellings.joined(separator: "|"),
            rule.exceptions.joined(separator: "|"), rule.showsPhrase ? "" : "false", rule.reason?.ja ?? "",
            rule.reason?.en ?? "",
          ], format))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ cells: [String], _ format: Format) -> String {
    switch format {
    case .tsv:
      cells.map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }.joined(separator: "\t")
    case .csv:
      cells.map { cell in
        cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) || cell.hasPrefix("#")
          ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
      }.joined(separator: ",")
    }
  }

  // MARK: Reading

  private struct Record {
    let line: Int
    var cells: [String]
  }

  private static func records(of text: String, _ format: Format) -> [Record] {
    // A byte order mark is how spreadsheets say UTF-8.
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    guard format == .csv else {
      return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
        Record(
          line: $0 + 1, cells: $1.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed })
      }
    }
    return quotedRecords(of: text)
  }

  /// RFC 4180.
  private static func quotedRecords(of text: String) -> [Record] {
    var records: [Record] = []
    var (record, cell, line, isQuoted) = (Record(line: 1, cells: []), "", 1, false)
    var rest = text[...]
    func finish() {
      record.cells.append(cell.trimmed)
      records.append(record)
      cell = ""
    }
    while let character = rest.popFirst() {
      if character.isNewline { line += 1 }
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        cell.append("\"")
        rest.removeFirst()
      case "\"" where isQuoted: isQuoted = false
      case "\"" where cell.isEmpty: isQuoted = true
      case "," where !isQuoted:
        record.cells.append(cell.trimmed)
        cell = ""
      case _ where character.isNewline && !isQuoted:
        finish()
        record = Record(line: line, cells: [])
      default: cell.append(character)
      }
    }
    if !cell.isEmpty || !record.cells.isEmpty { finish() }
    return records
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
