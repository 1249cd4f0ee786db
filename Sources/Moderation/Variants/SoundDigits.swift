/// Digits for the sounds of their names: 56す, 4ね.
enum SoundDigits {
  private static let digits: [Character: Character] = [
    "お": "0", "れ": "0", "い": "1", "ひ": "1", "に": "2", "み": "3", "さ": "3", "し": "4", "よ": "4", "こ": "5", "ご": "5",
    "ろ": "6", "む": "6", "な": "7", "は": "8", "ば": "8", "や": "8", "く": "9", "き": "9",
  ]
  private static let longest = 5

  /// Every way to replace some of the sounds, but never all: a number alone is a number.
  static func variants(of kana: String?) -> [Variant] {
    guard let kana, (2...longest).contains(kana.count) else { return [] }
    var texts: [String] = [""]
    for sound in kana {
      texts = texts.flatMap { text in
        [text + String(sound)] + (digits[sound].map { [text + String($0)] } ?? [])
      }
    }
    return texts.filter { text in text.contains(where: \.isNumber) && !text.allSatisfy(\.isNumber) }
      .map { Variant($0, .digits, from: .aggressive) }
  }
}
