/// A row's identity, as a type of its own so that a room is never mistaken for a member.
///
/// Values are positive, fit in 53 bits (JavaScript's safe integers) and are never reused.
public protocol Identifier: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible
where RawValue == Int64 {
  init(rawValue: Int64)
}

extension Identifier {
  public init(_ rawValue: Int64) { self.init(rawValue: rawValue) }
  public var description: String { String(rawValue) }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A person with an account.
public struct MemberID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A place for one topic.
public struct RoomID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A group of rooms in the list.
public struct RoomCategoryID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A post or a comment.
public struct MessageID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A signed-in browser (not a connection: one browser may hold several sockets).
public struct SessionID: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Position of a durable publication in its room: 1, 2, 3 …, gapless, given at commit. 0 means "before the first".
public struct Offset: Identifier {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public static let zero = Offset(rawValue: 0)
  public var next: Offset { Offset(rawValue: rawValue + 1) }
}
