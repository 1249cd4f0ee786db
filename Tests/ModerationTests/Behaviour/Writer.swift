import Community
import Moderation

/// Members who write, one after another, on a clock of the test's own.
struct Writer {
  let behaviour: Behaviour
  var screener = Screeners.server
  private(set) var now: Int64 = 1_790_000_000_000
  private var number = 0

  init(_ policy: BehaviourPolicy = BehaviourPolicy()) { behaviour = Behaviour(policy: policy) }

  mutating func wait(_ milliseconds: Int64) { now += milliseconds }

  @discardableResult
  mutating func write(
    _ text: String, by sender: Int64 = 1, in room: Int64 = 1, thread: Int64? = nil, calling mentions: [Int64] = [],
    key: String? = nil, isTrusted: Bool = false, isPublished: Bool = true
  ) -> [BehaviourFinding] {
    number += 1
    return behaviour.judge(
      BehaviourPost(
        sender: MemberID(sender), room: RoomID(room), thread: thread.map { MessageID($0) }, text: text,
        mentions: mentions.map { MemberID($0) }, key: key ?? "key-\(number)", at: Timestamp(milliseconds: now),
        isTrusted: isTrusted, isPublished: isPublished), screener: screener)
  }

  /// The kinds that are noticed when these follow each other two seconds apart.
  mutating func kinds(of texts: String..., by sender: Int64 = 1) -> [BehaviourKind] {
    texts.flatMap { text in
      wait(2_000)
      return write(text, by: sender).map(\.kind)
    }
  }
}
