public import Community

/// Watched words and detectors as a table in a text file, one row a line: what people edit in a spreadsheet and exchange.
///
/// Columns are named by the first row, in any order; `keyword` is needed. Known are `reading`, `romaji`, `category`,
/// `action`, `preset`, `exceptions` and `spellings` (both with `|` between phrases). A row of category `detector` switches
/// the detector of that name on. Lines that begin with `#` are comments.
public struct RuleFile: Sendable {
  /// Something in the file that cannot be used. The rest can.
  public struct Fault: Hashable, Sendable {
    /// Counted from 1.
    public let line: Int
    public let text: LocalizedText
  }

  public private(set) var words: [WatchedWord] = []
  public private(set) var detectors: [DetectorRule] = []
  public private(set) var faults: [Fault] = []

  /// - Parameters:
  ///   - strictness: for rows without a preset of their own.
  ///   - action: for rows without an action of their own.
  public init(tsv text: String, strictness: Strictness = .strict, action: Action = .hold) {
    var columns: [String]?
    var seen: [String: Int] = [:]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let columns else {
        columns = cells
        continue
      }
      let row = Dictionary(zip(columns, cells), uniquingKeysWith: { first, _ in first }).filter { !$0.value.isEmpty }
      read(Row(number: index + 1, cells: row), strictness: strictness, action: action, seen: &seen)
    }
  }

  private struct Row {
    let number: Int
    let cells: [String: String]

    func phrases(_ column: String) -> [String] {
      (cells[column] ?? "").split(separator: "|").map(String.init)
    }
  }

  private mutating func read(_ row: Row, strictness: Strictness, action: Action, seen: inout [String: Int]) {
    func fail(_ ja: String, _ en: String) {
      faults.append(Fault(line: row.number, text: LocalizedText(ja: ja, en: en)))
    }
    guard let keyword = row.cells["keyword"] else { return fail("言葉がありません。", "There is no keyword.") }
    guard let action = Self.action(row.cells["action"], default: action) else {
      return fail("動作「\(row.cells["action"] ?? "")」はありません。", "There is no action \(row.cells["action"] ?? "").")
    }
    if row.cells["category"] == "detector" {
      guard let kind = DetectorKind(rawValue: keyword) else {
        return fail("検出器「\(keyword)」はありません。", "There is no detector \(keyword).")
      }
      return detectors.append(DetectorRule(kind, action: action))
    }
    guard let strictness = Self.strictness(row.cells["preset"], default: strictness) else {
      return fail("強さ「\(row.cells["preset"] ?? "")」はありません。", "There is no preset \(row.cells["preset"] ?? "").")
    }
    if let earlier = seen[keyword] {
      return fail("「\(keyword)」は\(earlier)行目にもあります。", "\(keyword) is also in line \(earlier).")
    }
    seen[keyword] = row.number
    let category = Self.category(row.cells["category"])
    words.append(
      WatchedWord(
        phrase: keyword, reading: row.cells["reading"], romaji: row.cells["romaji"],
        spellings: row.phrases("spellings"),
        action: action, category: category,
        reason: LocalizedText(
          ja: "「\(category.label.ja)」にあたる言葉が含まれています。", en: "This contains words of the kind: \(category.label.en)."),
        strictness: strictness, exceptions: row.phrases("exceptions")))
  }

  private static func action(_ name: String?, default value: Action) -> Action? {
    guard let name else { return value }
    return Action.allCases.first { $0.name == name }
  }

  private static func strictness(_ name: String?, default value: Strictness) -> Strictness? {
    guard let name else { return value }
    return Strictness.allCases.first { $0.name == name }
  }

  /// Lists made elsewhere have categories of their own; what is unknown is an insult until somebody says otherwise.
  static func category(_ name: String?) -> Category {
    switch name {
    case "self-harm": .selfHarm
    case "solicit", "contact": .solicitation
    case "drugs": .crime
    case let name?: Category(rawValue: name) ?? .insult
    case nil: .insult
    }
  }
}

extension Action {
  /// Its name in rule files and on the command line.
  public var name: String { String(describing: self) }
}

extension Strictness {
  /// Its name in rule files and on the command line.
  public var name: String { String(describing: self) }
}
