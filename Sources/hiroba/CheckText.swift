import ArgumentParser
import Community
import Foundation
import Moderation
import RealtimeServer

/// `hiroba check-text`: what the filter says of texts, a line each. The same engine as the server's.
struct CheckText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-text",
    abstract: words(ja: "文章をフィルターにかけ、結果を1行ずつ書き出します。", en: "Says what the filter makes of texts, a line each."),
    discussion: words(
      ja: "標準入力から1行に1つの文章を読みます（\\n は改行）。「動作⇥規則⇥見つかった部分⇥読み替え」を、何もなければ allow を書き出します。",
      en: """
        Reads one text a line from standard input (a literal \\n is a line feed). Writes \
        action<TAB>rule<TAB>matched text<TAB>folds, or allow.
        """))

  @Option(help: help(ja: "言葉の一覧（TSV）。なければ最初から入っている言葉。", en: "Rules as TSV. Without: the starter words."))
  var rules: String?

  @Option(help: help(ja: "強さ: exact, standard, strict, aggressive", en: "exact, standard, strict or aggressive"))
  var preset: String = Strictness.aggressive.name

  @Flag(help: help(ja: "1文章あたりの時間を測ります。", en: "Measures the time for each text instead."))
  var bench = false

  func run() throws {
    guard let strictness = Strictness.allCases.first(where: { $0.name == preset }) else {
      throw ValidationError(
        words(
          ja: "--preset は exact, standard, strict, aggressive のどれかです。",
          en: "--preset is exact, standard, strict or aggressive."))
    }
    let screener = try makeScreener(strictness)
    if bench {
      Self.measure(screener, texts: Self.readTexts())
    } else {
      while let line = readLine() { print(Self.answer(screener.screen(Self.text(of: line)), Self.text(of: line))) }
    }
  }

  private func makeScreener(_ strictness: Strictness) throws -> Screener {
    guard let rules else { return ServerScreener.starter }
    let content: String
    do {
      content = try String(contentsOfFile: rules, encoding: .utf8)
    } catch {
      throw ValidationError(words(ja: "\(rules) を読めません。", en: "\(rules) cannot be read."))
    }
    let file = RuleFile(tsv: content, strictness: strictness)
    for fault in file.faults {
      let place = words(ja: "\(rules) \(fault.line)行目: ", en: "\(rules), line \(fault.line): ")
      FileHandle.standardError.write(Data((place + fault.text[Terminal.language] + "\n").utf8))
    }
    return ServerScreener.make(words: file.words, detectors: file.detectors)
  }

  // MARK: - Lines

  private static func text(of line: String) -> String { line.replacingOccurrences(of: "\\n", with: "\n") }

  private static func answer(_ verdict: Verdict, _ text: String) -> String {
    guard let hit = verdict.strongest else { return "allow" }
    let matched = hit.matchedText(in: text).replacingOccurrences(of: "\n", with: "\\n").replacingOccurrences(
      of: "\t", with: "\\t")
    return [hit.action.name, hit.phrase, matched, hit.foldNames].joined(separator: "\t")
  }

  // MARK: - Bench

  private static func readTexts() -> [String] {
    var texts: [String] = []
    while let line = readLine() { texts.append(text(of: line)) }
    return texts
  }

  /// Each text several times, so that the clock's own cost is spread; the best of three rounds, since machines are noisy.
  private static func measure(_ screener: Screener, texts: [String]) {
    guard !texts.isEmpty else { return }
    let times = 8
    var best = [Double](repeating: .infinity, count: texts.count)
    for _ in 0..<3 {
      for (index, text) in texts.enumerated() {
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<times { withExtendedLifetime(screener.screen(text)) {} }
        best[index] = min(best[index], Double(DispatchTime.now().uptimeNanoseconds - start) / Double(times))
      }
    }
    best.sort()
    func percentile(_ share: Double) -> String {
      String(format: "%.0f", best[min(best.count - 1, Int(Double(best.count) * share))])
    }
    let mean = best.reduce(0, +) / Double(best.count)
    print(
      "texts \(texts.count)\tmean \(String(format: "%.0f", mean)) ns\tp50 \(percentile(0.5)) ns\tp99 \(percentile(0.99)) ns\tp99.9 \(percentile(0.999)) ns"
    )
  }
}
