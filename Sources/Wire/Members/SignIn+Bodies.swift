public import Community

/// `POST /api/sign-in/code`: asks for a code by e-mail.
public struct SignInCodeRequest: JSONBody {
  /// As typed; `EmailAddress` decides.
  public let email: String

  public init(email: String) { self.email = email }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("email", email) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    email = try reader.onlyText("email", upTo: 1_024, orRefuse: .invalidEmail)
  }
}

/// The answer, the same for every address.
public struct SignInCodeResponse: JSONBody {
  public let expiresInMs: Int
  /// When another code may be asked for.
  public let resendAfterMs: Int

  public init(expiresInMs: Int, resendAfterMs: Int) {
    self.expiresInMs = expiresInMs
    self.resendAfterMs = resendAfterMs
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("expiresInMs", expiresInMs)
      writer.field("resendAfterMs", resendAfterMs)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (expires, resend): (Int?, Int?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "expiresInMs": expires = try reader.count()
      case "resendAfterMs": resend = try reader.count()
      default: try reader.skip()
      }
    }
    self.init(
      expiresInMs: try reader.require(expires, "expiresInMs"),
      resendAfterMs: try reader.require(resend, "resendAfterMs"))
  }
}

/// `POST /api/sign-in/verify`: shows the code that came by e-mail.
public struct SignInVerifyRequest: JSONBody {
  /// As typed: spaces and full-width digits are the server's to fold.
  public let code: String

  public init(code: String) { self.code = code }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("code", code) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    code = try reader.onlyText("code", upTo: 128, orRefuse: .codeWrong)
  }
}

/// What comes after a right code.
public enum SignInVerifyResponse: JSONBody {
  /// The address belongs to a member: the session has begun.
  case signedIn(MemberSummary)
  /// The address is new: sign-up follows.
  case profile

  /// The values of `next`.
  public enum Next: String, CaseIterable, Sendable {
    case signedIn
    case profile
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .signedIn(let member):
        writer.field("next", Next.signedIn)
        writer.field("member", member)
      case .profile:
        writer.field("next", Next.profile)
      }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (next, member): (Next?, MemberSummary?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "next": next = try reader.name()
      case "member": member = try MemberSummary(from: &reader)
      default: try reader.skip()
      }
    }
    switch try reader.require(next, "next") {
    case .signedIn: self = .signedIn(try reader.require(member, "member"))
    case .profile: self = .profile
    }
  }
}

/// `POST /api/setup`: the one-time link that makes its bearer the first administrator.
public struct SetupRequest: JSONBody {
  public let token: String

  public init(token: String) { self.token = token }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("token", token) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    token = try reader.onlyText("token", upTo: 256, orRefuse: .setupLinkInvalid)
  }
}

/// `POST /api/demo/sign-in`: becomes a made-up member of this role.
public struct DemoSignInRequest: JSONBody {
  public let role: Role

  public init(role: Role) { self.role = role }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("role", role) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    let name = try reader.onlyText("role", upTo: 64, orRefuse: .badRequest)
    guard let role = Role(rawValue: name) else { throw JSONError("No role has this name.") }
    self.role = role
  }
}

extension JSONReader {
  /// The one text a request consists of.
  fileprivate mutating func onlyText(
    _ name: StaticString, upTo limit: Int, orRefuse refusal: Refusal
  ) throws(JSONError) -> String {
    var text: String?
    try enterObject()
    while let key = try nextKey() {
      switch key {
      case name: text = try string(upTo: limit, orRefuse: refusal)
      default: try skip()
      }
    }
    return try require(text, name)
  }
}
