public import Community

/// What a detector looks for: patterns, not words.
public enum DetectorKind: String, CaseIterable, Codable, Sendable {
  case url = "URL"
  case email = "EMAIL"
  case phone = "PHONE"
  case contact = "CONTACT"
  case address = "ADDRESS"
  case plate = "PLATE"
  case myNumber = "MYNUMBER"
  case disguise = "DISGUISE"

  /// For people.
  public var label: LocalizedText {
    switch self {
    case .url: LocalizedText(ja: "リンク", en: "a link")
    case .email: LocalizedText(ja: "メールアドレス", en: "an e-mail address")
    case .phone: LocalizedText(ja: "電話番号", en: "a telephone number")
    case .contact: LocalizedText(ja: "連絡先の交換", en: "exchange of contacts")
    case .address: LocalizedText(ja: "住所", en: "an address")
    case .plate: LocalizedText(ja: "車のナンバー", en: "a number plate")
    case .myNumber: LocalizedText(ja: "マイナンバー", en: "a My Number")
    case .disguise: LocalizedText(ja: "表示をくずす文字", en: "signs that garble the display")
    }
  }

  /// The category of its rule, unless a person says otherwise.
  public var category: Category {
    switch self {
    case .url, .disguise: .spam
    case .contact: .solicitation
    case .email, .phone, .address, .plate, .myNumber: .personalData
    }
  }
}

/// What happens when a detector finds something.
public struct DetectorRule: Hashable, Sendable {
  public let kind: DetectorKind
  public let action: Action
  public let reason: LocalizedText
  /// The rule it is of; `nil` outside a list of rules.
  public let rule: RuleReference?

  public init(
    _ kind: DetectorKind, action: Action = .hold, reason: LocalizedText? = nil, rule: RuleReference? = nil
  ) {
    self.rule = rule
    self.kind = kind
    self.action = action
    self.reason =
      reason
      ?? LocalizedText(
        ja: "\(kind.label.ja)が含まれているため、確認してから表示します。", en: "This contains \(kind.label.en) and will be checked first.")
  }
}

/// Something a detector found.
public struct DetectorHit: Hashable, Sendable {
  public let kind: DetectorKind
  /// UTF-8 offsets in the original, not yet widened to whole characters.
  public let utf8Range: Range<Int>
}

/// What detectors let pass.
public struct DetectorPolicy: Hashable, Sendable {
  /// Domains whose links are trusted, with everything under them. Those reserved for government always are.
  public var trustedDomains: [String]
  /// Telephone numbers of public desks, in any spelling.
  public var publicNumbers: [String]

  public init(trustedDomains: [String] = [], publicNumbers: [String] = []) {
    self.trustedDomains = trustedDomains
    self.publicNumbers = publicNumbers.map { $0.filter(\.isNumber) }
  }
}
