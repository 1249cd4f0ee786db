import Community
import Foundation
import Testing

@Suite struct `Attributes` {
  @Test func `age bands keep their stored names`() {
    #expect(
      AgeBand.allCases.map(\.rawValue) == [
        "under18", "age18to19", "twenties", "thirties", "forties", "fifties", "sixties", "seventies",
        "eightiesAndOver", "declined",
      ])
    #expect(Set(AgeBand.allCases.map(\.label.ja)).count == AgeBand.allCases.count)
    #expect(Set(AgeBand.allCases.map(\.label.en)).count == AgeBand.allCases.count)
  }

  @Test(arguments: [
    ("080004", "082015"), ("080004", "083640"), ("080004", nil), ("130001", nil), ("overseas", nil), ("declined", nil),
  ])
  func `a residence names a prefecture and inside Ibaraki a municipality`(
    _ prefecture: String, _ municipality: String?
  ) throws {
    let residence = try Residence(prefecture: prefecture, municipality: municipality)
    #expect(residence.prefecture == prefecture)
    #expect(residence.municipality == municipality)
    let decoded = try JSONDecoder().decode(Residence.self, from: JSONEncoder().encode(residence))
    #expect(decoded == residence)
  }

  @Test(arguments: [
    ("", nil), ("08", nil), ("08000", nil), ("80004", nil), ("茨城県", nil), ("480004", nil),
    ("130001", "082015"), ("overseas", "082015"), ("declined", "082015"),
    ("080004", "080004"), ("080004", "水戸市"), ("080004", ""), ("080004", "082014"),
  ])
  func `an unknown place, or a municipality outside Ibaraki, is refused`(
    _ prefecture: String, _ municipality: String?
  ) throws {
    #expect(throws: Refusal.attributeInvalid) { try Residence(prefecture: prefecture, municipality: municipality) }
    var fields = ["prefecture": prefecture]
    fields["municipality"] = municipality
    let json = try JSONEncoder().encode(fields)
    #expect(throws: Refusal.attributeInvalid) { try JSONDecoder().decode(Residence.self, from: json) }
  }

  @Test func `interests keep the catalogue's order and each counts once`() throws {
    #expect(try Interest.choose([]) == [])
    #expect(try Interest.choose(["food", "housing", "food"]).map(\.rawValue) == ["housing", "food"])
    let five = Interest.all.suffix(Interest.maximumChoices).map(\.code)
    #expect(try Interest.choose(five).map(\.rawValue) == five)
  }

  @Test func `a sixth interest or an unknown one is refused`() {
    let six = Interest.all.prefix(Interest.maximumChoices + 1).map(\.code)
    #expect(throws: Refusal.attributeInvalid) { try Interest.choose(six) }
    #expect(throws: Refusal.attributeInvalid) { try Interest.choose(["住まい"]) }
    #expect(throws: Refusal.attributeInvalid) { try Interest.choose([""]) }
  }

  @Test func `an interest that left the catalogue is still a value, without a label`() {
    #expect(Interest(rawValue: "radio").label == nil)
    #expect(Interest(rawValue: "housing").label?.ja == "住まい・空き家")
  }

  @Test func `interests have distinct codes and labels`() {
    #expect(Interest.all.count == 21)
    #expect(Set(Interest.all.map(\.code)).count == 21)
    #expect(Set(Interest.all.map(\.label.ja)).count == 21)
    #expect(Interest.all.allSatisfy { $0.code.utf8.allSatisfy { (0x41...0x7A).contains($0) } })
  }

  @Test func `all attributes survive storing, and none is the default`() throws {
    let none = MemberAttributes()
    #expect(none.ageBand == nil && none.residence == nil && none.interests.isEmpty)
    var some = MemberAttributes(ageBand: .thirties, residence: try Residence(prefecture: "130001"))
    some.interests = try Interest.choose(["housing", "parenting"])
    for attributes in [none, some] {
      let stored = try JSONEncoder().encode(attributes)
      #expect(try JSONDecoder().decode(MemberAttributes.self, from: stored) == attributes)
    }
  }
}
