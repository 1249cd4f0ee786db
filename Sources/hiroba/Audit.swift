import ArgumentParser
import Persistence
import RealtimeServer

/// `hiroba audit`: the log of what people with power did.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: words(ja: "監査記録を確かめます。", en: "Checks the audit log."), subcommands: [AuditVerify.self])
}

/// `hiroba audit verify`: whether every row of the log is as it was written.
struct AuditVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: words(ja: "監査記録が書かれたままかどうかを調べます。", en: "Says whether the log is as it was written."),
    discussion: words(
      ja: "読むだけで、サーバーの動作中でも使えます。最後の行の値を控えておくと、後から --noted で末尾の書き換えも確かめられます。",
      en: """
        Only reads, also while the server runs. Note the head it prints in another place: with --noted it later shows \
        whether even the end was rewritten.
        """))

  @Option(help: help(ja: "データのフォルダ。既定は data。", en: "The data folder. Default: data."))
  var data: String = "data"

  @Option(help: help(ja: "以前に控えた値。", en: "A head noted earlier, which must be in the log."))
  var noted: String?

  func run() throws {
    let verdict: AuditVerdict
    do {
      verdict = try AuditVerdict.verify(folder: data, noted: noted)
    } catch let error as DatabaseOpenError {
      throw StartRefusal(error)
    }
    if let bad = verdict.firstBad {
      print(Self.complaint(bad))
    } else if verdict.hasNoted == false {
      print(words(ja: "控えた値の行がありません。書き換えられています。", en: "No row has the noted head: the log was rewritten."))
    }
    print(
      words(
        ja: "正しい行: \(verdict.rows)　最後の値: \(verdict.head)", en: "\(verdict.rows) rows are right; head \(verdict.head)"))
    if !verdict.isRight { throw ExitCode(1) }
  }

  private static func complaint(_ bad: AuditVerdict.FirstBad) -> String {
    switch bad.fault {
    case .altered:
      words(ja: "行 \(bad.row) は書き換えられています。", en: "Row \(bad.row) was altered.")
    case .missing:
      words(ja: "行 \(bad.row) の前の行がなくなっています。", en: "A row before row \(bad.row) is missing.")
    case .reordered:
      words(ja: "行 \(bad.row) は順序が変えられています。", en: "Row \(bad.row) was moved to another place.")
    case .truncated:
      words(ja: "行 \(bad.row) より後の行がなくなっています。", en: "Rows after row \(bad.row) are missing.")
    }
  }
}
