/// What a room is before it has an identity: the definition a first start creates it from.
public struct RoomDefinition: Hashable, Sendable {
  /// Stable ASCII name, unique.
  public let slug: String
  public let name: String
  /// What the room is for, in one or two sentences.
  public let purpose: String
  /// A slug of `StandardRooms.categories`.
  public let category: String
  public let audience: Room.Audience
  public let posting: Room.Posting

  init(
    _ slug: String, _ name: String, in category: String, audience: Room.Audience = .everyone,
    posting: Room.Posting = .everyone, purpose: String
  ) {
    self.slug = slug
    self.name = name
    self.purpose = purpose
    self.category = category
    self.audience = audience
    self.posting = posting
  }
}

/// What a category is before it has an identity.
public struct RoomCategoryDefinition: Hashable, Sendable {
  /// Stable ASCII name, unique.
  public let slug: String
  public let name: String

  init(_ slug: String, _ name: String) {
    self.slug = slug
    self.name = name
  }
}

/// The rooms a new community starts with, in display order. Staff change them afterwards as they like.
public enum StandardRooms {
  public static let categories: [RoomCategoryDefinition] = [
    RoomCategoryDefinition("hajimeni", "はじめに"),
    RoomCategoryDefinition("kurashi", "くらしの相談"),
    RoomCategoryDefinition("tanoshimu", "楽しむ・関わる"),
    RoomCategoryDefinition("chiiki", "地域の部屋"),
    RoomCategoryDefinition("unei", "運営"),
  ]

  public static let rooms: [RoomDefinition] = [
    RoomDefinition(
      "hajimemashite", "はじめまして", in: "hajimeni",
      purpose: "はじめての方は、まずここへどうぞ。茨城とのご縁や気になっていることを、ひとことでも聞かせてください。"),
    RoomDefinition(
      "oshirase", "運営からのお知らせ", in: "hajimeni", posting: .officialOnly,
      purpose: "運営からの大事なお知らせをまとめています。ここは読むだけの部屋です。"),
    RoomDefinition(
      "shichouson", "市町村からのお知らせ", in: "hajimeni", posting: .officialWithStickers,
      purpose: "県内44市町村からの催しや募集の便りです。気になったら、スタンプで気持ちを届けてください。"),
    RoomDefinition(
      "shitsumon", "要望と運営への質問", in: "hajimeni",
      purpose: "使い方で困ったこと、こうなったらうれしいこと。小さなことでも運営がお返事します。"),

    RoomDefinition(
      "senpai", "先輩移住者に聞いてみよう", in: "kurashi",
      purpose: "引っ越してみて本当のところどうですか？ 先輩移住者が、良かったことも困ったことも正直に答えます。"),
    RoomDefinition(
      "sumai", "空き家・住まい相談", in: "kurashi",
      purpose: "空き家バンク、賃貸、家の直し方、ご近所づきあい。住まいさがしの迷いを、みんなで考える部屋です。"),
    RoomDefinition(
      "shigoto", "しごと・テレワーク・副業", in: "kurashi",
      purpose: "転職、二拠点、週末だけの手伝いまで。茨城での働き方を、経験と一緒に持ち寄りましょう。"),
    RoomDefinition(
      "kosodate", "子育て・教育", in: "kurashi",
      purpose: "保育園のこと、学校のこと、雨の日の遊び場。子どもとの毎日を気軽に話せる部屋です。"),

    RoomDefinition(
      "shokutonou", "食と農", in: "tanoshimu",
      purpose: "納豆も干し芋もメロンも。おいしい話、畑の話、台所の知恵をどうぞ。"),
    RoomDefinition(
      "shuumatsu", "週末いばらき", in: "tanoshimu",
      purpose: "今度の休みはどこへ行こう。お出かけの計画も、行ってきた報告も待っています。"),
    RoomDefinition(
      "localplayer", "ローカルプレーヤーの部屋", in: "tanoshimu",
      purpose: "地域で何かを始めた人、始めたい人の部屋です。催しの告知や、手伝ってほしいことの相談に。"),
    RoomDefinition(
      "kouryuukai", "オンライン交流会", in: "tanoshimu",
      purpose: "オンライン交流会の会場です。当日の感想も、次に話したいことも、ここに書いてください。"),

    RoomDefinition(
      "mito", "水戸・県央のくらし", in: "chiiki",
      purpose: "水戸、笠間、ひたちなか、大洗あたりの毎日。お店のことも季節のことも、ご近所の感覚で。"),
    RoomDefinition(
      "tsukuba", "つくば・TX沿線", in: "chiiki",
      purpose: "つくば、守谷、つくばみらいを中心に、TX沿線での暮らしと通勤の話をしましょう。"),
    RoomDefinition(
      "kenhoku", "県北の自然とアウトドア", in: "chiiki",
      purpose: "滝、山、渓流、海。日立から大子まで、県北の自然を味わう人の部屋です。"),
    RoomDefinition(
      "rokkou", "鹿行の海と湖", in: "chiiki",
      purpose: "鹿島灘の波、北浦と霞ヶ浦の夕日、水郷の舟。鹿行の水辺が好きな人、集まりましょう。"),
    RoomDefinition(
      "kensei", "県西の古民家と手仕事", in: "chiiki",
      purpose: "結城の紬、真壁の町並み、古河の路地。古い家と手仕事を楽しむ人の部屋です。"),

    RoomDefinition(
      "uneikaigi", "運営会議", in: "unei", audience: .staff,
      purpose: "運営の打ち合わせと引き継ぎに使います。決まったことは、日付をつけて残しましょう。"),
    RoomDefinition(
      "mimamori", "見守り当番", in: "unei", audience: .staff,
      purpose: "見守りの当番表と気づいたことの共有です。迷ったら、ひとりで決めずにここへ。"),
    RoomDefinition(
      "kenrenraku", "県との連絡", in: "unei", audience: .staff,
      purpose: "県の担当の方との連絡に使います。報告と相談は、早めに短く。"),
  ]
}
