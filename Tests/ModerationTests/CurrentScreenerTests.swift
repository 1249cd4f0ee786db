import Testing

@testable import Moderation

struct CurrentScreenerTests {
  @Test func `while rules are replaced, every text is screened by some rules`() async {
    let current = CurrentScreener(Screener(words: StarterWords.all, version: 1))
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for version in 2...60 { current.replace(with: Screener(words: StarterWords.threats, version: version)) }
        return true
      }
      for _ in 0..<3 {
        group.addTask {
          var lastVersion = 0
          for _ in 0..<2_000 {
            let verdict = current.current.screen("死ね")
            guard verdict.action == .block, verdict.rulesVersion >= lastVersion else { return false }
            lastVersion = verdict.rulesVersion
          }
          return true
        }
      }
      for await isFiltered in group { #expect(isFiltered) }
    }
    #expect(current.current.version == 60)
  }
}
