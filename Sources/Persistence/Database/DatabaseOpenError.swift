/// Why the database could not be opened. Each description is one sentence for the person who starts the server.
public enum DatabaseOpenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another process (or another part of this one) has the data folder open.
  case inUse(folder: String)
  /// The file was written by a later version of the program.
  case newerSchema(known: Int)
  /// The file is an SQLite database, but not one of ours.
  case foreignFile(path: String)
  /// The file was written by an earlier version of the program, and this command only reads.
  case olderSchema(path: String)
  /// The folder or a file in it cannot be made or opened. `code` is the system's `errno`.
  case unusable(path: String, code: Int32)
  /// SQLite did not accept a setting that the promises rest on.
  case settingRefused(pragma: String, found: String)

  public var description: String {
    switch self {
    case .inUse(let folder):
      "The data folder \(folder) is in use by another hiroba process; stop that one first."
    case .newerSchema(let known):
      "The database was written by a newer version of hiroba (this one knows \(known) schema versions); "
        + "start that version, or restore a backup made by this one."
    case .foreignFile(let path):
      "\(path) is an SQLite database of another program; choose another data folder."
    case .olderSchema(let path):
      "\(path) was written by an earlier version of hiroba; start the server once to bring it up to date."
    case .unusable(let path, let code):
      "\(path) cannot be opened for writing (system error \(code)); check its owner and permissions."
    case .settingRefused(let pragma, let found):
      "SQLite refused \(pragma) (it answers \(found)), so that messages would not be safe; the server does not start."
    }
  }
}
