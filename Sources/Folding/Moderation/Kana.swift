/// What the moderation fold knows of hiragana, the only kana left after folding.
enum Kana {
  /// 1…5 for あ…お; 0 for ん and what is not a letter.
  static func vowel(_ scalar: UInt32) -> UInt8 {
    guard isHiragana(scalar) else { return 0 }
    return vowels[Int(scalar - 0x3041)]
  }

  static func isHiragana(_ scalar: UInt32) -> Bool { (0x3041...0x3096).contains(scalar) }

  /// か to が, は to ば, う to ぶ (as ヴ); with what that does to the flags.
  static func voiced(_ scalar: UInt32) -> (scalar: UInt32, flags: FoldFlags)? {
    switch scalar {
    case 0x3046: (0x3076, .phonetic)
    // ぢ and づ sound, and so fold, like じ and ず.
    case 0x3061: (0x3058, .phonetic)
    case 0x3064: (0x305A, .phonetic)
    case 0x304B...0x3062 where scalar % 2 == 1: (scalar + 1, [])
    case 0x3066, 0x3068: (scalar + 1, [])
    case 0x306F...0x307B where scalar % 3 == 0: (scalar + 1, [])
    default: nil
    }
  }

  /// は to ぱ.
  static func halfVoiced(_ scalar: UInt32) -> UInt32? {
    (0x306F...0x307B).contains(scalar) && scalar % 3 == 0 ? scalar + 2 : nil
  }

  /// By scalar from ぁ (U+3041).
  private static let vowels: [UInt8] = {
    let rows: [StaticString] = [
      "ぁあかがさざただなはばぱまゃやらゎわゕ", "ぃいきぎしじちぢにひびぴみりゐ", "ぅうくぐすずっつづぬふぶぷむゅゆるゔ",
      "ぇえけげせぜてでねへべぺめれゑゖ", "ぉおこごそぞとどのほぼぽもょよろを",
    ]
    var vowels = [UInt8](repeating: 0, count: 0x3097 - 0x3041)
    for (number, row) in rows.enumerated() {
      for scalar in "\(row)".unicodeScalars { vowels[Int(scalar.value - 0x3041)] = UInt8(number + 1) }
    }
    return vowels
  }()
}
