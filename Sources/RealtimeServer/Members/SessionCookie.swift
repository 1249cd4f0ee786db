import HTTPTypes

/// The cookies: the session's, the sign-in challenge's, and the mark of a browser in which the address was proven.
///
/// Over TLS their names begin with `__Host-`: browsers then accept them from this host only, over TLS only, for every
/// path. Scripts never see them, and other sites' requests carry them only when a person follows a link.
struct SessionCookie: Hashable, Sendable {
  let name: String
  let isSecure: Bool

  static func session(isSecure: Bool) -> SessionCookie {
    SessionCookie(name: isSecure ? "__Host-hiroba" : "hiroba", isSecure: isSecure)
  }

  static func challenge(isSecure: Bool) -> SessionCookie {
    SessionCookie(name: isSecure ? "__Host-hiroba-challenge" : "hiroba-challenge", isSecure: isSecure)
  }

  /// See `KnownBrowser`.
  static func known(isSecure: Bool) -> SessionCookie {
    SessionCookie(name: isSecure ? "__Host-hiroba-known" : "hiroba-known", isSecure: isSecure)
  }

  /// The cookie's value in a `Cookie` header; `nil` when it is not there, is there twice, or cannot be one of our
  /// tokens.
  func value(in header: String?) -> String? {
    guard let header else { return nil }
    var found: String?
    for pair in header.split(separator: ";") {
      let trimmed = pair.drop { $0 == " " }
      guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else { continue }
      // Two of them: someone planted one. Neither is believed.
      guard found == nil else { return nil }
      found = String(trimmed[trimmed.index(after: equals)...])
    }
    guard let found, (16...128).contains(found.utf8.count), found.utf8.allSatisfy(Self.isTokenByte) else { return nil }
    return found
  }

  /// `Set-Cookie` for a new value.
  func setting(_ value: String, maxAge: Duration) -> String {
    "\(name)=\(value); Path=/; Max-Age=\(maxAge.components.seconds); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }

  /// `Set-Cookie` that removes it.
  func clearing() -> String {
    "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
