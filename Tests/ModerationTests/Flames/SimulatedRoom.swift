import Community
import Foundation

@testable import Moderation

/// A room of invented people: messages, replies, reports with a daily rhythm and noise, from a seed alone.
///
/// The numbers below were set before the detector was tried and describe rooms, not the detector.
struct SimulatedRoom {
  enum Happening: String, CaseIterable {
    case flame4 = "flame ×4"
    case flame1_5 = "flame ×1.5"
    case slowBurn = "slow burn"
    case festival = "festival ×6"

    /// Messages at the height, in multiples of the usual, added to the usual.
    var extra: Double {
      switch self {
      case .flame4: 3
      case .flame1_5: 0.5
      case .slowBurn: 0.5
      case .festival: 5
      }
    }
    /// Minutes until it reached 63 % of its height.
    var timeConstant: Double { self == .slowBurn ? 90 : 22 }
    var manner: Manner { self == .festival ? .festive : .hostile }
  }

  /// Shares of messages that do this or that.
  struct Manner {
    var bad: Double
    var negative: Double
    var new: Double
    var replies: Double
    /// Of replies, those to the one target of the happening; the others go to recent messages.
    var aimed: Double

    static let usual = Manner(bad: 0.004, negative: 0.02, new: 0.10, replies: 0.35, aimed: 0)
    static let hostile = Manner(bad: 0.10, negative: 0.40, new: 0.40, replies: 0.70, aimed: 0.60)
    /// A festival brings newcomers, cheers for one announcement and somewhat more trouble than usual.
    static let festive = Manner(bad: 0.006, negative: 0.03, new: 0.40, replies: 0.50, aimed: 0.25)
  }

  let peakRate: Double
  var random: SeededRandom
  var climate = RoomClimate()
  private(set) var minute: Int64 = 29_000_000 / 1_440 * 1_440
  private var nextID: Int64 = 1
  private var rateNoise = 0.0
  private var badNoise = 0.0
  private var negativeNoise = 0.0

  init(peakRate: Double, seed: UInt64) {
    self.peakRate = peakRate
    random = SeededRandom(seed: seed)
  }

  /// Lives through one minute, `elapsed` minutes into `happening`.
  mutating func live(_ happening: Happening? = nil, elapsed: Int = 0) -> FlameWarning? {
    rateNoise = wander(rateNoise, deviation: 0.3)
    badNoise = wander(badNoise, deviation: 0.3)
    negativeNoise = wander(negativeNoise, deviation: 0.3)
    let hour = Double(minute % 1_440) / 60
    // Quietest at 4 in the morning (8 % of the peak), busiest at 20.
    let rhythm = 0.08 + 0.92 * pow((1 + cos((hour - 20) / 24 * 2 * .pi)) / 2, 1.5)
    let usual = peakRate * rhythm * exp(rateNoise - 0.045)
    for _ in 0..<poisson(usual) { speak(.usual) }
    if let happening {
      let growth = 1 - exp(-(Double(elapsed) + 0.5) / happening.timeConstant)
      for _ in 0..<poisson(usual * happening.extra * growth) { speak(happening.manner) }
    }
    minute += 1
    return climate.tick(at: minute)
  }

  private mutating func speak(_ manner: Manner) {
    let id = MessageID(nextID)
    nextID += 1
    var target: FlameTarget?
    if chance(manner.replies) {
      if chance(manner.aimed) {
        target = .message(MessageID(Int64.max))
      } else if chance(0.2) {
        // Every half hour has its own favourite.
        target = .message(MessageID(-(minute / 30)))
      } else {
        target = .message(MessageID(max(1, nextID - Int64(1 + Int(-log(1 - unit()) * 8)))))
      }
    }
    climate.note(
      .message(
        id, isNew: chance(manner.new), isNegative: chance(manner.negative * exp(negativeNoise - 0.045)), target: target)
    )
    guard chance(manner.bad * exp(badNoise - 0.045)) else { return }
    let member = MemberID(Int64.random(in: 1...Int64(100 + peakRate * 100), using: &random))
    if chance(0.5) {
      climate.note(.report(by: member, of: id, record: ReporterRecord()))
    } else {
      climate.note(.stopped(author: member, id))
    }
  }

  /// Log-normal noise that forgets half in about 20 minutes.
  private mutating func wander(_ noise: Double, deviation: Double) -> Double {
    let kept = 0.965
    return noise * kept + normal() * deviation * (1 - kept * kept).squareRoot()
  }

  private mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
  private mutating func chance(_ probability: Double) -> Bool { unit() < probability }
  private mutating func normal() -> Double { (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit()) }

  private mutating func poisson(_ mean: Double) -> Int {
    if mean > 30 { return max(0, Int((mean + normal() * mean.squareRoot()).rounded())) }
    let limit = exp(-mean)
    var product = unit()
    var count = 0
    while product > limit {
      product *= unit()
      count += 1
    }
    return count
  }
}
