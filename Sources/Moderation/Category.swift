public import Community

/// Why a word is watched, in the categories of the community's published rules.
public enum Category: String, CaseIterable, Codable, Sendable {
  case threat
  case selfHarm
  case insult
  case discrimination
  case sexual
  case solicitation
  case personalData
  case crime
  case spam
  case politics
  case abuseOfStaff

  /// The category's name for people.
  public var label: LocalizedText {
    switch self {
    case .threat: LocalizedText(ja: "脅迫・暴力", en: "Threats and violence")
    case .selfHarm: LocalizedText(ja: "自傷", en: "Self-harm")
    case .insult: LocalizedText(ja: "誹謗中傷・侮辱", en: "Insults")
    case .discrimination: LocalizedText(ja: "差別", en: "Discrimination")
    case .sexual: LocalizedText(ja: "性的な表現", en: "Sexual content")
    case .solicitation: LocalizedText(ja: "出会い・連絡先交換", en: "Meeting and contact exchange")
    case .personalData: LocalizedText(ja: "個人情報", en: "Personal data")
    case .crime: LocalizedText(ja: "違法行為", en: "Crime")
    case .spam: LocalizedText(ja: "勧誘・迷惑投稿", en: "Solicitation and spam")
    case .politics: LocalizedText(ja: "政治・選挙", en: "Politics and elections")
    case .abuseOfStaff: LocalizedText(ja: "行政への暴言", en: "Abuse of officials")
    }
  }
}
