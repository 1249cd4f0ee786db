import Community
import Folding
import Moderation

extension DisplayName {
  /// The same for names that look alike; unique among members.
  var key: String { NameFold.key(text) }
}

/// What a display name must pass: its shape, the watched words, and not being taken for the people who run the place.
struct ChooseName: Sendable {
  let screener: CurrentScreener

  /// - Throws: a rejection with `displayNameInvalid` or `watchedWord`.
  func callAsFunction(_ text: String) throws(Rejection) -> DisplayName {
    let name = try Rejection.wrap { () throws(Refusal) in try DisplayName(text) }
    if let word = Self.claimedOffice(in: name) {
      throw Rejection(.watchedWord, phrase: word, reason: Self.officeReason)
    }
    let outcome = try ScreenText(screener: screener)(name.text, in: nil, by: .member, isSite: true)
    // A name can neither wait for a moderator nor be shown with stars in it.
    guard outcome.heldFor == nil, outcome.text == name.text else { throw Rejection(.displayNameInvalid) }
    guard !name.key.isEmpty else { throw Rejection(.displayNameInvalid) }
    return name
  }

  /// The word by which a name claims an office, in any spelling that looks like it.
  static func claimedOffice(in name: DisplayName) -> String? {
    let key = name.key
    return offices.first { $0.isWhole ? key == $0.key : key.contains($0.key) }?.word
  }

  private static let officeReason = LocalizedText(
    ja: "運営や公式の担当者と間違われる名前は使えません。", en: "A name must not look like that of the people who run this community.")

  private static let offices: [(word: String, key: String, isWhole: Bool)] =
    ["運営", "公式", "事務局", "管理者", "管理人", "モデレーター", "コミュニティマネージャー", "茨城県庁", "茨城県職員", "市役所"]
    .map { (word: $0, key: NameFold.key($0), isWhole: false) }
    + ["茨城県", "県庁", "admin", "administrator", "moderator", "official", "hiroba", "ひろば"]
    .map { (word: $0, key: NameFold.key($0), isWhole: true) }
}
