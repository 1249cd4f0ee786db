public import Community

extension Refused {
  /// A refusal in the member's language.
  /// - Parameter reason: the rule's own words, shown instead of the general text.
  public init(
    _ refusal: Refusal, language: Language, reason: LocalizedText? = nil, phrase: String? = nil,
    retryAfterMs: Int? = nil
  ) {
    let text = reason ?? refusal.text(phrase: phrase, retryAfterMs: retryAfterMs)
    self.init(refusal: refusal, text: text[language], phrase: phrase, retryAfterMs: retryAfterMs)
  }
}
