import Community

/// What the moderator hid, which sockets lost it when, and what the receipts said.
///
/// Hides are one at a time as far as sockets see them: publications come in the order of the hides.
struct HideLedger {
  /// The newest message that could be hidden.
  var candidate: Int64?

  private var sentAt: [UInt64] = []
  private var messages: [Int64: UInt64] = [:]
  /// The order of the hides, by the offset of their publications.
  private var places: [Int64: Int] = [:]
  private var seen: [Int64: Int] = [:]
  private var unfinished: Set<Int64> = []
  private var shownBefore = 0
  private(set) var screens = Latencies()
  private(set) var receipts = Latencies()

  var isSettled: Bool { unfinished.isEmpty }

  /// The message to hide now, if there is one.
  mutating func next(at now: UInt64) -> Int64? {
    guard let message = candidate else { return nil }
    candidate = nil
    sentAt.append(now)
    messages[message] = now
    unfinished.insert(message)
    return message
  }

  /// A socket applied the publication at this offset.
  mutating func saw(_ offset: Int64, at now: UInt64) {
    if places[offset] == nil { places[offset] = places.count }
    guard let place = places[offset], place < sentAt.count else { return }
    seen[offset, default: 0] += 1
    screens.record(microseconds: Int64((now - sentAt[place]) / 1_000))
  }

  mutating func received(_ receipt: HideReceipt, at now: UInt64) {
    guard receipt.isDone, let began = messages[receipt.message.rawValue],
      unfinished.remove(receipt.message.rawValue) != nil
    else { return }
    shownBefore = max(shownBefore, receipt.before)
    receipts.record(microseconds: Int64((now - began) / 1_000))
  }

  func add(to report: inout Report, sockets: Int) {
    report.add("hidden messages", Double(messages.count))
    report.add("sockets in a receipt", Double(shownBefore))
    report.add("hide to screen", screens)
    report.add("hide to receipt at 0", receipts)
    if !unfinished.isEmpty { report.addFault("\(unfinished.count) receipts never reached 0") }
    let short = seen.values.count { $0 < sockets }
    if short > 0 { report.addFault("\(short) hides did not reach every socket") }
    if messages.isEmpty { report.addFault("nothing was hidden") }
  }
}
