/// Other spellings of a search term that a reader takes for the same word. Made at query time, so that the index stays
/// small and exact.
public enum SpellingVariants {
  /// Most spellings of one term, the typed one included.
  public static let maximum = 4

  /// The typed spelling first, then variants in the order of the rules below.
  static func spellings(of term: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var spellings = [term]
    for rule in [smallKana, prolongedSound, numerals, oldForms] {
      for variant in rule(term) where !variant.isEmpty && !spellings.contains(variant) {
        guard spellings.count < maximum else { return spellings }
        spellings.append(variant)
      }
    }
    return spellings
  }

  /// 龍ケ崎, 龍ヶ崎, 龍が崎; 三ツ矢, 三ッ矢: between two kanji (or a digit and a kanji) these are one sign.
  private static func smallKana(_ term: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let groups: [[Unicode.Scalar]] = [["け", "ゖ", "が", "ゕ"], ["つ", "っ"]]
    for place in term.indices.dropFirst().dropLast() {
      guard isIdeographOrDigit(term[place - 1]), isIdeograph(term[place + 1]),
        let group = groups.first(where: { $0.contains(term[place]) })
      else { continue }
      return group.map { replacing(term, at: place, with: $0) }
    }
    return []
  }

  /// ねばーる君 is also written ねばる君.
  private static func prolongedSound(_ term: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let without = term.filter { $0 != "ー" }
    return without.count > 1 && without.count < term.count ? [without] : []
  }

  /// 1丁目 is also written 一丁目. Only single digits: 十二 and 12 are another matter.
  private static func numerals(_ term: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let digits = Array("0123456789".unicodeScalars)
    let kanji = Array("〇一二三四五六七八九".unicodeScalars)
    for (from, to) in [(digits, kanji), (kanji, digits)] {
      let swapped = term.map { scalar in from.firstIndex(of: scalar).map { to[$0] } ?? scalar }
      if swapped != term, zip(term, term.dropFirst()).allSatisfy({ !(from.contains($0) && from.contains($1)) }) {
        return [swapped]
      }
    }
    return []
  }

  /// Old and variant forms common in names. 島 and 嶋 are not among them: 鹿島 and 鹿嶋 are different towns.
  private static func oldForms(_ term: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    for place in term.indices {
      guard let group = oldFormGroups.first(where: { $0.contains(term[place]) }) else { continue }
      return group.map { replacing(term, at: place, with: $0) }
    }
    return []
  }

  private static let oldFormGroups: [[Unicode.Scalar]] = [
    "高髙", "崎﨑嵜", "辺邊邉", "斎齋斉齊", "沢澤", "浜濱", "広廣", "国國", "桜櫻", "竜龍", "富冨", "吉𠮷", "柳栁", "徳德",
    "恵惠", "滝瀧", "浅淺", "塚塚", "角⻆", "関關", "実實", "寿壽", "真眞", "晋晉", "渓溪", "豊豐", "万萬", "礼禮", "会會",
    "学學", "旧舊", "県縣", "区區", "鉄鐵", "駅驛", "芸藝", "体體", "仏佛", "円圓", "塩鹽", "医醫", "蔵藏", "穂穗", "桧檜",
  ].map { Array($0.unicodeScalars) }

  private static func replacing(_ term: [Unicode.Scalar], at place: Int, with scalar: Unicode.Scalar)
    -> [Unicode.Scalar]
  {
    var copy = term
    copy[place] = scalar
    return copy
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic
  }

  private static func isIdeographOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    isIdeograph(scalar) || ("0"..."9").contains(scalar)
  }
}
