import Foundation

/// What a process has used so far, from /proc: all threads, user and system.
struct ProcessUsage {
  let userSeconds: Double
  let systemSeconds: Double
  let residentBytes: Int

  var cpuSeconds: Double { userSeconds + systemSeconds }

  /// - Returns: `nil` when there is no such process or no /proc.
  init?(pid: Int32) {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")"),
      let status = try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)
    else { return nil }
    // Fields after the command's name; utime and stime are the 14th and 15th of the line (proc(5)).
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    let pages = status.split(separator: " ")
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]),
      pages.count > 1, let resident = Int(pages[1])
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    userSeconds = user / ticks
    systemSeconds = system / ticks
    residentBytes = resident * sysconf(Int32(_SC_PAGESIZE))
  }
}
