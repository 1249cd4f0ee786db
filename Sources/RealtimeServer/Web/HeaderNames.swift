import HTTPTypes

/// Header fields that HTTPTypes does not name.
enum HeaderName {
  static let forwardedFor = make("X-Forwarded-For")
  static let secFetchSite = make("Sec-Fetch-Site")
  static let referrerPolicy = make("Referrer-Policy")
  static let permissionsPolicy = make("Permissions-Policy")
  static let openerPolicy = make("Cross-Origin-Opener-Policy")
  static let resourcePolicy = make("Cross-Origin-Resource-Policy")

  private static func make(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("not a header name: \(name)") }
    return name
  }
}
