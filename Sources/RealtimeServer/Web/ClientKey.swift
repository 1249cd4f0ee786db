import Foundation

/// Whom a limit for people who are not signed in counts: an IPv4 address, or the /64 that an IPv6 household gets.
///
/// Never a reason to shut anyone out for good: mobile networks put many people behind one address.
struct ClientKey: Hashable, Sendable {
  let text: String

  init(address: String?) {
    guard let address, let bytes = Self.version6(address) else {
      text = address ?? "unknown"
      return
    }
    let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    text =
      isMapped
      ? bytes[12..<16].map(String.init).joined(separator: ".")
      : stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        .joined(separator: ":") + "/64"
  }

  private static func version6(_ address: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    // A scope (`fe80::1%eth0`) is not part of the address.
    return inet_pton(AF_INET6, String(address.prefix { $0 != "%" }), &bytes) == 1 ? bytes : nil
  }

  /// The address a request comes from.
  /// - Parameters:
  ///   - peer: the other end of the connection.
  ///   - forwardedFor: the request's `X-Forwarded-For` lines, joined by commas. Only what trusted proxies appended is
  ///     believed: the right-most entry that is not itself a trusted proxy.
  static func address(peer: String?, forwardedFor: String?, trustedProxies: [String]) -> String? {
    guard let peer, trustedProxies.contains(peer), let forwardedFor else { return peer }
    let hops = forwardedFor.split(separator: ",").map { hop in
      String(hop.filter { !$0.isWhitespace })
    }
    return hops.last { !trustedProxies.contains($0) } ?? peer
  }
}
