import Folding
import Testing

struct NameFoldTests {
  @Test(arguments: [
    ["茨城県公式", "茨\u{200D}城県公式", "茨城県 公式", "茨城県・公式", "茨城県\u{FE00}公式"],
    ["みと梅ざけ", "ミト梅ザケ", "ﾐﾄ梅ｻﾞｹ", "みと　梅ざけ"], ["カフェ", "力フェ", "かふえ", "ｶﾌｪ"],
    ["Taro", "ＴＡＲＯ", "tаro", "Tar0", "ταro", "t.a.r.o", "t\u{0336}a\u{0336}ro"], ["一郎", "ー郎"], ["髙橋", "高橋"],
    ["🅣aro", "ⓣaro", "taro"], ["渡邊", "渡邉", "渡辺"], ["茨城縣", "茨城県"],
    ["ロボ", "口ボ"],
  ])
  func `names that look the same have one key`(names: [String]) {
    #expect(Set(names.map(NameFold.key)).count == 1)
  }

  @Test(arguments: [("はな", "ばな"), ("ばん", "ぱん"), ("さくら", "さくら🌸"), ("鹿島", "鹿嶋"), ("太郎", "次郎"), ("。", "、")])
  func `names that differ to a reader differ`(one: String, other: String) {
    #expect(NameFold.key(one) != NameFold.key(other))
  }

  @Test func `a name of which nothing is visible has an empty key`() {
    #expect(NameFold.key("\u{200D}\u{FE0F} 　") == "")
    #expect(NameFold.key("・・・") == "・・・")
  }
}
