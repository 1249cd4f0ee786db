/// The decade of life a member tells. The band is kept, never the birth date.
///
/// The bands follow common municipal questionnaires; the age of majority splits the teens.
public enum AgeBand: String, CaseIterable, Codable, Sendable {
  case under18
  case age18to19
  case twenties
  case thirties
  case forties
  case fifties
  case sixties
  case seventies
  case eightiesAndOver
  /// Asked, and not told (回答しない). Not asked is `nil` elsewhere.
  case declined

  /// What the choice says on screens.
  public var label: LocalizedText {
    switch self {
    case .under18: LocalizedText(ja: "10代（18歳未満）", en: "Teens (under 18)")
    case .age18to19: LocalizedText(ja: "10代（18〜19歳）", en: "Teens (18–19)")
    case .twenties: LocalizedText(ja: "20代", en: "20s")
    case .thirties: LocalizedText(ja: "30代", en: "30s")
    case .forties: LocalizedText(ja: "40代", en: "40s")
    case .fifties: LocalizedText(ja: "50代", en: "50s")
    case .sixties: LocalizedText(ja: "60代", en: "60s")
    case .seventies: LocalizedText(ja: "70代", en: "70s")
    case .eightiesAndOver: LocalizedText(ja: "80歳以上", en: "80 and over")
    case .declined: LocalizedText(ja: "回答しない", en: "Prefer not to say")
    }
  }
}
