extension RoomClimate {
  /// Counts of the window.
  var window: RoomBaseline.Counts { buckets.reduce(into: .init()) { $0 += $1 } }

  /// What the window would hold on a usual day at `minute`.
  func usualMessages(at minute: Int64) -> Double {
    let usual = baseline.usualRate(at: minute - Int64(Self.windowMinutes / 2)) * Double(Self.windowMinutes)
    guard let announced, announced.covers(minute) else { return usual }
    return usual * announced.factor
  }

  mutating func push(_ counts: RoomBaseline.Counts) {
    buckets.removeFirst()
    buckets.append(counts)
    targets.passMinute()
    baseline.passMinute()
  }

  mutating func closeMinute(at minute: Int64) -> FlameWarning? {
    let closed = open
    open = .init()
    lastMinute = minute
    push(closed)
    complaints.forget(before: minute - Int64(Self.windowMinutes))
    examples.removeAll { minute - $0.minute > 30 }
    observedMinutes = min(observedMinutes + 1, Self.silentMinutes)

    let raw = measure(at: minute)
    signals = raw.merged(with: baseline.swings) { min(6, max(-3, $0 / max(1, $1))) }
    let score = signals.score
    learn(closed, raw: raw, score: score, at: minute)
    add(score, at: minute)
    return judge(score, at: minute)
  }

  private func measure(at minute: Int64) -> FlameSignals {
    let window = window
    let leader = targets.leader?.count ?? 0
    var raw = FlameSignals()
    raw.rate = FlameSignals.rise(window.messages, over: usualMessages(at: minute), wander: 0.4)
    // Somewhat more trouble is what any crowd brings, and its share swings; a flame multiplies it.
    let crowd = window.messages * Self.crowdAllowance
    raw.bad = FlameSignals.rise(window.bad, over: crowd * baseline.share(\.bad), wander: 0.4)
    raw.negative = FlameSignals.rise(window.negative, over: crowd * baseline.share(\.negative), wander: 0.4)
    raw.newcomers = FlameSignals.rise(
      window.newcomers, over: window.messages * baseline.share(\.newcomers), wander: 0.35)
    raw.concentration = FlameSignals.rise(leader, over: targets.total * baseline.leaderShare, wander: 0.35)
    return raw
  }

  /// A remarkable minute is never learned, or a slow flame would become the usual. An announced one says nothing about
  /// the hour.
  private mutating func learn(_ closed: RoomBaseline.Counts, raw: FlameSignals, score: Double, at minute: Int64) {
    guard score < Self.learnsBelow, level == .calm else { return }
    baseline.learn(closed, replies: targets.total, leader: targets.leader?.count ?? 0, signals: raw)
    if announced?.covers(minute) != true { baseline.learnRate(closed.messages, at: minute - 1) }
  }

  private mutating func add(_ score: Double, at minute: Int64) {
    guard observedMinutes >= Self.silentMinutes else { return }
    sum = min(3 * Self.threshold, max(0, sum + score - Self.slack))
    if sum == 0 { risingSince = nil } else if risingSince == nil { risingSince = minute - 1 }
  }

  private mutating func judge(_ score: Double, at minute: Int64) -> FlameWarning? {
    let window = window
    let isComplainedOf = signals.bad >= 2 && window.bad >= 3
    // A bitter tone needs a second witness: one target, or a complaint or two.
    let isWitnessed = signals.concentration >= 2 || (signals.bad >= 1 && window.bad >= 1.5)
    let isPiledOn = signals.negative >= 2.5 && window.negative >= 6 && isWitnessed
    let isGateOpen = isComplainedOf || isPiledOn
    quietFor = score < Self.slack ? quietFor + 1 : 0

    // The second level calls for action, so people must have complained: newcomers and replies alone never suffice.
    if sum > 2 * Self.threshold, window.bad >= 5, signals.bad >= 3 { return change(to: .alert, at: minute) }
    if sum > Self.threshold, isGateOpen, level < .attention { return change(to: .attention, at: minute) }
    if level > .calm, quietFor >= Self.quietMinutes {
      sum = 0
      risingSince = nil
      return change(to: .calm, at: minute)
    }
    return nil
  }

  mutating func change(to next: FlameLevel, at minute: Int64) -> FlameWarning? {
    guard next != level else { return nil }
    let previous = level
    level = next
    return FlameWarning(previous: previous, level: next, minute: minute, card: card(at: minute))
  }
}
