import Histogram

/// A histogram of durations in microseconds, from the intended start so that a stalled server cannot hide its own delay
/// (coordinated omission).
struct Latencies {
  private var histogram = Histogram<UInt32>(
    lowestDiscernibleValue: 1, highestTrackableValue: 120_000_000,
    numberOfSignificantValueDigits: .three)

  var count: UInt64 { histogram.totalCount }

  mutating func record(microseconds: Int64) {
    histogram.record(UInt64(min(max(microseconds, 1), 119_999_999)))
  }

  func milliseconds(atPercentile percentile: Double) -> Double {
    Double(histogram.valueAtPercentile(percentile)) / 1_000
  }

  /// `p50`, `p90`, `p99`, `p99.9` and the maximum, in milliseconds.
  var summary: [(String, Double)] {
    [
      ("p50", milliseconds(atPercentile: 50)), ("p90", milliseconds(atPercentile: 90)),
      ("p99", milliseconds(atPercentile: 99)), ("p99.9", milliseconds(atPercentile: 99.9)),
      ("max", Double(histogram.max) / 1_000),
    ]
  }
}
