import Foundation

/// Progress for people, on standard error, so that standard output holds the result only.
enum Progress {
  static func say(_ text: String) {
    FileHandle.standardError.write(Data("loadtest: \(text)\n".utf8))
  }
}
