/// Every HTTP route of the contract: method and path template, as in docs/openapi.yaml.
public enum HTTPRoute: String, CaseIterable, Sendable {
  // Members
  case community = "GET /api/community"
  case signInCode = "POST /api/sign-in/code"
  case signInVerify = "POST /api/sign-in/verify"
  case signUp = "POST /api/sign-up"
  case signOut = "POST /api/sign-out"
  case setup = "POST /api/setup"
  case demoSignIn = "POST /api/demo/sign-in"
  case me = "GET /api/me"
  case changeAttributes = "PATCH /api/me/attributes"
  case sessions = "GET /api/me/sessions"
  case endSession = "DELETE /api/me/sessions/{id}"
  case members = "GET /api/members"

  // Rooms
  case rooms = "GET /api/rooms"
  case follow = "PUT /api/rooms/{id}/follow"
  case unfollow = "DELETE /api/rooms/{id}/follow"
  case controls = "GET /api/rooms/{id}/controls"
  case setControls = "PUT /api/rooms/{id}/controls"

  // Messages
  case page = "GET /api/rooms/{id}/messages"
  case message = "GET /api/messages/{id}"
  case comments = "GET /api/messages/{id}/comments"
  case edits = "GET /api/messages/{id}/edits"
  case search = "GET /api/search"

  case held = "GET /api/me/held"

  // Reviews
  case reviews = "GET /api/reviews"
  case review = "GET /api/reviews/{id}"
  case claimReview = "PUT /api/reviews/{id}/claim"
  case releaseReview = "DELETE /api/reviews/{id}/claim"
  case decideReview = "POST /api/reviews/{id}/decision"
  case undoReview = "POST /api/reviews/{id}/undo"
  case report = "POST /api/messages/{id}/reports"
  case evidence = "POST /api/messages/{id}/evidence"
  case receipt = "GET /api/messages/{id}/receipt"
  case correct = "POST /api/messages/{id}/correction"

  // The early warning
  case climates = "GET /api/climates"
  case climate = "GET /api/rooms/{id}/climate"
  case playbook = "POST /api/rooms/{id}/playbook"

  // Rules
  case rules = "GET /api/rules"
  case createRule = "POST /api/rules"
  case changeRule = "PUT /api/rules/{id}"
  case removeRule = "DELETE /api/rules/{id}"
  case importRules = "POST /api/rules/import"
  case exportRules = "GET /api/rules/export"
  case testRules = "POST /api/rules/test"
  case dryRunRule = "POST /api/rules/dry-run"
  case ruleHits = "GET /api/rules/{id}/hits"
  case markHit = "POST /api/rule-hits/{id}/mark"

  // Audit
  case audit = "GET /api/audit"
  case verifyAudit = "GET /api/audit/verify"

  // Notices
  case notices = "GET /api/me/notices"
  case readNotices = "POST /api/me/notices/read"

  // Reactions
  case reactions = "GET /api/messages/{id}/reactions"

  // The server itself
  case live = "GET /health/live"
  case ready = "GET /health/ready"
  case socket = "GET /ws"

  public static let all = allCases

  /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
  public var method: String { String(rawValue.prefix { $0 != " " }) }

  /// `/api/rooms/{id}/messages`
  public var path: String { String(rawValue.drop { $0 != " " }.dropFirst()) }
}
