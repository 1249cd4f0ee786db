/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z. The server's clock decides.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public init(milliseconds: Int64) { self.rawValue = milliseconds }

  public var milliseconds: Int64 { rawValue }

  /// The moment `duration` later, rounded towards zero to the millisecond.
  public func advanced(by duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(rawValue: rawValue + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.rawValue < right.rawValue }
}
