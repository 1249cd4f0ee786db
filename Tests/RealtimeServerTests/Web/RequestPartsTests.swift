import Community
import Logging
import Testing

@testable import RealtimeServer

@Suite struct RequestPartsTests {
  @Test(arguments: [
    (nil, nil), ("", nil), ("q=", ""), ("q=a", "a"), ("q=a+b", "a b"), ("q=a%2Bb", "a+b"),
    ("q=%E6%B0%B4%E6%88%B8", "水戸"), ("x=1&q=2", "2"), ("q=1&q=2", "1"), ("q", ""), ("q=%", nil), ("q=%zz", nil),
    ("q=%ff", nil), ("q=a=b", "a=b"), ("q=%00", "\0"),
  ])
  func `a query is read as browsers write it`(text: String?, value: String?) {
    #expect(Query(text).text("q") == value)
  }

  @Test func `numbers in a query are whole and in range`() throws {
    #expect(try Query("n=12").number("n") == 12)
    #expect(try Query("n=").number("n") == nil)
    #expect(throws: Rejection.self) { try Query("n=-1").number("n") }
    #expect(throws: Rejection.self) { try Query("n=%2B1").number("n") }
    #expect(throws: Rejection.self) { try Query("n=9007199254740992").number("n") }
    #expect(throws: Rejection.self) { try Query("n=1.5").number("n") }
    #expect(try Query("limit=1000").limit(1...100, default: 50) == 100)
    #expect(try Query("limit=0").limit(1...100, default: 50) == 1)
    #expect(try Query("").limit(1...100, default: 50) == 50)
  }

  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2/64"),
    ("2001:db8:1:2::9", "2001:db8:1:2/64"), ("fe80::1%eth0", "fe80:0:0:0/64"), (nil, "unknown"),
  ])
  func `a household is one client`(address: String?, key: String) {
    #expect(ClientKey(address: address).text == key)
  }

  @Test(
    arguments: [
      ("203.0.113.1", "198.51.100.1", [], "203.0.113.1"), ("10.0.0.1", "198.51.100.1", ["10.0.0.1"], "198.51.100.1"),
      ("10.0.0.1", "1.1.1.1, 198.51.100.1", ["10.0.0.1"], "198.51.100.1"),
      ("10.0.0.1", "198.51.100.1, 10.0.0.2", ["10.0.0.1", "10.0.0.2"], "198.51.100.1"),
      ("10.0.0.1", nil, ["10.0.0.1"], "10.0.0.1"), ("203.0.113.1", "1.1.1.1", ["10.0.0.1"], "203.0.113.1"),
    ] as [(String, String?, [String], String)])
  func `only a trusted proxy says where a request comes from`(
    peer: String, forwarded: String?, trusted: [String], address: String
  ) {
    #expect(ClientKey.address(peer: peer, forwardedFor: forwarded, trustedProxies: trusted) == address)
  }

  @Test(
    arguments: [
      ("http://localhost:1", "localhost:1", nil, false, true), ("http://LOCALHOST:1", "localhost:1", nil, false, true),
      ("https://localhost:1", "localhost:1", nil, false, false), ("https://a.jp", "a.jp", nil, true, true),
      ("http://evil.jp", "a.jp", nil, false, false), ("http://a.jp.evil", "a.jp", nil, false, false),
      (nil, "a.jp", nil, false, false), ("null", "null", nil, false, false), ("http://", "", nil, false, false),
      ("https://a.jp", "internal:8080", "https://a.jp", false, true),
      ("http://internal:8080", "internal:8080", "https://a.jp", false, false),
    ] as [(String?, String?, String?, Bool, Bool)])
  func `an origin is ours only when it is exactly ours`(
    origin: String?, host: String?, configured: String?, isSecure: Bool, isOwn: Bool
  ) {
    #expect(
      CrossSiteProtection.isOwn(origin: origin, host: host, publicOrigin: configured, isSecure: isSecure) == isOwn)
  }

  @Test func `a limiter forgets nobody who waits while there is room, and never grows beyond it`() throws {
    let limiter = RateLimiter<Int>(rate: 1, burst: 2, capacity: 3)
    let start = Timestamp(milliseconds: 0)
    for _ in 0..<2 { try limiter.take(1, at: start) }
    let rejection = #expect(throws: Rejection.self) { try limiter.take(1, at: start) }
    #expect(rejection?.refusal == .tooFast)
    #expect(rejection?.retryAfterMs == 1_000)
    for key in 2..<100 { try limiter.take(key, at: start.advanced(by: .seconds(10))) }
    try limiter.take(1, at: start.advanced(by: .seconds(10)))
  }

  @Test func `a log line is one line whatever is in it`() {
    let line = LineLog.line(
      level: .info, message: "http.request",
      metadata: ["b": "x y", "a": "1\n{\"level\":\"error\"}\u{1b}[31m\u{2028}\u{202E}"],
      at: UTC(Timestamp(milliseconds: 1_795_225_320_123)))
    #expect(
      line == "2026-11-21T01:42:00.123Z info http.request a=\"1\\u{a}{\\\"level\\\":\\\"error\\\"}\\u{1b}[31m"
        + "\\u{2028}\\u{202e}\" b=\"x y\"\n")
  }
}
