import Community

/// Reads the notation described at `DemoScript`.
struct DemoSceneReader {
  private var rooms: [String] = []
  private var header: Substring?
  private var lines: [(mark: Character, text: Substring)] = []
  private var scenes: [DemoScene] = []

  /// - Throws: `DemoScriptError`.
  static func read(_ text: String) throws -> [DemoScene] {
    var reader = DemoSceneReader()
    for line in text.split(separator: "\n") {
      guard let mark = line.first else { continue }
      switch mark {
      case "@":
        try reader.finish()
        reader.rooms = line.dropFirst(2).split(separator: ",").map(String.init)
      case "#":
        try reader.finish()
        reader.header = line.dropFirst(2)
      case ">", "-", "=", "+": reader.lines.append((mark, line))
      default: throw DemoScriptError(line: String(line), problem: "unknown mark")
      }
    }
    try reader.finish()
    return reader.scenes
  }

  /// Makes a scene of the header and lines gathered so far.
  private mutating func finish() throws {
    defer {
      header = nil
      lines = []
    }
    guard let header else { return }
    let ordered = [">", "-", "=", "+"].map { mark in lines.filter { $0.mark == mark } }
    let all = ordered.flatMap(\.self)
    guard all.count <= 64 else { throw DemoScriptError(line: String(header), problem: "more than 64 lines") }
    // What `?word` looks for: the mark and speaker, and the text, but not the line's own conditions.
    let sayings = all.map { String($0.text.prefix { $0 != " " && $0 != "?" }) + $0.text.drop { $0 != " " } }
    let groups = try ordered.map { group in try group.map { try Self.readLine($0.text, among: sayings) } }

    var fields = header.split(separator: " ")
    guard let letter = fields.removeFirst().first, let kind = DemoScene.Kind(rawValue: letter) else {
      throw DemoScriptError(line: String(header), problem: "unknown kind")
    }
    var (condition, stickers, sights) = (DemoCondition(), [StickerID](), Set("pmsjk"))
    var (evening, phase) = (DemoScene.Evening.any, DemoScene.Phase?.none)
    for field in fields {
      let value = field.drop { $0 != "=" }.dropFirst()
      switch field.prefix(while: { $0 != "=" }) {
      case "s": stickers = value.split(separator: ",").map { StickerID(rawValue: String($0)) }
      case "kind": sights = Set(value)
      case "when": evening = DemoScene.Evening(rawValue: String(value)) ?? .any
      case "phase": phase = DemoScene.Phase(rawValue: String(value))
      default:
        guard condition.read(field) else { throw DemoScriptError(line: String(header), problem: "unknown field") }
      }
    }
    guard stickers.allSatisfy(StickerCatalogue.contains) else {
      throw DemoScriptError(line: String(header), problem: "unknown sticker")
    }
    scenes.append(
      DemoScene(
        kind: kind, rooms: rooms, stickers: stickers, condition: condition, evening: evening, phase: phase,
        sightKinds: sights, groups: groups))
  }

  private static func readLine(_ line: Substring, among sayings: [String]) throws -> DemoLine {
    guard let space = line.firstIndex(of: " ") else { throw DemoScriptError(line: String(line), problem: "no text") }
    var marks = line[..<space].dropFirst()
    var text = line[line.index(after: space)...]
    var speaker = DemoSpeaker.anyone
    if let first = marks.first, let named = DemoSpeaker(rawValue: first) {
      speaker = named
      marks.removeFirst()
    }
    let isCasual = marks.first == "~"
    if isCasual { marks.removeFirst() }
    var requires: [UInt64] = []
    for group in marks.split(separator: "?") {
      let words = group.split(separator: "|")
      var mask: UInt64 = 0
      for (index, other) in sayings.enumerated() where words.contains(where: { other.contains($0) }) {
        mask |= 1 << UInt64(index)
      }
      guard mask != 0 else { throw DemoScriptError(line: String(line), problem: "nothing contains \(group)") }
      requires.append(mask)
    }
    var condition = DemoCondition()
    while let space = text.lastIndex(of: " "), condition.read(text[text.index(after: space)...]) {
      text = text[..<space]
    }
    return DemoLine(
      template: try DemoTemplate(text), speaker: speaker, isCasual: isCasual, condition: condition,
      requires: requires)
  }
}
