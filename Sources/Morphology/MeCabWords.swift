import CMeCab
import Foundation
public import Moderation
import Synchronization

/// Words by MeCab and its IPADIC dictionary (Debian: libmecab2, mecab-ipadic-utf8). A machine without them has none.
public final class MeCabWords: WordBorders {
  /// MeCab's model and tagger are only read while dividing; what changes is the lattice, and each call has its own.
  private nonisolated(unsafe) let mecab: OpaquePointer
  private let idle = Mutex<[Lattice]>([])

  /// A lattice is used by one call at a time: whoever takes it out of `idle` owns it until it is put back.
  private struct Lattice: @unchecked Sendable { let pointer: OpaquePointer }

  /// More than this are not kept: as many calls at once as there are event loops.
  private static let mostIdle = 16
  /// Texts that are divided at all; longer ones hardly exist and are not vetoed.
  private static let longestText = 20_000

  /// - Parameter userDictionary: the path of a compiled user dictionary; the file is not needed afterwards.
  /// - Returns: `nil` when this machine has no MeCab or no dictionary for it.
  private init?(userDictionary: String?) {
    guard let mecab = hiroba_mecab_open(userDictionary.map { "-u \($0)" } ?? "") else { return nil }
    self.mecab = mecab
  }

  /// The last one made: most screeners of a process watch the same words.
  private static let latest = Mutex<(words: Set<String>, dictionary: MeCabWords)?>(nil)

  /// MeCab with IPADIC, and with the watched words that are written in kana.
  /// - Returns: `nil` when this machine has no MeCab or no dictionary for it.
  public static func knowing(_ watched: [WatchedWord]) -> MeCabWords? {
    let words = Set(watched.flatMap(\.kanaSpellings))
    return latest.withLock { latest in
      if let latest, latest.words == words { return latest.dictionary }
      let made = UserDictionary.with(words) { MeCabWords(userDictionary: $0) }
      latest = made.map { (words, $0) }
      return made
    }
  }

  deinit {
    idle.withLock { lattices in
      for lattice in lattices { hiroba_lattice_free(mecab, lattice.pointer) }
    }
    hiroba_mecab_close(mecab)
  }

  public func words(in utf8: UnsafeBufferPointer<UInt8>) -> [DividedWord]? {
    guard !utf8.isEmpty, utf8.count <= Self.longestText, let lattice = takeLattice() else { return nil }
    defer { putBack(lattice) }
    return withUnsafeTemporaryAllocation(of: hiroba_word.self, capacity: utf8.count) { words in
      let count = utf8.withMemoryRebound(to: CChar.self) { text in
        hiroba_divide(
          mecab, lattice.pointer, text.baseAddress, UInt32(text.count), words.baseAddress, Int32(words.count))
      }
      guard count >= 0 else { return nil }
      return words[..<Int(count)].map { word in
        DividedWord(
          range: Int(word.start)..<Int(word.end), isKnown: word.is_known != 0,
          isFunctionWord: word.is_function_word != 0)
      }
    }
  }

  private func takeLattice() -> Lattice? {
    if let lattice = idle.withLock({ $0.popLast() }) { return lattice }
    return hiroba_lattice_new(mecab).map { Lattice(pointer: $0) }
  }

  private func putBack(_ lattice: Lattice) {
    let isKept = idle.withLock { lattices in
      guard lattices.count < Self.mostIdle else { return false }
      lattices.append(lattice)
      return true
    }
    if !isKept { hiroba_lattice_free(mecab, lattice.pointer) }
  }
}
