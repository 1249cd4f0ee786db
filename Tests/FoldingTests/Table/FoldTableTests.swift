import Testing

@testable import Folding

struct FoldTableTests {
  @Test func `a scalar without a mapping is itself`() {
    for scalar: UInt32 in [0x41 + 0x20, 0x6C34, 0x10FFFF, 0xE000] {
      #expect(FoldTable.shared[scalar].searchLength == FoldTable.Record.identity)
    }
  }

  @Test func `every scalar's record leads inside the pool`() {
    let table = FoldTable.shared
    for value: UInt32 in 0...0x10FFFF {
      let record = table[value]
      guard record.searchLength != FoldTable.Record.identity else { continue }
      #expect(Int(record.searchPlace) + Int(record.searchLength) <= table.pool.count)
    }
  }

  @Test func `composition joins what Unicode joins and nothing else`() {
    let table = FoldTable.shared
    #expect(table.compose(0x304B, 0x3099) == 0x304C)
    #expect(table.compose(0x65, 0x301) == 0xE9)
    #expect(table.compose(0x304B, 0x309A) == nil)
    #expect(table.compose(0x1100, 0x1161) == 0xAC00)
    #expect(table.compose(0xAC01, 0x11A8) == nil)
  }
}
