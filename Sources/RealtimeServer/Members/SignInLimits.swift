import Community

/// The numbers of signing in by code.
struct SignInLimits: Hashable, Sendable {
  /// How long a code can be entered.
  var codeLife = Duration.seconds(10 * 60)
  /// How long after the code the profile may be filled in.
  var profileTime = Duration.seconds(30 * 60)
  /// Times a code may be entered, the right one included.
  var tries = 5
  /// Shortest time between two codes to one address.
  var pause = Duration.seconds(60)
  /// Codes to one address in `window`.
  var codesToAddress = 3
  /// Codes for one client in `window`.
  var codesByClient: Int
  var window = Duration.seconds(15 * 60)
  /// Codes to one address in `day`: with `tries` guesses each, a guesser's chance stays under one in ten thousand a day.
  var codesToAddressPerDay = 20
  var day = Duration.seconds(24 * 3_600)

  /// Whether one more code may be sent.
  /// - Parameters:
  ///   - recent: what was asked for in `window`.
  ///   - today: what was asked for in `day`.
  /// - Returns: `nil` when it may. The answer depends on what was asked for only, never on who is a member.
  func decide(recent: Counts, today: Counts, at now: Timestamp) -> Rejection? {
    if let last = recent.lastCodeToAddressAt ?? today.lastCodeToAddressAt {
      let next = last.advanced(by: pause)
      if now < next { return Rejection(.codeTooSoon, retryAfterMs: Int(next.milliseconds - now.milliseconds)) }
    }
    if recent.codesToAddress >= codesToAddress { return Rejection(.codeTooSoon, retryAfterMs: window.milliseconds) }
    if today.codesToAddress >= codesToAddressPerDay { return Rejection(.codeTooSoon, retryAfterMs: day.milliseconds) }
    if recent.codesByClient >= codesByClient { return Rejection(.codeTooSoon, retryAfterMs: window.milliseconds) }
    return nil
  }

  struct Counts: Hashable, Sendable {
    var codesToAddress = 0
    var lastCodeToAddressAt: Timestamp?
    var codesByClient = 0
  }
}

extension Duration {
  var milliseconds: Int { Int(self / .milliseconds(1)) }
}
