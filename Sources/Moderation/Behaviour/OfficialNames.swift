public import Community
import Folding

/// Names of those who run the community, in any spelling that looks like them. Only they may use them.
///
/// Names are compared by what the eye sees: `NameFold` takes away width, case, spaces, signs, marks on letters and
/// look-alike letters; `skeleton` also takes kanji of nearly the same shape for one (茨域県, 運宮, 目立市).
public struct OfficialNames: Sendable {
  /// What a name claims, as the refusal shows it.
  public struct Claim: Hashable, Sendable {
    public let name: String
    public let reason: LocalizedText
  }

  private struct Entry: Sendable {
    let name: String
    let skeleton: String
  }

  /// Anywhere in a name.
  private let parts: [Entry]
  /// As the whole name only: a member may come from 水戸市.
  private let wholes: [Entry]
  /// Bodies that a name may begin with, but not together with one of `duties`.
  private let bodies: [Entry]

  /// - Parameters:
  ///   - community: what this community is called.
  ///   - operatorNames: what the operator protects beside the built-in names, wherever it stands in a name.
  public init(community: String = "", operatorNames: [String] = []) {
    let towns = Municipality.all.map(\.label.ja)
    parts = Self.entries(operatorNames + Self.offices + Municipality.all.flatMap(Self.offices(of:)))
    wholes = Self.entries(Self.whole + towns + [community])
    bodies = Self.entries(["茨城県", "いばらき県", "いばらきけん", community] + towns + Municipality.all.map(\.reading))
  }

  /// What `name` claims; `nil` for anybody's name. Linear in the list; for sign-up and renaming.
  public func claim(in name: String) -> Claim? {
    let read = Self.skeleton(name)
    // What is forced to run from right to left is read from right to left.
    let mirrored = name.unicodeScalars.contains(where: Self.turnsText) ? String(read.reversed()) : read
    return claim(read) ?? (mirrored == read ? nil : claim(mirrored))
  }

  private func claim(_ read: String) -> Claim? {
    guard !read.isEmpty else { return nil }
    for entry in wholes where read == entry.skeleton { return Claim(entry.name) }
    for entry in parts where Self.claims(read, entry.skeleton) { return Claim(entry.name) }
    for body in bodies where read.hasPrefix(body.skeleton) {
      let rest = read.dropFirst(body.skeleton.count)
      if let duty = Self.duties.first(where: { rest.hasSuffix($0.skeleton) }) { return Claim(body.name + duty.name) }
    }
    return nil
  }

  /// Whether the part stands there and is not denied: 非公式 claims nothing.
  private static func claims(_ read: String, _ part: String) -> Bool {
    var rest = read[...]
    while let found = rest.firstRange(of: part) {
      if found.lowerBound == read.startIndex || !denials.contains(read[read.index(before: found.lowerBound)]) {
        return true
      }
      rest = rest[found.upperBound...]
    }
    return false
  }

  // MARK: - Built in

  private static let denials: Set<Character> = ["非", "元"]

  private static let offices = [
    "運営", "公式", "事務局", "管理者", "管理人", "モデレータ", "コミュニティマネージャ", "コミュニティマネジャ", "茨城県庁", "茨城県職員", "いばらき県庁",
    "茨木県庁", "県知事", "市役所", "町役場", "村役場", "hirobaofficial", "hirobastaff", "hirobaadmin", "officialhiroba",
    "ibarakiprefecture", "prefibaraki", "ibarakiofficial",
  ]

  private static let whole = [
    "茨城県", "茨木県", "いばらき県", "いばらきけん", "県庁", "けんちょう", "いばらきけんちょう", "知事", "市長", "町長", "村長", "admin",
    "administrator", "moderator", "official", "staff", "support", "system", "hiroba", "ひろば", "広場", "いばらきひろば", "うんえい",
    "こうしき", "じむきょく", "かんりにん", "かんりしゃ", "スタッフ", "サポート", "システム", "お知らせ", "管理", "サポートセンター",
  ]

  private static let duties = entries([
    "役所", "役場", "公式", "事務局", "職員", "広報", "担当", "担当者", "窓口", "課", "係", "支所", "出張所", "教育委員会", "市長", "町長", "村長",
    "知事", "議会", "やくしょ", "やくば", "こうしき", "じむきょく", "しょくいん", "こうほう", "official",
  ])

  /// 水戸市役所, みとしやくしょ, Mito City Hall
  private static func offices(of town: Municipality) -> [String] {
    let hall = town.label.ja.hasSuffix("市") ? ("役所", "やくしょ") : ("役場", "やくば")
    let latin = town.label.en.filter { !$0.isWhitespace }
    return [
      town.label.ja + hall.0, town.reading + hall.1, latin + "cityhall", latin + "townhall", latin + "official",
    ]
  }

  private static func entries(_ names: [String]) -> [Entry] {
    names.map { Entry(name: $0, skeleton: skeleton($0)) }.filter { !$0.skeleton.isEmpty }
  }

  // MARK: - Shapes

  static func skeleton(_ name: String) -> String {
    // Rings and boxes around letters are no letters.
    let bare = String(
      String.UnicodeScalarView(name.unicodeScalars.filter { $0.properties.generalCategory != .enclosingMark }))
    return String(String.UnicodeScalarView(NameFold.key(bare).unicodeScalars.map { shapes[$0] ?? $0 }))
      .replacing("はむ", with: "公")
  }

  /// Kanji that are taken for one another at a glance; each pair is read as its second.
  private static let shapes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = """
      宮営 官管 弐式 弍式 武式 域城 懸県 目日 曰日 士土 未末 大太 犬太 入人 干千 午牛 右石 王玉 壬玉 尸戸 束東 問間 捕浦 蒲浦 板坂 占古 可阿 貝見
      嶋島 嶌島 已己 巳己 同局 孰務 昕所 丁庁 廰庁 廳庁 鋒鉾 桔結 竜龍 笠苙 辛幸 冼洗 運連 蓮連
      """
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for pair in pairs.split(whereSeparator: \.isWhitespace) {
      let scalars = Array(pair.unicodeScalars)
      guard scalars.count == 2, scalars[0] != scalars[1] else { continue }
      table[scalars[0]] = scalars[1]
    }
    return table
  }()

  /// Overrides, embeddings and isolates that reverse what follows.
  private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
    [0x202E, 0x202B, 0x2067, 0x200F].contains(scalar.value)
  }
}

extension OfficialNames.Claim {
  fileprivate init(_ name: String) {
    self.init(
      name: name,
      reason: LocalizedText(
        ja: "「\(name)」のように、運営や県・市町村の担当者と間違われる名前は使えません。別の名前をお選びください。",
        en: "A name must not look like that of the people who run this community or of a public office (“\(name)”). "
          + "Please choose another."))
  }
}
