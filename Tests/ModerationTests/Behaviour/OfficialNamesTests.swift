import Community
import Testing

@testable import Moderation

struct OfficialNamesTests {
  private let names = OfficialNames(operatorNames: ["かすみん", "Miito"])

  @Test(arguments: [
    "運営", "運　営", "ひろば運営", "運宮チーム", "蓮営", "公式", "公弐", "ハム式アカウント", "八ム式", "事務局", "亊務局", "管理人", "官理人", "管理入", "茨城県", "茨域県",
    "茨城縣", "茨 城 県 庁", "茨城県廳", "茨木県庁", "茨城県\u{0336}庁\u{0336}", "運\u{20DD}営", "水戸市", "水戸市役所", "水 戸 市 役 所", "ミトシヤクショ",
    "目立市役所", "曰立市", "士浦市役所", "鹿島市役所", "龍ヶ崎市役所", "竜ケ崎市役所", "坂束市", "大子町役場", "太洗町", "東海村公式", "水戸市観光課", "つくば市広報",
    "茨城県営業戦略担当", "Hiroba", "H1R0BA", "Ніrоbа", "ｈｉｒｏｂａ", "hiroba official", "ADMIN", "Αdmin", "official", "0fficial",
    "Mito City Hall",
    "モデレータ－", "かすみん公", "カスミン", "miito2",
  ])
  func `names of those in charge, and what looks like them, are claims`(name: String) {
    #expect(names.claim(in: name) != nil)
  }

  @Test(arguments: [
    "あおい", "水戸市在住", "水戸市民", "水戸っ子", "つくばの人", "日立太郎", "大宮さん", "土浦出身のケン", "茨城大好き", "茨城LOVE", "筑波山のふもと", "かしまし娘",
    "なかし", "牛久沼の主", "役に立ちたい人", "非公式ファン", "鹿嶋のサポーター", "広場恐怖症気味", "係長", "水戸市サッカー部", "大洗町が好き", "子育て中のママ", "ロボット部員",
    "目白", "東京から移住", "管弦楽好き", "田中一郎", "Admiral", "Taro", "한국인",
  ])
  func `ordinary names claim nothing`(name: String) {
    #expect(names.claim(in: name) == nil, "\(String(describing: names.claim(in: name)))")
  }

  @Test func `every municipality is protected, with its hall, its readings and its desks`() {
    for town in Municipality.all {
      let hall = town.label.ja.hasSuffix("市") ? "役所" : "役場"
      for name in [
        town.label.ja, town.label.ja + hall, town.label.ja + "公式", town.label.ja + "事務局", town.label.ja + "職員",
      ] {
        #expect(names.claim(in: name) != nil, "\(name)")
      }
      #expect(names.claim(in: town.label.ja + "の民") == nil)
    }
  }

  @Test func `text forced to run backwards is read as it is shown`() {
    #expect(names.claim(in: "\u{202E}庁県城茨") != nil)
    #expect(names.claim(in: "庁県城茨") == nil)
  }

  @Test func `the reason is told with what the name looks like`() throws {
    let claim = try #require(names.claim(in: "茨域県庁"))
    #expect(claim.name == "茨城県庁")
    #expect(claim.reason.ja.contains("「茨城県庁」"))
    #expect(claim.reason.en.contains("public office"))
  }
}
