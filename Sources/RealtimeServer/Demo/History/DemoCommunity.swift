import Community

/// An invented community with its past: members, and the messages they wrote in the standard rooms.
///
/// Everything follows from the seed: the same arguments give the same community, message for message. Texts are built
/// from the sentences of `DemoScript` and name nobody who exists.
struct DemoCommunity: Sendable {
  /// Months of past a community has unless asked otherwise.
  static let defaultMonths = 9

  let members: [DemoMember]
  let messageCount: Int
  let span: ClosedRange<Timestamp>
  let cast: DemoCast
  let script: DemoScript
  let atlas: DemoAtlas
  private let seed: UInt64
  private let plan: DemoPlan

  /// - Parameters:
  ///   - memberCount: raised to `DemoCast.minimumCount`.
  ///   - messageCount: posts and comments together, at least 0.
  ///   - now: the last message is before it.
  /// - Throws: `DemoScriptError` for a mistake in the demo's texts.
  init(
    seed: UInt64 = 20_241_113, memberCount: Int, messageCount: Int, until now: Timestamp,
    months: Int = defaultMonths
  ) throws {
    let lengthMs = Int64(max(1, months)) * 30 * JapanTime.dayMs
    // The community opens at midnight in Japan.
    let opening = JapanTime.timestamp(
      dayNumber: JapanTime(Timestamp(milliseconds: now.milliseconds - lengthMs)).dayNumber)
    self.seed = seed
    self.span = opening...now
    self.messageCount = max(0, messageCount)
    self.script = try DemoScript()
    self.atlas = try DemoAtlas()
    self.cast = DemoCast(seed: seed, count: memberCount, atlas: atlas, joining: span)
    self.members = cast.members
    self.plan = DemoPlan(seed: seed, cast: cast, messageCount: max(0, messageCount), span: span)
  }

  /// All messages in time order, each comment after its post; made one by one as they are asked for.
  ///
  /// Going through them twice gives the same messages. Memory is bounded by the open threads, not by the count.
  var messages: DemoMessages {
    DemoMessages(
      plan: plan,
      scribe: DemoScribe(script: script, atlas: atlas, cast: cast, seed: seed, startingAt: span.lowerBound))
  }
}
