import Community
import Synchronization
import Testing

@testable import Moderation

/// How much of a text the dictionary is asked about.
@Suite(.enabled(if: Screeners.borders != nil, "needs MeCab"))
struct MorphologicalVetoesTests {
  private static let before = "先週の日曜日に家族と水戸の偕楽園へ行って、梅まつりを見てきました。とてもきれいで、"
  private static let after = "。帰りに駅前の店で納豆を買って、夕飯にみんなで食べました。また来年も行きたいと思っています"

  @Test(arguments: InnocentTexts.all)
  func `what is innocent alone is innocent inside a long message`(_ text: String) {
    let message = Self.before + text + Self.after
    let alone = Screeners.server.screen(text).hits.map { $0.matchedText(in: text) }
    #expect(Screeners.server.screen(message).hits.map { $0.matchedText(in: message) } == alone, "\(text)")
  }

  @Test(arguments: ["お前は馬鹿だな", "もう死ねよ", "クズばっかりだ", "ばかじゃないの", "ブスは黙ってて"])
  func `what is meant alone is meant inside a long message`(_ text: String) {
    let message = Self.before + text + Self.after
    let alone = Screeners.server.screen(text).hits.map { $0.matchedText(in: text) }
    #expect(!alone.isEmpty)
    #expect(Screeners.server.screen(message).hits.map { $0.matchedText(in: message) } == alone, "\(text)")
  }

  @Test func `a long message is asked about only around the hit, one full of hits a few times`() throws {
    let counting = Counting(try #require(Screeners.borders))
    let screener = Screener(words: StarterWords.all, borders: counting)
    let long = String(repeating: Self.before, count: 10)
    _ = screener.screen(long + "ばかだなあ" + Self.after)
    #expect(counting.asked.withLock { $0 }.allSatisfy { $0 < 200 })
    #expect(!counting.asked.withLock { $0 }.isEmpty)
    counting.asked.withLock { $0 = [] }
    _ = screener.screen(String(repeating: "ばかだなあと思った。", count: 200))
    #expect(counting.asked.withLock { $0.count } < 10)
  }

  /// A dictionary that remembers how long the texts were.
  private final class Counting: WordBorders {
    let asked = Mutex<[Int]>([])
    private let dictionary: any WordBorders

    init(_ dictionary: any WordBorders) { self.dictionary = dictionary }

    func words(in utf8: UnsafeBufferPointer<UInt8>) -> [DividedWord]? {
      asked.withLock { $0.append(utf8.count) }
      return dictionary.words(in: utf8)
    }
  }
}
