/// A sticker's stable name in the catalogue: `arigatou`.
public struct StickerID: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A drawn word that members put on a message.
public struct Sticker: Hashable, Sendable {
  public let id: StickerID
  public let group: StickerGroup
  /// The word on the drawing, and what a screen reader says for it.
  public let label: LocalizedText

  init(_ id: String, _ group: StickerGroup, ja: String, en: String) {
    self.id = StickerID(rawValue: id)
    self.group = group
    self.label = LocalizedText(ja: ja, en: en)
  }
}

/// A page of the sticker sheet. Raw values are stable names.
public enum StickerGroup: String, CaseIterable, Codable, Sendable {
  case kihon
  case ouen
  case kimochi
  /// Intentions: counted as signs of interest in the region, shown only as totals.
  case ikou
  case ibaraki
  /// Official marks, for the people who run the community.
  case unei

  public var label: LocalizedText {
    switch self {
    case .kihon: LocalizedText(ja: "基本", en: "Basics")
    case .ouen: LocalizedText(ja: "応援", en: "Cheers")
    case .kimochi: LocalizedText(ja: "気持ち", en: "Feelings")
    case .ikou: LocalizedText(ja: "やってみたい", en: "I'd like to")
    case .ibaraki: LocalizedText(ja: "いばらき", en: "Ibaraki")
    case .unei: LocalizedText(ja: "運営", en: "Official")
    }
  }
}

/// How many members put one sticker on a message.
public struct Tally: Hashable, Sendable {
  public let sticker: StickerID
  public let count: Int

  public init(sticker: StickerID, count: Int) {
    self.sticker = sticker
    self.count = count
  }
}
