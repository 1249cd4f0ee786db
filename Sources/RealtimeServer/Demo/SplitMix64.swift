/// A small deterministic generator (Steele, Lea and Flood 2014): the same seed gives the same community everywhere.
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A number in `0..<bound`, without a division. The bias is below 2⁻⁴⁰ for the bounds used here.
  /// - Precondition: `bound > 0`.
  mutating func below(_ bound: Int) -> Int {
    Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }

  /// A number in `0..<1`.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// A whole number with this mean, mostly small and sometimes much larger (geometric).
  mutating func geometric(mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    return Int(-mean * logarithm(1 - unit()))
  }

  /// A number that depends on a seed and a position only, so that a plan can be looked up without replaying it.
  static func hash(_ seed: UInt64, _ position: Int) -> UInt64 {
    mix(seed ^ mix(UInt64(truncatingIfNeeded: position) &* 0xD134_2543_DE82_EF95 &+ 1))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Natural logarithm of a number in `0.0…1.0`, without importing a C library: exponent and a series of the rest.
private func logarithm(_ x: Double) -> Double {
  guard x > 0 else { return -745 }
  // x = m · 2ᵉ with 1 ≤ m < 2; ln m = 2 artanh((m − 1) / (m + 1)).
  let t = (x.significand - 1) / (x.significand + 1)
  let square = t * t
  let series = t * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
  return 2 * series + Double(x.exponent) * 0.693_147_180_559_945_3
}
