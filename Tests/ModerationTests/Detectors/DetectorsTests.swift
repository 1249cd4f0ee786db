import Moderation
import Testing

struct DetectorsTests {
  private func kinds(_ text: String) -> [String] { Screeners.detectors.screen(text).hits.map(\.phrase) }

  @Test(arguments: [
    "０９０－１２３４－５６７８に電話して", "〇九〇一二三四五六七八", "零九零の1234の5678", "ゼロキュウゼロのイチニサンヨンのゴーロクナナハチ", "090 1234 5678",
    "0⃣9⃣0⃣1⃣2⃣3⃣4⃣5⃣6⃣7⃣8⃣", "⓪⑨⓪-①②③④-⑤⑥⑦⑧", "O9O-I234-5678", "+81 90 1234 5678", "(090)1234.5678", "090★1234★5678",
    "０８０・１１１２・３３３４", "090\n1234\n5678", "私の家は029-123-4567です",
  ])
  func `a telephone number is found in every disguise`(text: String) {
    #expect(kinds(text).contains("PHONE"))
  }

  @Test(arguments: [
    "2026-11-23 10:30 に集合", "029-301-1111 県庁代表", "0120-123-456 にお電話ください", "人口は2,345,678人です", "水戸市役所(029-224-1111)へ",
    "8時から10時まで、1200円", "郵便番号 310-8555", "国道123号と50号", "バスの時刻 8:10 9:20 10:30 11:40", "いちにのさんで押して", "にごりざけしろくま",
    "北緯36.0 東経140.1", "1.5kmを20分で",
  ])
  func `other numbers and public desks are not`(text: String) {
    #expect(kinds(text) == [])
  }

  @Test(arguments: [
    "らいんのID教えて", "ラインやってる？ID交換しよう", "LINE追加してください abc_123", "カカオのID送って", "インスタ交換しませんか", "Discordで話そう",
    "テレグラムで連絡ください", "Xの DM ください", "メアド教えて", "連絡先交換しよう", "LINE ID は mito★hana です", "LINEのID→ mito.taro99",
  ])
  func `an exchange of contacts is found`(text: String) {
    #expect(kinds(text).contains("CONTACT"))
  }

  @Test(arguments: [
    "オンライン交流会に参加します", "県の公式LINEを友だち追加してください", "スタートラインに立った", "ラインナップを教えてください", "インスタ映えする花火", "インスタで見ました",
    "DMMの英会話", "IDとパスワードを忘れました", "IDカードをお持ちください", "LINEスタンプかわいい", "つくばエクスプレスのラインが延びる", "常磐線の新しいライン、交換駅は水戸",
  ])
  func `a messenger's name alone is not`(text: String) {
    #expect(kinds(text) == [])
  }

  @Test(arguments: [
    "hxxp://evil.example/a", "h t t p s ://evil.com", "evil[.]com を見て", "evil。com", "ｅｖｉｌ．ｃｏｍ", "bit.ly/abc123",
    "https://www.pref.ibaraki.jp@evil.com/", "https://pref.ibaraki.lg.jp.evil.com/", "www．example．com",
    "example ドット com",
    "example(dot)net に登録して", "ｈｔｔｐ：／／example．net で会おう",
  ])
  func `a link is found however it is written`(text: String) {
    #expect(kinds(text).contains("URL"))
  }

  @Test(arguments: [
    "https://www.city.mito.lg.jp/ を見てね", "https://www.city.tsukuba.lg.jp/soshiki/ です",
    "詳しくは https://www.pref.ibaraki.jp/ へ",
    "Node.jsを勉強中", "第3.5回の会議", "ドット柄のワンピース", "3.14は円周率",
  ])
  func `the government's links and what has no link are not`(text: String) {
    #expect(kinds(text) == [])
  }

  @Test(arguments: [
    "taro＠example．com", "taro(at)example.com", "taro@docomo.ne.jp", "mito.taro アットマーク example ドット jp",
    "t.yamada@gmail.com です",
  ])
  func `an e-mail address is found`(text: String) {
    #expect(kinds(text).contains("EMAIL"))
  }

  @Test(arguments: ["つくば市吾妻1丁目2-3に引っ越しました", "茨城県土浦市大和町9-1 サンハイツ203", "水戸市笠原町978-6 に住んでます"])
  func `where somebody lives is found`(text: String) {
    #expect(kinds(text).contains("ADDRESS"))
  }

  @Test(arguments: ["つくば市で10-20人集まった", "水戸市 3-2 で勝ちました", "図書館は水戸市笠原町978-6です", "土浦市の花火は10月"])
  func `places and public buildings are not`(text: String) {
    #expect(kinds(text) == [])
  }

  @Test func `a number plate and a My Number are found, one with a wrong check digit is not`() {
    #expect(kinds("水戸 300 あ 12-34 の車").contains("PLATE"))
    #expect(kinds("番号は123456789018です") == ["MYNUMBER"])
    #expect(kinds("番号は123456789012です") == [])
  }

  @Test func `signs that garble the display are found`() {
    #expect(kinds("ab\u{202E}cd").contains("DISGUISE"))
    #expect(kinds("a\u{300}\u{301}\u{302}\u{303}\u{304}").contains("DISGUISE"))
    #expect(kinds("café") == [])
  }

  @Test func `a hit covers what was found, in whole characters`() throws {
    let text = "電話は０９０－１２３４－５６７８まで"
    let hit = try #require(Screeners.detectors.screen(text).hits.first)
    #expect(hit.matchedText(in: text) == "０９０－１２３４－５６７８")
  }

  @Test func `whatever the bytes, nothing crashes and every range lies inside`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<20_000 {
      let text = random.text(maximumPieces: 12)
      for hit in Screeners.detectors.screen(text).hits {
        #expect(hit.utf8Range.lowerBound >= 0 && hit.utf8Range.upperBound <= text.utf8.count && !hit.utf8Range.isEmpty)
      }
    }
  }
}
