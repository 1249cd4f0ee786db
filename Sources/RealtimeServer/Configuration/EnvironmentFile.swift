import Community

/// A file of `NAME=value` lines. Stricter than most: a name nobody reads is a typing mistake, and it stops the start.
enum EnvironmentFile {
  static func parse(_ text: String, of file: String) throws -> [String: String] {
    let known = Set(ConfigurationKey.all.map(\.environmentName))
    var values: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmed()
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0].trimmed())
      guard parts.count == 2, known.contains(name) else {
        throw StartRefusal(
          ja: "設定ファイル \(file) の\(index + 1)行目がわかりません: \(name.prefix(60))",
          en: "Line \(index + 1) of the settings file \(file) is not a setting: \(name.prefix(60))")
      }
      values[name] = String(parts[1].trimmed())
    }
    return values
  }
}

extension StringProtocol {
  fileprivate func trimmed() -> SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex..<endIndex] }
    return self[first...last]
  }
}
