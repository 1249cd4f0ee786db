import Community
import Foundation
import Testing
import Wire

@Suite struct `Golden HTTP bodies` {
  /// Every kind of body but `CommunityResponse`, whose catalogues would fill a file of their own.
  static let kinds: [String: any JSONBody.Type] = [
    "SignInCodeRequest": SignInCodeRequest.self, "SignInCodeResponse": SignInCodeResponse.self,
    "SignInVerifyRequest": SignInVerifyRequest.self, "SignInVerifyResponse": SignInVerifyResponse.self,
    "SignUpRequest": SignUpRequest.self, "SetupRequest": SetupRequest.self, "DemoSignInRequest": DemoSignInRequest.self,
    "MemberResponse": MemberResponse.self, "MeResponse": MeResponse.self, "AttributesRequest": AttributesRequest.self,
    "MemberAttributes": MemberAttributes.self, "SessionsResponse": SessionsResponse.self,
    "MembersResponse": MembersResponse.self, "RoomsResponse": RoomsResponse.self,
    "MessagePageResponse": MessagePageResponse.self, "MessageResponse": MessageResponse.self,
    "CommentPageResponse": CommentPageResponse.self, "EditsResponse": EditsResponse.self,
    "SearchResponse": SearchResponse.self, "ReactionsResponse": ReactionsResponse.self,
    "HealthResponse": HealthResponse.self, "ErrorResponse": ErrorResponse.self,
    "ReviewsResponse": ReviewsResponse.self, "ReviewResponse": ReviewResponse.self,
    "DecisionRequest": DecisionRequest.self, "DecisionResponse": DecisionResponse.self,
    "ReportRequest": ReportRequest.self, "EvidenceRequest": EvidenceRequest.self,
    "EvidenceResponse": EvidenceResponse.self, "HideReceipt": HideReceipt.self,
    "CorrectionRequest": CorrectionRequest.self, "CorrectionResponse": CorrectionResponse.self,
    "HeldResponse": HeldResponse.self, "NoticesResponse": NoticesResponse.self,
    "RoomControls": RoomControls.self, "ClimatesResponse": ClimatesResponse.self,
    "ClimateResponse": ClimateResponse.self,
    "PlaybookRequest": PlaybookRequest.self,
    "ReadNoticesRequest": ReadNoticesRequest.self,
    "RuleBody": RuleBody.self, "RuleEntry": RuleEntry.self, "RulesResponse": RulesResponse.self,
    "RuleHitsResponse": RuleHitsResponse.self, "MarkRequest": MarkRequest.self,
    "RuleTestRequest": RuleTestRequest.self, "RuleTestResponse": RuleTestResponse.self,
    "RuleImportRequest": RuleImportRequest.self, "RuleImportResponse": RuleImportResponse.self,
    "DryRunRequest": DryRunRequest.self, "DryRunResponse": DryRunResponse.self,
    "AuditResponse": AuditResponse.self, "AuditCheckResponse": AuditCheckResponse.self,
  ]

  @Test(arguments: GoldenFile.all("http-"))
  func `a body is read and written back as it was`(file: GoldenFile) throws {
    guard let kind = Self.kinds[file.kind] else {
      Issue.record("No body has the name \(file.kind).")
      return
    }
    try check(kind, file)
  }

  @Test func `every kind of body has a file`() {
    #expect(Set(GoldenFile.all("http-").map(\.kind)) == Set(Self.kinds.keys))
  }

  private func check<Body: JSONBody>(_ kind: Body.Type, _ file: GoldenFile) throws {
    let body = try Body(decoding: try file.bytes())
    #expect(try GoldenFile.value(of: body.encoded()) == file.value())
    #expect(try Body(decoding: body.encoded()) == body)
  }
}

extension GoldenFile {
  /// `MeResponse` of `http-MeResponse` and `http-MeResponse-anything`.
  var kind: String { String(name.split(separator: "-")[1]) }
}
