import Foundation

/// What the person who started the program should see, apart from the log.
public enum Terminal {
  /// Writes one line to standard output at once.
  public static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
