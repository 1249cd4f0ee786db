import Community
import Moderation
import Testing

@Suite struct `Rules of people` {
  private static let now = Timestamp(milliseconds: 1_800_000_000_000)

  private func rule(
    _ id: Int64, _ phrase: String, isDetector: Bool = false, _ change: (inout RuleBody) -> Void = { _ in }
  )
    -> Rule
  {
    var body = RuleBody(phrase: phrase, isDetector: isDetector)
    body.strictness = "aggressive"
    change(&body)
    return Rule(
      id: RuleID(id), version: 4, foldVersion: "15.0.0", body: body, createdAt: Self.now, changedAt: Self.now)
  }

  private func screener(_ rules: Rule...) -> Screener {
    Screener(rules: rules, borders: { _ in Screeners.borders }, version: 9)
  }

  private func place(_ room: Int64, _ category: Int64 = 1) -> ScreeningContext {
    ScreeningContext(.room(RoomID(room), RoomCategoryID(category)), at: Self.now)
  }

  @Test func `a hit names its rule and the rule's version`() {
    let verdict = screener(rule(12, "馬鹿")).screen("お前は馬鹿だ", in: place(1))
    #expect(verdict.strongest?.reference == RuleReference(id: RuleID(12), version: 4))
    #expect(verdict.action == .hold)
    #expect(verdict.rulesVersion == 9)
  }

  @Test func `a rule applies in its rooms, categories and events alone`() {
    let screener = screener(
      rule(1, "馬鹿") {
        $0.scope = RuleScope(rooms: [RoomID(4)], categories: [RoomCategoryID(2)], events: [8])
      })
    func action(_ context: ScreeningContext) -> Action? { screener.screen("馬鹿だ", in: context).action }
    #expect(action(place(4, 1)) == .hold)
    #expect(action(place(5, 2)) == .hold)
    #expect(action(place(5, 1)) == nil)
    #expect(action(ScreeningContext(.event(8, RoomID(5), RoomCategoryID(1)), at: Self.now)) == .hold)
    // Where it is not known, leaving the rule out would be a way around it.
    #expect(action(ScreeningContext(.unknown, at: Self.now)) == .hold)
    #expect(action(ScreeningContext(.site, at: Self.now)) == nil)
  }

  @Test func `an observing rule only counts, until its week is over`() {
    let until = Self.now.advanced(by: .seconds(60))
    let screener = screener(
      rule(1, "馬鹿") {
        $0.action = "block"
        $0.isObserving = true
        $0.observesUntil = until
      })
    #expect(screener.screen("馬鹿だ", in: place(1)).action == .observe)
    #expect(screener.screen("馬鹿だ", in: ScreeningContext(.site, at: until)).action == .block)
  }

  @Test func `an expired rule does nothing`() {
    let screener = screener(rule(1, "馬鹿") { $0.expiresAt = Self.now })
    #expect(screener.screen("馬鹿だ", in: place(1)).hits.isEmpty)
    #expect(
      screener.screen("馬鹿だ", in: ScreeningContext(.site, at: Self.now.advanced(by: .seconds(-1)))).action == .hold)
  }

  @Test(arguments: [
    (RuleCondition(.and, ["映画", "ドラマ"]), "馬鹿な映画だ", true), (RuleCondition(.and, ["映画", "ドラマ"]), "馬鹿だ", false),
    (RuleCondition(.not, ["映画"]), "馬鹿な映画だ", false), (RuleCondition(.not, ["映画"]), "馬鹿だ", true),
    (RuleCondition(.near, ["お前"], distance: 3), "お前は馬鹿だ", true),
    (RuleCondition(.near, ["お前"], distance: 3), "馬鹿はお前だ", true),
    (RuleCondition(.near, ["お前"], distance: 3), "お前のところの犬は馬鹿だ", false),
  ])
  func `conditions decide whether a hit counts`(condition: RuleCondition, text: String, fires: Bool) {
    let screener = screener(rule(1, "馬鹿") { $0.conditions = [condition] })
    #expect(screener.screen(text, in: place(1)).hits.isEmpty != fires)
  }

  @Test func `two rules of one detector apply each in its place`() {
    let screener = screener(
      rule(1, "PHONE", isDetector: true) { $0.action = "flag" },
      rule(2, "PHONE", isDetector: true) {
        $0.action = "block"
        $0.scope = RuleScope(rooms: [RoomID(4)])
      })
    let text = "090-1234-5678まで"
    #expect(screener.screen(text, in: place(4)).action == .block)
    #expect(screener.screen(text, in: place(5)).action == .flag)
  }

  @Test func `an exception of a detector covers what it contains`() {
    let screener = screener(rule(1, "PHONE", isDetector: true) { $0.exceptions = ["役場 029-111-2222"] })
    #expect(screener.screen("役場 029-111-2222 です", in: place(1)).hits.isEmpty)
    #expect(!screener.screen("私は 029-111-2222 です", in: place(1)).hits.isEmpty)
  }

  @Test func `what did not count is explained`() {
    let rules = [
      rule(1, "馬鹿") { $0.scope = RuleScope(rooms: [RoomID(4)]) }, rule(2, "死ね") { $0.exceptions = ["必死ね"] },
      rule(3, "支援") { $0.expiresAt = Self.now },
    ]
    let screener = Screener(rules: rules, borders: { _ in nil }, version: 1)
    let why = Suppression(rules: rules, screener: screener, borders: { _ in nil })
    func whys(_ text: String) -> [SuppressedHit.Why] { why.explain(text, in: place(5)).map(\.why) }
    #expect(whys("馬鹿だ") == [.scope])
    #expect(whys("支援") == [.expired])
    #expect(whys("みんな必死ね").contains(.exception))
    #expect(whys("こんにちは").isEmpty)
  }

  @Test func `the starter rules find what the starter words find`() {
    let rules = RuleBody.starter.enumerated().map { index, body in
      Rule(
        id: RuleID(Int64(index + 1)), version: 1, foldVersion: "15.0.0", body: body, createdAt: Self.now,
        changedAt: Self.now)
    }
    #expect(RuleBody.starter.allSatisfy { $0.problem == nil })
    let asRules = Screener(rules: rules, borders: { _ in Screeners.borders }, version: 1)
    for text in ["死ね", "4ね", "お前は馬鹿だ", "つくば市のパン屋さん", "電話は090-1234-5678", "うんこれはやっかいだね"] {
      let (left, right) = (asRules.screen(text, in: place(1)), Screeners.server.screen(text))
      #expect(left.hits.map(\.phrase) == right.hits.map(\.phrase), "\(text)")
      #expect(left.action == right.action)
    }
  }

  @Test(arguments: [
    ("", "hold", "strict", RuleBody.Problem.phrase), ("あ", "hold", "strict", .phrase),
    ("馬鹿", "explode", "strict", .action), ("馬鹿", "hold", "iron", .strictness),
  ])
  func `what cannot be compiled is named`(phrase: String, action: String, strictness: String, problem: RuleBody.Problem)
  {
    var body = RuleBody(phrase: phrase)
    (body.action, body.strictness) = (action, strictness)
    #expect(body.problem == problem)
  }
}
