public import Community
import Foundation

/// What the person who started the program should see, apart from the log.
public enum Terminal {
  /// English when the terminal is set to it, else Japanese.
  public static let language = language(of: ProcessInfo.processInfo.environment)

  static func language(of environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.lowercased().hasPrefix("en") == true ? .en : .ja
  }

  /// Writes one line to standard output at once.
  public static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  public static func say(ja: String, en: String) {
    say(LocalizedText(ja: ja, en: en)[language])
  }

  /// Writes one line to standard error at once.
  public static func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
