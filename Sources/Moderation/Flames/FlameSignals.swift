/// One number for each of the five signals: by how many standard deviations it is above the room's usual.
public struct FlameSignals: Hashable, Codable, Sendable {
  public var rate = 0.0
  public var bad = 0.0
  public var negative = 0.0
  public var newcomers = 0.0
  public var concentration = 0.0

  public init() {}

  /// 0 to 1: how far reports, stops and negative words together rose beyond their swings (one deviation is nothing,
  /// two are all). Without them the other three are only a lively evening.
  var evidence: Double { min(1, max(0, max(0, bad) + max(0, negative) - 1)) }

  /// The weighted score. Rate, newcomers and concentration rise together in every festival, so what they add is
  /// counted in proportion to the evidence that the tone changed; what they lack always counts.
  var score: Double {
    let context = 0.10 * rate + 0.10 * newcomers + 0.20 * concentration
    return 0.35 * bad + 0.25 * negative + (context > 0 ? context * evidence : context)
  }

  /// How far `observed` is above `expected`: Anscombe's root for Poisson counts, divided by what the expectation itself
  /// wanders (`wander` is its relative deviation). A busy room would otherwise find every small drift significant.
  static func rise(_ observed: Double, over expected: Double, wander: Double) -> Double {
    let root = 2 * ((max(0, observed) + 0.375).squareRoot() - (max(0, expected) + 0.375).squareRoot())
    return root / (1 + max(0, expected) * wander * wander).squareRoot()
  }

  /// Every signal by `body`, with the same signal of `other`.
  func merged(with other: FlameSignals, _ body: (Double, Double) -> Double) -> FlameSignals {
    var merged = FlameSignals()
    merged.rate = body(rate, other.rate)
    merged.bad = body(bad, other.bad)
    merged.negative = body(negative, other.negative)
    merged.newcomers = body(newcomers, other.newcomers)
    merged.concentration = body(concentration, other.concentration)
    return merged
  }
}
