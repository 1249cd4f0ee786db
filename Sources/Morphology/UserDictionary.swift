import CMeCab
import Community
import Foundation

/// Words that IPADIC lacks: the watched ones in kana, so that もうあほって is not divided as もう/あ/掘って, and Ibaraki's places.
///
/// Made with Debian's `mecab-dict-index` when a screener is built; a machine without it uses IPADIC alone.
enum UserDictionary {
  private static let program = "/usr/lib/mecab/mecab-dict-index"
  private static let system = "/var/lib/mecab/dic/debian"
  /// IPADIC's numbers for 名詞,一般 and 名詞,固有名詞,地域,一般. Dear, so that they never win over words that IPADIC has.
  private static let noun = "1285,1285,9500,名詞,一般"
  private static let everydayNoun = "1285,1285,5000,名詞,一般"
  private static let place = "1293,1293,7000,名詞,固有名詞,地域,一般"

  /// Calls `body` with the path of the compiled dictionary; with `nil` when it cannot be made. The file is gone afterwards.
  static func with<Result>(_ words: Set<String>, _ body: (String?) -> Result) -> Result {
    guard FileManager.default.isExecutableFile(atPath: program) else { return body(nil) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "hiroba-dictionary-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, compiled) = (folder.appending(path: "words.csv").path, folder.appending(path: "words.dic").path)
    let rows =
      words.sorted().map { "\($0),\(noun),*,*,*,*,\($0),*,*" }
      + everyday.sorted().map { "\($0),\(everydayNoun),*,*,*,*,\($0),*,*" }
      + places.sorted().map { "\($0),\(place),*,*,\($0),*,*" }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: source))
    } catch {
      return body(nil)
    }
    let done = run([program, "-d", system, "-u", compiled, "-f", "utf-8", "-t", "utf-8", source])
    return body(done ? compiled : nil)
  }

  private static let places = Set(
    Municipality.all.flatMap { [$0.label.ja, $0.reading, String($0.label.ja.dropLast())] }.filter { $0.count > 1 })

  /// Ordinary words in kana that IPADIC lacks and that contain a word somebody may watch.
  private static let everyday = Set(
    """
    しらさぎ あおさぎ ごいさぎ かささぎ さぎり さぎそう うさぎ かさぎ とうざい とうざいせん きもいり えんこうじ たいまん たいまつ たいまい まぜそば
    あぶらそば ばかうけ あほうどり はげいとう くずまき くずは かすみ かすが かすかべ かすり かすてら しねま むのうやく さぎょう さぎちょう
    でぶり
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static func run(_ arguments: [String]) -> Bool {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    return hiroba_run_quietly(pointers) == 0
  }
}
