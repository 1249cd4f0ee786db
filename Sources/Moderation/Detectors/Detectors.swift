import Folding

/// Finds patterns that are not words: contacts, addresses, links and what disguises them.
public struct Detectors: Sendable {
  public let policy: DetectorPolicy

  public init(policy: DetectorPolicy = DetectorPolicy()) {
    self.policy = policy
  }

  /// Linear in the length of the text.
  public func scan(_ text: String, kinds: Set<DetectorKind>) -> [DetectorHit] {
    var text = text
    return text.withUTF8 { scan($0, kinds: kinds) }
  }

  func scan(_ utf8: UnsafeBufferPointer<UInt8>, kinds: Set<DetectorKind>) -> [DetectorHit] {
    guard !kinds.isEmpty else { return [] }
    var hits: [DetectorHit] = []
    if kinds.contains(.disguise) { hits += Numbers.disguises(utf8) }
    let reader = LightReader(units: LightText(utf8).units)
    if kinds.contains(.contact) { hits += ContactExchange.scan(reader) }
    let signs = PatternSigns(reader)
    if kinds.contains(.phone), signs.numberSigns >= PhoneNumbers.fewestDigits {
      hits += PhoneNumbers(policy: policy).scan(reader)
    }
    if kinds.contains(.email), signs.hasAt { hits += MailAddresses.scan(reader) }
    if kinds.contains(.url), signs.hasDot, signs.latin > 1 { hits += Links(policy: policy).scan(reader) }
    guard signs.digits > 1 else { return hits }
    if kinds.contains(.address) { hits += Addresses.scan(reader) }
    if kinds.contains(.plate) { hits += Numbers.plates(reader) }
    if kinds.contains(.myNumber), signs.digits >= 12 { hits += Numbers.myNumbers(reader) }
    return hits
  }

  /// Words without which a text of kana and kanji alone holds nothing for a detector. They are looked for together with
  /// the watched words, so that most texts never get here.
  static let signs = [
    "ライン", "らいん", "カカオ", "かかお", "インスタ", "いんすた", "ツイッター", "ついったー", "ディスコ", "でぃすこ", "テレグラ", "てれぐら", "シグナル", "スカイプ",
    "すかいぷ", "微信", "緑のアプリ", "緑のやつ", "青い鳥", "黄色いアプリ", "すなちゃ", "スナチャ", "連絡先", "れんらくさき", "メアド", "めあど", "アドレス", "番号", "電番",
    "個人的に連絡", "直接連絡", "裏で連絡", "個別に連絡", "アット", "あっと", "ドット", "どっと", "ゼロ", "ぜろ", "れいきゅう", "まるきゅう", "れいはち", "まるはち", "〇九",
    "〇八",
    "〇七", "〇二", "零九", "零八", "零七", "零二", "丁目", "番地",
  ]
}
