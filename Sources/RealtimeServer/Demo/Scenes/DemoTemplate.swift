/// What may stand in braces in a text.
enum DemoSlot: String, CaseIterable, Sendable {
  // The subject of the thread
  case city, town, sight, flower, veg, fruit, food, other, fest, matsuri
  // The one who speaks
  case home, from, near, age, years, kid, baby
  // The others
  case op, prev, mention
  // The moment
  case greet, season, last, weekend, month, date, live, theme, lastlive, lasttheme
}

/// A sentence with choices `[a|b]` and slots `{town}`, compiled to a flat program.
struct DemoTemplate: Sendable {
  enum Step: Sendable {
    case literal(Int)
    case slot(DemoSlot)
    /// Go on at one of `count` starts listed from `first`.
    case choose(first: Int, count: Int)
    case jump(Int)
  }

  let steps: [Step]
  let literals: [String]
  let starts: [Int]
  /// Every slot that any choice uses.
  let slots: Set<DemoSlot>

  /// - Throws: `DemoScriptError` for an unknown slot or an unclosed bracket.
  init(_ text: some StringProtocol) throws {
    var compiler = Compiler()
    var rest = Substring(text).replacing("@{prev}", with: "{mention}")[...]
    try compiler.compile(&rest, nested: false)
    guard rest.isEmpty else { throw DemoScriptError(line: String(text), problem: "unopened bracket") }
    self.steps = compiler.steps
    self.literals = compiler.literals
    self.starts = compiler.starts
    self.slots = compiler.slots
  }

  /// Calls `append` with each literal and `fill` with each slot, in order.
  @inline(__always)
  func walk(
    _ random: inout SplitMix64, literal append: (String) -> Void, slot fill: (DemoSlot, inout SplitMix64) -> Void
  ) {
    var at = 0
    while at < steps.count {
      switch steps[at] {
      case .literal(let index): append(literals[index])
      case .slot(let slot): fill(slot, &random)
      case .choose(let first, let count):
        at = starts[first + random.below(count)]
        continue
      case .jump(let target):
        at = target
        continue
      }
      at += 1
    }
  }
}

extension DemoTemplate {
  private struct Compiler {
    var steps: [Step] = []
    var literals: [String] = []
    var starts: [Int] = []
    var slots: Set<DemoSlot> = []

    /// Compiles up to the end, or to the `|` or `]` that ends this branch.
    mutating func compile(_ rest: inout Substring, nested: Bool) throws {
      while let character = rest.first {
        switch character {
        case "|" where nested, "]" where nested: return
        case "]": throw DemoScriptError(line: String(rest), problem: "unopened bracket")
        case "[":
          rest.removeFirst()
          try compileChoice(&rest)
        case "{":
          let name = rest.dropFirst().prefix { $0 != "}" }
          guard let slot = DemoSlot(rawValue: String(name)) else {
            throw DemoScriptError(line: String(rest), problem: "unknown slot \(name)")
          }
          slots.insert(slot)
          steps.append(.slot(slot))
          rest = rest.dropFirst(name.count + 2)
        default:
          let literal = rest.prefix { !"[]{".contains($0) && !(nested && $0 == "|") }
          steps.append(.literal(literals.count))
          literals.append(String(literal.replacing("¶", with: "\n")))
          rest = rest.dropFirst(literal.count)
        }
      }
      if nested { throw DemoScriptError(line: "", problem: "unclosed bracket") }
    }

    private mutating func compileChoice(_ rest: inout Substring) throws {
      let choice = steps.count
      steps.append(.jump(0))
      var branches: [Int] = []
      var ends: [Int] = []
      while true {
        branches.append(steps.count)
        try compile(&rest, nested: true)
        ends.append(steps.count)
        steps.append(.jump(0))
        if rest.removeFirst() == "]" { break }
      }
      steps[choice] = .choose(first: starts.count, count: branches.count)
      starts += branches
      for end in ends { steps[end] = .jump(steps.count) }
    }
  }
}

/// A mistake in the notation of the demo's texts. Only a change of the source can cause one; a test reads them all.
struct DemoScriptError: Error, CustomStringConvertible {
  let line: String
  let problem: String
  var description: String { "\(problem): \(line)" }
}
