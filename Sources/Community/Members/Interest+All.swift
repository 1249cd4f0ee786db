/// An interest as sign-up offers it.
public struct InterestChoice: Hashable, Sendable {
  public let interest: Interest
  public let label: LocalizedText
  public var code: String { interest.rawValue }

  init(_ code: String, ja: String, en: String) {
    self.interest = Interest(rawValue: code)
    self.label = LocalizedText(ja: ja, en: en)
  }
}

extension Interest {
  /// In the order sign-up shows them: living first, then pleasures.
  public static let all: [InterestChoice] = [
    InterestChoice("housing", ja: "住まい・空き家", en: "Homes and vacant houses"),
    InterestChoice("jobs", ja: "仕事・転職", en: "Jobs and career changes"),
    InterestChoice("remoteWork", ja: "テレワーク・副業", en: "Remote work and side jobs"),
    InterestChoice("founding", ja: "起業・継業", en: "Starting or taking over a business"),
    InterestChoice("agriculture", ja: "農業・週末農業", en: "Farming and weekend farming"),
    InterestChoice("fishing", ja: "漁業・海の仕事", en: "Fishing and work at sea"),
    InterestChoice("parenting", ja: "子育て", en: "Raising children"),
    InterestChoice("education", ja: "教育・学校", en: "Schools and education"),
    InterestChoice("health", ja: "医療・福祉", en: "Health care and welfare"),
    InterestChoice("transport", ja: "交通（TX・常磐線など）", en: "Getting around (TX, Joban Line …)"),
    InterestChoice("food", ja: "食（納豆・干し芋・メロンなど）", en: "Food (natto, dried sweet potato, melon …)"),
    InterestChoice("outdoors", ja: "自然・アウトドア", en: "Nature and the outdoors"),
    InterestChoice("sea", ja: "海・サーフィン", en: "The sea and surfing"),
    InterestChoice("culture", ja: "歴史・文化・芸術", en: "History, culture and art"),
    InterestChoice("festivals", ja: "祭り・イベント", en: "Festivals and events"),
    InterestChoice("volunteering", ja: "ボランティア・地域づくり", en: "Volunteering and community building"),
    InterestChoice("newcomers", ja: "移住者交流", en: "Meeting others who moved here"),
    InterestChoice("pets", ja: "ペット", en: "Pets"),
    InterestChoice("disasters", ja: "防災", en: "Disaster preparedness"),
    InterestChoice("science", ja: "科学・研究", en: "Science and research"),
    InterestChoice("sports", ja: "スポーツ", en: "Sports"),
  ]
}
