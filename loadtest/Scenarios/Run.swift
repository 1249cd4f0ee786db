import Community
import Dispatch
import NIOCore

/// Drives one plan on one event loop and reports.
/// - Isolation: its event loop.
final class Run: LoadMemberObserver {
  private let plan: Plan
  private let crowd: Crowd
  private let done: EventLoopPromise<Report>
  private let name = String(DispatchTime.now().uptimeNanoseconds, radix: 36)
  private let body: String

  private var members: [LoadMember] = []
  private var ledger = Ledger()
  private var meter: Meter
  private var phase = Phase.connecting
  private var connected: Set<Int> = []
  private var sequence = 0
  private var intended = 0
  private var refusals: [Refusal: Int] = [:]
  private var lostSockets = 0
  private var lostAt: [Int: UInt64] = [:]
  private var returns = Latencies()
  private var hides = HideLedger()
  private var moderator: LoadMember?

  private enum Phase { case connecting, running, settling, over }

  init(plan: Plan, target: Target, eventLoop: any EventLoop) {
    self.plan = plan
    self.crowd = Crowd(target: target, eventLoop: eventLoop)
    self.done = eventLoop.makePromise(of: Report.self)
    self.meter = Meter(pid: plan.serverPID, now: DispatchTime.now().uptimeNanoseconds)
    let sentence = "朝いちばんの霞ヶ浦は風がなくて、帆引き船が止まって見えました。"
    self.body = String(String(repeating: sentence, count: plan.bodyLength / sentence.count + 1).prefix(plan.bodyLength))
  }

  /// Connects everybody, runs, and gives the report.
  func start() -> EventLoopFuture<Report> {
    Progress.say("connecting \(plan.members) members …")
    members = (0..<plan.members).map { index in
      LoadMember(
        index: index, rooms: plan.rooms.isEmpty ? [] : [plan.rooms[index % plan.rooms.count]],
        subscribes: plan.subscribes, readsKeys: index >= plan.members - plan.observers,
        confirmsHides: plan.hidesPerSecond > 0, observer: self)
    }
    if plan.hidesPerSecond > 0 {
      let moderator = LoadMember(
        index: plan.members, rooms: plan.rooms, subscribes: true, readsKeys: false, isModerator: true,
        confirmsHides: true, observer: self)
      self.moderator = moderator
      members.append(moderator)
    }
    members.forEach(crowd.connect)
    after(seconds: Self.longestConnect) { run in
      if run.phase == .connecting { run.report() }
    }
    return done.futureResult
  }

  private static let longestConnect = 120.0
  private static let longestSettling = 30.0
  private var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  // MARK: Running

  private func begin() {
    phase = .running
    meter.connected(at: now, deliveries: deliveries)
    Progress.say("all connected; running for \(plan.seconds) s …")
    switch plan.pace {
    case .openLoop: tick()
    case .closedLoop(let outstanding):
      for poster in members.prefix(plan.posters) { for _ in 0..<outstanding { post(poster, intendedAt: now) } }
    case .silent: break
    }
    if plan.dropsPerSecond > 0 { dropSome() }
    if plan.hidesPerSecond > 0 { hideNext() }
    if plan.storm { after(seconds: plan.seconds / 3) { run in run.members.forEach { $0.drop() } } }
    after(seconds: plan.seconds) { $0.finish() }
  }

  /// Open loop: sends what should have been sent by now, each with its own intended time.
  private func tick() {
    guard phase == .running, case .openLoop(let rate) = plan.pace else { return }
    while true {
      let at = meter.startedAt + UInt64(Double(intended) / rate * 1e9)
      guard at <= now else { break }
      post(members[intended % plan.posters], intendedAt: at)
      intended += 1
    }
    after(seconds: 0.001) { $0.tick() }
  }

  /// What cannot be sent now, because the member is in a tunnel, is sent when it is back, under the same key.
  private func post(_ member: LoadMember, intendedAt: UInt64) {
    guard let room = member.rooms.first else { return }
    sequence += 1
    let key = "lt-\(name)-\(sequence)"
    ledger.sent(key, by: member.index, room: room, intendedAt: intendedAt)
    if member.isReady { member.post(room: room, body: body, key: key) }
  }

  private func dropSome() {
    guard phase == .running else { return }
    let count = max(1, Int(plan.dropsPerSecond * Double(plan.members) / 10))
    for _ in 0..<count { members.randomElement()?.drop() }
    after(seconds: 0.1) { $0.dropSome() }
  }

  /// The newest message that somebody wrote goes, at its intended time.
  private func hideNext() {
    guard phase == .running, let moderator else { return }
    if moderator.isReady, let message = hides.next(at: now) { moderator.hide(message) }
    after(seconds: 1 / plan.hidesPerSecond) { $0.hideNext() }
  }

  // MARK: Ending

  private func finish() {
    phase = .settling
    meter.finished(at: now, deliveries: deliveries)
    settle(until: now + UInt64(Self.longestSettling * 1e9))
  }

  /// Waits (bounded) for acknowledgements, returns and the last deliveries, then judges.
  private func settle(until deadline: UInt64) {
    let settled = ledger.unanswered.isEmpty && hides.isSettled && members.allSatisfy(\.isReady) && missing == 0
    if settled || now > deadline { return report() }
    after(seconds: 0.05) { $0.settle(until: deadline) }
  }

  private var deliveries: Int { members.reduce(0) { $0 + $1.deliveries } }

  private var missing: Int {
    members.prefix(plan.members).suffix(plan.observers).reduce(0) {
      $0 + ledger.missing(from: $1.index, room: $1.rooms.first ?? 0)
    }
  }

  private func report() {
    guard phase != .over else { return }
    var report = Report(scenario: plan.scenario)
    report.add("members", Double(plan.members))
    meter.add(to: &report, members: plan.members, posts: ledger.acknowledgements.count)
    report.add("acknowledged (durable)", ledger.acknowledgements)
    if ledger.deliveries.count > 0 { report.add("delivery", ledger.deliveries) }
    if returns.count > 0 { report.add("return", returns) }
    if plan.hidesPerSecond > 0 { hides.add(to: &report, sockets: members.count) }
    for (refusal, count) in refusals.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      report.add("refused \(refusal.rawValue)", Double(count))
    }
    addFaults(to: &report)
    phase = .over
    members.forEach { $0.close() }
    done.succeed(report)
  }

  private func addFaults(to report: inout Report) {
    let gaps = members.reduce(0) { $0 + $1.checker.gaps }
    if gaps > 0 { report.addFault("\(gaps) gaps in offsets") }
    let resets = members.reduce(0) { $0 + $1.resets }
    if resets > 0 { report.add("rooms reset", Double(resets)) }
    if missing > 0, resets == 0 { report.addFault("\(missing) acknowledged messages never reached an observer") }
    if !ledger.unanswered.isEmpty { report.addFault("\(ledger.unanswered.count) posts never answered") }
    if ledger.doubleAcknowledgements > 0 { report.addFault("\(ledger.doubleAcknowledgements) keys acknowledged twice") }
    let absent = members.count { !$0.isReady }
    if absent > 0 { report.addFault("\(absent) members not connected at the end") }
    if lostSockets > 0, plan.dropsPerSecond == 0, !plan.storm { report.addFault("\(lostSockets) sockets lost") }
  }

  private func after(seconds: Double, _ body: @escaping (Run) -> Void) {
    crowd.eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) { body(self) }
  }

  // MARK: LoadMemberObserver

  func memberReady(_ member: LoadMember) {
    if let lost = lostAt.removeValue(forKey: member.index) {
      returns.record(microseconds: Int64((now - lost) / 1_000))
    }
    for post in ledger.unanswered(by: member.index) { member.post(room: post.room, body: body, key: post.key) }
    guard phase == .connecting, connected.insert(member.index).inserted else { return }
    if connected.count % 1_000 == 0 { Progress.say("\(connected.count) connected") }
    if connected.count == members.count { begin() }
  }

  func member(_ member: LoadMember, wasAcknowledged key: String, offset: Int64) {
    ledger.acknowledged(key, offset: offset, at: now)
    if phase == .running, case .closedLoop = plan.pace { post(member, intendedAt: now) }
  }

  func member(_ member: LoadMember, wasRefused refusal: Refusal, key: String?) {
    refusals[refusal, default: 0] += 1
    guard let key else { return }
    ledger.refused(key)
    // A polite client waits before it tries again.
    if phase == .running, case .closedLoop = plan.pace {
      after(seconds: 0.1) { run in if run.phase == .running { run.post(member, intendedAt: run.now) } }
    }
  }

  func member(_ member: LoadMember, received key: Substring) {
    ledger.received(key, by: member.index, at: now)
  }

  func member(_ member: LoadMember, sawHide offset: Int64) {
    hides.saw(offset, at: now)
  }

  func member(_ member: LoadMember, sawMessage id: Int64) { hides.candidate = id }

  func member(_ member: LoadMember, received receipt: HideReceipt) {
    hides.received(receipt, at: now)
  }

  func member(_ member: LoadMember, lostSocketWith code: UInt16?) {
    guard phase != .over else { return }
    lostSockets += 1
    lostAt[member.index] = now
    // As a browser does: soon, and not all at once.
    after(seconds: Double.random(in: 0...(plan.storm ? 3 : 0.3))) { run in
      if run.phase != .over { run.crowd.connect(member) }
    }
  }
}
