import Foundation

/// What a run found, in order, for people and as JSON.
struct Report {
  let scenario: String
  private var lines: [(name: String, value: Double, unit: String)] = []
  private var faults: [String] = []

  init(scenario: String) { self.scenario = scenario }

  var hasFaults: Bool { !faults.isEmpty }

  mutating func add(_ name: String, _ value: Double, _ unit: String = "") {
    lines.append((name, value, unit))
  }

  mutating func add(_ name: String, _ latencies: Latencies) {
    add("\(name) count", Double(latencies.count))
    guard latencies.count > 0 else { return }
    for (percentile, value) in latencies.summary { add("\(name) \(percentile)", value, "ms") }
  }

  /// Something that must never happen, happened. The run fails.
  mutating func addFault(_ text: String) { faults.append(text) }

  func printReadable() {
    print("\n\(scenario)")
    for line in lines {
      let value =
        line.value == line.value.rounded() && abs(line.value) < 1e12
        ? String(Int64(line.value)) : String(format: "%.3f", line.value)
      print("  \(line.name.padding(toLength: 34, withPad: " ", startingAt: 0)) \(value) \(line.unit)")
    }
    for fault in faults { print("  FAULT \(fault)") }
    print(faults.isEmpty ? "  correct: yes" : "  correct: NO")
  }

  func json() throws -> Data {
    var figures: [String: Any] = [:]
    for line in lines { figures[line.unit.isEmpty ? line.name : "\(line.name) [\(line.unit)]"] = line.value }
    return try JSONSerialization.data(
      withJSONObject: ["scenario": scenario, "figures": figures, "faults": faults],
      options: [.sortedKeys, .prettyPrinted])
  }
}
