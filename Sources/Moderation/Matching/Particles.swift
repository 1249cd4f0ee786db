import Folding

/// The short words that may touch another word: particles, the copula, and what commonly follows a noun or a verb.
enum Particles {
  /// - Parameter second: the unit before `last`, if it touches it.
  static func areBefore(_ last: FoldedUnit, _ second: FoldedUnit?) -> Bool {
    if before.contains(last.scalar) { return true }
    guard let second else { return false }
    return pairsBefore.contains(UInt64(second.scalar) << 32 | UInt64(last.scalar))
  }

  /// - Parameters:
  ///   - second: the unit after `first`, if it touches it.
  ///   - isVerb: also what follows a verb or adjective (殺す|つもり).
  static func areAfter(_ first: FoldedUnit, _ second: FoldedUnit?, isVerb: Bool) -> Bool {
    if single.contains(first.scalar) || (isVerb && afterVerbs.contains(first.scalar)) { return true }
    guard let second else { return false }
    let pair = UInt64(first.scalar) << 32 | UInt64(second.scalar)
    return pairs.contains(pair) || (isVerb && pairsAfterVerbs.contains(pair))
  }

  // Written as the moderation fold leaves them: って is つて, を is お.
  private static let before = scalars("はがをにのもへよねで")
  private static let pairsBefore = pairs("から まで って けど とか です ます しろ なら だろ")
  private static let single = scalars("がをはにのでともやよだなねじかばさぞぜっへめ")
  private static let afterVerbs = scalars("わく")
  private static let pairs = pairs("すぎ とか まで から より けど だけ など です って らし みた しか ども たち やろ ばっ")
  private static let pairsAfterVerbs = pairs("つも べき こと しか ため かも ぐら くら ほど お前")

  private static func scalars(_ text: String) -> Set<UInt32> { Set(ModerationFold.fold(text).map(\.scalar)) }

  private static func pairs(_ text: String) -> Set<UInt64> {
    Set(
      text.split(separator: " ").compactMap { pair in
        let units = ModerationFold.fold(String(pair))
        return units.count == 2 ? UInt64(units[0].scalar) << 32 | UInt64(units[1].scalar) : nil
      })
  }
}
