import Community
import Testing

@Suite struct `Sticker catalogue` {
  /// Ids are stored with reactions: this list only grows.
  static let ids = """
    arigatou iine wakaru naruhodo otsukaresama yoroshiku omedetou youkoso mimashita
    ouen ganbatte tasukarimashita sasuga erai hakushu
    ureshii waratta bikkuri oishisou kirei shimijimi odaijini shinpai
    ittemitai sundemitai sankashitai tetsudaitai mottoshiritai shitsumon
    nattou hoshiimo melon renkon kuri ankou ume nemophila tsukubasan fukuroda hobikisen igappe gojappe
    koushiki kakuninchuu kaiketsu
    """.split(whereSeparator: \.isWhitespace).map { StickerID(rawValue: String($0)) }

  @Test func `it holds these ids in this order`() {
    #expect(StickerCatalogue.all.map(\.id) == Self.ids)
  }

  @Test func `order and membership follow the list`() {
    for (index, id) in Self.ids.enumerated() {
      #expect(StickerCatalogue.contains(id))
      #expect(StickerCatalogue.order(of: id) == index)
    }
    for text in ["", "Arigatou", "warui", "arigatou ", "../arigatou"] {
      let id = StickerID(rawValue: text)
      #expect(!StickerCatalogue.contains(id))
      #expect(StickerCatalogue.order(of: id) == nil)
      #expect(!StickerCatalogue.isOfficial(id))
    }
  }

  @Test func `only the last three are official`() {
    #expect(Self.ids.filter(StickerCatalogue.isOfficial) == Self.ids.suffix(3))
  }

  @Test func `groups follow one another, each with stickers and a label`() {
    var groups: [StickerGroup] = []
    for sticker in StickerCatalogue.all where groups.last != sticker.group { groups.append(sticker.group) }
    #expect(groups == StickerGroup.allCases)
    #expect(Set(StickerGroup.allCases.map(\.label.ja)).count == groups.count)
  }

  @Test(arguments: StickerCatalogue.all)
  func `an id is a file name, a label is short`(_ sticker: Sticker) {
    #expect(sticker.id.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) })
    #expect((1...10).contains(sticker.label.ja.count))
    #expect((1...25).contains(sticker.label.en.count))
  }

  @Test func `labels are distinct`() {
    #expect(Set(StickerCatalogue.all.map(\.label.ja)).count == StickerCatalogue.all.count)
    #expect(Set(StickerCatalogue.all.map(\.label.en)).count == StickerCatalogue.all.count)
  }

  @Test func `a tally is a sticker and a count`() {
    let tally = Tally(sticker: StickerID(rawValue: "ume"), count: 3)
    #expect(tally.sticker.rawValue == "ume" && tally.count == 3)
  }
}
