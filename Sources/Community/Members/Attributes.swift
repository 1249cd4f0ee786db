public enum AgeBand: String, CaseIterable, Codable, Sendable {
  case under18, age18to19, twenties, thirties, forties, fifties, sixties, seventies, eightiesAndOver, declined
}
public struct Residence: Hashable, Codable, Sendable {
  public let prefecture: String
  public let municipality: String?
}
public struct Interest: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
