public import Community

/// Why the server will not start, as one sentence for the person at the terminal. Nothing was changed.
public struct StartRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: LocalizedText

  public init(ja: String, en: String) {
    text = LocalizedText(ja: ja, en: en)
  }

  public var description: String { text.en }
}
