/// What was done to a letter to make it comparable. The first fourteen bits are those of `FLAGS` in
/// bin/folding/moderation_fold.py.
public struct FoldFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Full or half width, or another compatibility form.
  public static let width = FoldFlags(rawValue: 1 << 0)
  public static let letterCase = FoldFlags(rawValue: 1 << 1)
  /// Katakana for hiragana.
  public static let katakana = FoldFlags(rawValue: 1 << 2)
  /// Small kana for large.
  public static let small = FoldFlags(rawValue: 1 << 3)
  /// Prolonged by ー, 〜 or a small vowel.
  public static let prolonged = FoldFlags(rawValue: 1 << 4)
  /// Written more than once in a row. Found by comparing runs, never set on a unit.
  public static let repeated = FoldFlags(rawValue: 1 << 5)
  /// Repeated by an iteration mark.
  public static let iterated = FoldFlags(rawValue: 1 << 6)
  /// Voiced by a separate mark.
  public static let voicing = FoldFlags(rawValue: 1 << 7)
  /// Another form of the same kanji.
  public static let kanjiVariant = FoldFlags(rawValue: 1 << 8)
  /// In a dark circle or square, a flag letter, or a historic kana.
  public static let enclosed = FoldFlags(rawValue: 1 << 9)
  /// Another letter of the same shape.
  public static let lookalike = FoldFlags(rawValue: 1 << 10)
  /// A digit or sign for a letter: 5 for s.
  public static let leet = FoldFlags(rawValue: 1 << 11)
  /// ぱ for ば.
  public static let halfVoiced = FoldFlags(rawValue: 1 << 12)
  /// A kana of the same sound: ぢ for じ.
  public static let phonetic = FoldFlags(rawValue: 1 << 13)
  /// Symbols between the letters. Found by verification, never set on a unit.
  public static let symbolGap = FoldFlags(rawValue: 1 << 14)
  /// Spaces, line ends or clause marks between the letters. Found by verification, never set on a unit.
  public static let spaceGap = FoldFlags(rawValue: 1 << 15)
}

/// What stands between a unit and the one before it.
public struct Gap: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let newline = Gap(rawValue: 1)
  public static let space = Gap(rawValue: 2)
  public static let clause = Gap(rawValue: 4)
  public static let symbol = Gap(rawValue: 8)
  public static let mask = Gap(rawValue: 16)
}

/// The script a unit was written in, before folding.
public enum Script: UInt8, Sendable {
  case none
  case hiragana
  case katakana
  case kanji
  case latin
  case digit
  case other

  @inlinable public var isKana: Bool { self == .hiragana || self == .katakana }
}

/// One letter of strongly folded text and where it came from.
public struct FoldedUnit: Hashable, Sendable {
  /// The folded letter.
  public var scalar: UInt32
  /// UTF-8 offsets in the original. `end` covers what was dropped or merged after the letter, gaps not included.
  public var start: UInt32
  public var end: UInt32
  public var flags: FoldFlags
  /// What stands before it.
  public var gap: Gap
  /// How often it is written in a row, at most 255.
  public var run: UInt8
  public var script: Script

  /// The letter that stands for every sign which hides one: ○.
  public static let mask: UInt32 = 0x25CB

  /// Whether it stands for a hidden letter.
  public var isMask: Bool { scalar == Self.mask && script == .none }

  /// Makes it a hidden letter.
  public mutating func hide() {
    scalar = Self.mask
    flags = []
    run = 1
    script = .none
  }

  init(scalar: UInt32, start: UInt32, end: UInt32, flags: FoldFlags, gap: Gap, script: Script) {
    self.scalar = scalar
    self.start = start
    self.end = end
    self.flags = flags
    self.gap = gap
    self.run = 1
    self.script = script
  }
}
