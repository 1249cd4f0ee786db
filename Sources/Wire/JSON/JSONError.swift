public import Community

/// Why some bytes are not the JSON that was asked for.
public struct JSONError: Error, Hashable, Sendable {
  /// What the sender is told: `badRequest`, unless a field has a refusal of its own.
  public let refusal: Refusal
  /// A short English sentence for the developer of the client; contains nothing a member wrote.
  public let detail: String

  public init(_ detail: String, refusal: Refusal = .badRequest) {
    self.refusal = refusal
    self.detail = detail
  }
}
