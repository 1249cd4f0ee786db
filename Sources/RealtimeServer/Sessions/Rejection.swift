import Community
import Wire

/// A refusal with what its receiver needs to act on it.
struct Rejection: Error, Hashable, Sendable {
  let refusal: Refusal
  /// The words that stopped a text, when the rule lets the author see them.
  var phrase: String?
  /// The rule's reason, shown instead of the general text.
  var reason: LocalizedText?
  var retryAfterMs: Int?

  init(_ refusal: Refusal, phrase: String? = nil, reason: LocalizedText? = nil, retryAfterMs: Int? = nil) {
    self.refusal = refusal
    self.phrase = phrase
    self.reason = reason
    self.retryAfterMs = retryAfterMs
  }
}
