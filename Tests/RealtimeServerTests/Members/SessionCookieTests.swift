import Testing

@testable import RealtimeServer

@Suite struct SessionCookieTests {
  private let token = String(repeating: "a", count: 43)

  @Test func `over TLS the cookie binds itself to the host`() {
    let cookie = SessionCookie.session(isSecure: true).setting(token, maxAge: .seconds(60))
    #expect(cookie == "__Host-hiroba=\(token); Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
    #expect(SessionCookie.session(isSecure: false).setting(token, maxAge: .seconds(60)).hasPrefix("hiroba="))
    #expect(SessionCookie.session(isSecure: true).clearing().contains("Max-Age=0"))
  }

  @Test func `the value is found among other cookies`() {
    let cookie = SessionCookie.session(isSecure: false)
    #expect(cookie.value(in: "a=b; hiroba=\(token); c=d") == token)
    #expect(cookie.value(in: "hiroba=\(token)") == token)
  }

  @Test func `what cannot be ours is not a session`() {
    let cookie = SessionCookie.session(isSecure: false)
    #expect(cookie.value(in: nil) == nil)
    #expect(cookie.value(in: "hiroba-challenge=\(token)") == nil)
    #expect(cookie.value(in: "xhiroba=\(token)") == nil)
    #expect(cookie.value(in: "hiroba=") == nil)
    #expect(cookie.value(in: "hiroba=short") == nil)
    #expect(cookie.value(in: "hiroba=\(token)\"") == nil)
    #expect(cookie.value(in: "hiroba=\(String(repeating: "a", count: 129))") == nil)
    // A plain name is not the one browsers protect.
    #expect(SessionCookie.session(isSecure: true).value(in: "hiroba=\(token)") == nil)
  }

  @Test func `two of them are none: one was planted`() {
    let cookie = SessionCookie.session(isSecure: false)
    #expect(cookie.value(in: "hiroba=\(token); hiroba=\(token)x") == nil)
  }

  @Test(arguments: [
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1",
      "iPhone · Safari"
    ),
    (
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
      "Android · Chrome"
    ),
    (
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari Line/14.8.0", "iPhone · LINE"
    ),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36 Edg/126.0", "Windows · Edge"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Linux · Firefox"),
    ("curl/8", "–"),
    ("\u{1b}[31m", "–"),
  ])
  func `a device is named coarsely`(agent: String, name: String) {
    #expect(DeviceName.coarse(userAgent: agent) == name)
    #expect(DeviceName.coarse(userAgent: nil) == "–")
  }
}
