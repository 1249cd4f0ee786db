import Community
import Testing

@testable import Moderation

struct CopyTests {
  private let offer = "誰でも簡単に稼げる在宅のお仕事を紹介します。くわしくはプロフィールをご覧ください。"

  @Test func `the third copy by one sender waits, in whatever rooms and however it is dressed up`() throws {
    var writer = Writer()
    #expect(writer.write(offer).isEmpty)
    writer.wait(30_000)
    #expect(writer.write("★" + offer + "！！", in: 2).isEmpty)
    writer.wait(30_000)
    let copy = try #require(
      writer.write("誰でも カンタンに稼げる在宅のお仕事を紹介しまーす。くわしくはプロフィールをご覧ください　12", in: 3).first)
    #expect(copy.kind == .copies && copy.action == .hold)
    #expect(copy.explanation.ja == "同じ文章のくり返し：10分ほどの間に3回目です（ほかの部屋を含む）")
    #expect(copy.explanation.en == "Repeated text: number 3 within about ten minutes, in several rooms")
  }

  @Test func `copies with other messages between them are copies still`() {
    var writer = Writer()
    var kinds: [BehaviourKind] = []
    for round in 0..<4 {
      for number in 0..<4 {
        writer.wait(5_000)
        kinds += writer.write("こちらは\(round)日目の\(number)番目の話題で、毎回ちがうことを書いています\(round * 7 + number)").map(\.kind)
      }
      kinds += writer.write(offer).map(\.kind)
    }
    #expect(kinds.filter { $0 == .copies }.count >= 2)
  }

  @Test func `a retry is no copy of itself, and is judged as it was`() {
    var writer = Writer()
    for _ in 0..<5 { #expect(writer.write(offer, key: "same-key").isEmpty) }
    writer.write(offer, key: "second")
    #expect(writer.write(offer, key: "third").map(\.kind) == [.copies])
    #expect(writer.write(offer, key: "third").map(\.kind) == [.copies])
    #expect(writer.behaviour.takeCounts() == [.copies: 1])
  }

  @Test func `a welcome under five posts is no spam, under the sixth it is looked at`() {
    var writer = Writer()
    for thread in 1...6 as ClosedRange<Int64> {
      writer.wait(20_000)
      let findings = writer.write("ようこそ！県北のことなら、わからないことを何でもここで聞いてくださいね。", thread: thread)
      #expect(findings.map(\.kind) == (thread < 6 ? [] : [.copies]))
    }
  }

  @Test func `the same text is welcome again after a while`() {
    var writer = Writer()
    for _ in 0..<6 {
      #expect(writer.write(offer).isEmpty)
      writer.wait(660_000)
    }
  }

  @Test(arguments: [
    "ありがとうございます", "8888888888888888888888", "わかります", "ｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗｗ", "がんばれ！がんばれ！がんばれ！がんばれ！がんばれ！",
    "今日は本当にありがとうございました。よろしくお願いいたします。", "皆さんお疲れ様でした！本日はありがとうございました！", "おめでとうございます🎉🎉🎉おめでとうございます！！",
  ])
  func `what everybody says is never a copy, by one or by many`(reply: String) {
    var writer = Writer()
    for sender in 1...12 {
      for _ in 0..<4 {
        writer.wait(2_000)
        #expect(writer.write(reply, by: Int64(sender)).isEmpty)
      }
    }
  }

  @Test func `different texts on the same subject are no copies`() {
    var writer = Writer()
    #expect(
      writer.kinds(
        of: "水戸の偕楽園の梅がとてもきれいで、来週も行こうと思っています。", "水戸の偕楽園のつつじもきれいで、五月にまた行こうと思っています。",
        "偕楽園の近くの千波湖は朝の散歩にちょうどよくて、白鳥もいました。", "ひたち海浜公園のネモフィラは四月の終わりがいちばんきれいでした。"
      ).isEmpty)
  }
}

struct RaidTests {
  private let text = "この投稿を見た人は全員このサイトを拡散してください、県の秘密がわかります"

  @Test func `the fourth person with the same text waits, and the first three are looked at once`() throws {
    var writer = Writer()
    for sender in 1...3 as ClosedRange<Int64> {
      writer.wait(10_000)
      #expect(writer.write(text + String(repeating: "！", count: Int(sender)), by: sender, in: sender).isEmpty)
    }
    let raid = try #require(writer.write("【拡散希望】" + text, by: 4, in: 4, key: "fourth").first)
    #expect(raid.kind == .raid && raid.action == .hold)
    #expect(raid.earlier.map(\.author) == [MemberID(1), MemberID(2), MemberID(3)])
    #expect(raid.explanation.ja == "複数の人による同じ文章：5分ほどの間に4人が、ほぼ同じ文章を書いています")
    #expect(writer.write("【拡散希望】" + text, by: 4, in: 4, key: "fourth").first?.earlier == [])
    let next = try #require(writer.write(text, by: 5, in: 1).first)
    #expect(next.kind == .raid && next.earlier.isEmpty)
  }

  @Test func `one sender alone is no raid, and slow echoes are none`() {
    var writer = Writer()
    for sender in [1, 2, 1, 2, 3, 3, 2, 1] as [Int64] {
      writer.wait(120_000)
      #expect(!writer.write(text, by: sender, in: sender).contains { $0.kind == .raid })
    }
    for sender in 10...20 as ClosedRange<Int64> {
      writer.wait(301_000)
      #expect(writer.write(text, by: sender).isEmpty)
    }
  }

  @Test func `members who write what they were asked to write are no raid`() {
    var writer = Writer()
    writer.write("参加する方は『いばらきフェスの花火大会にぜったい参加します』とコメントしてください！", by: 100, isTrusted: true)
    for sender in 1...10 {
      #expect(writer.write("いばらきフェスの花火大会にぜったい参加します", by: Int64(sender)).isEmpty)
    }
  }

  @Test func `a raid is found among thousands of other texts`() {
    var writer = Writer()
    var random = SeededRandom(seed: 7)
    let letters = Array("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろ山川海空花鳥風月水火土木金")
    var found = 0
    for number in 0..<6_000 {
      writer.wait(40)
      let other = String((0..<40).compactMap { _ in letters.randomElement(using: &random) })
      #expect(writer.write(other, by: Int64(1_000 + number)).isEmpty)
      if number % 1_000 == 999 {
        found += writer.write(text, by: Int64(number)).count { $0.kind == .raid }
      }
    }
    #expect(found == 3)
  }
}

struct MentionTests {
  @Test func `calling many in one message waits; calling a few does not`() throws {
    var writer = Writer()
    #expect(writer.write("ありがとう", calling: [1, 2, 3, 4, 5, 6, 7, 8, 9]).isEmpty, "oneself does not count")
    let found = try #require(writer.write("見て", by: 2, calling: Array(11...19)).first)
    #expect(found.kind == .mentions && found.action == .hold)
    #expect(found.explanation.ja == "多くの人への呼びかけ：1つの投稿で9人を呼んでいます")
  }

  @Test func `calling one after the other waits from the twenty-first within ten minutes on`() {
    var writer = Writer()
    for member in 101...120 as ClosedRange<Int64> {
      writer.wait(10_000)
      #expect(writer.write("ようこそ \(member)", calling: [member]).isEmpty)
    }
    #expect(writer.write("ようこそ 101", calling: [101]).isEmpty, "the same person again")
    writer.wait(3_000)
    #expect(writer.write("ようこそ 121", calling: [121]).map(\.kind) == [.mentions])
    writer.wait(700_000)
    #expect(writer.write("ようこそ 122", calling: [122]).isEmpty)
    for member in 201...260 as ClosedRange<Int64> {
      writer.wait(3_100)
      #expect(writer.write("当選です \(member)", by: 9, calling: [member], isTrusted: true).isEmpty)
    }
  }
}
