/// What the server used while the run was running.
struct Meter {
  private let pid: Int32?
  private let beganAt: UInt64
  private let before: ProcessUsage?
  private(set) var startedAt: UInt64 = 0
  private var endedAt: UInt64 = 0
  private var idle: ProcessUsage?
  private var after: ProcessUsage?
  private var deliveriesBefore = 0
  private var deliveriesAfter = 0

  init(pid: Int32?, now: UInt64) {
    self.pid = pid
    beganAt = now
    before = pid.flatMap(ProcessUsage.init(pid:))
  }

  /// Everybody is connected; the measured part begins.
  mutating func connected(at now: UInt64, deliveries: Int) {
    startedAt = now
    deliveriesBefore = deliveries
    idle = pid.flatMap(ProcessUsage.init(pid:))
  }

  mutating func finished(at now: UInt64, deliveries: Int) {
    endedAt = now
    deliveriesAfter = deliveries
    after = pid.flatMap(ProcessUsage.init(pid:))
  }

  func add(to report: inout Report, members: Int, posts: UInt64) {
    if startedAt > 0 { report.add("connecting", Double(startedAt - beganAt) / 1e9, "s") }
    if let before, let idle, members > 0 {
      report.add(
        "server memory per connection", Double(idle.residentBytes - before.residentBytes) / Double(members), "B")
      report.add("server CPU per connect", (idle.cpuSeconds - before.cpuSeconds) / Double(members) * 1e6, "µs")
    }
    guard endedAt > startedAt else { return }
    let seconds = Double(endedAt - startedAt) / 1e9
    let delivered = deliveriesAfter - deliveriesBefore
    report.add("measured", seconds, "s")
    report.add("acknowledged per second", Double(posts) / seconds, "1/s")
    report.add("deliveries", Double(delivered))
    report.add("deliveries per second", Double(delivered) / seconds, "1/s")
    guard let idle, let after else { return }
    let cpu = after.cpuSeconds - idle.cpuSeconds
    report.add("server CPU", cpu, "s")
    report.add("server CPU, user part", after.userSeconds - idle.userSeconds, "s")
    report.add("server memory", Double(after.residentBytes) / 1_048_576, "MiB")
    if delivered > 0 { report.add("server CPU per delivery", cpu / Double(delivered) * 1e6, "µs") }
    if posts > 0 { report.add("server CPU per post", cpu / Double(posts) * 1e6, "µs") }
  }
}
