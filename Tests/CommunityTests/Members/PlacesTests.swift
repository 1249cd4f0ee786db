import Community
import Testing

/// 全国地方公共団体コード: weights 6, 5, 4, 3, 2 on the first five digits, check digit (11 − sum mod 11) mod 10.
private func hasValidCheckDigit(_ code: String) -> Bool {
  let digits = code.compactMap(\.wholeNumberValue)
  guard digits.count == 6, code.utf8.count == 6 else { return false }
  let sum = zip(digits, [6, 5, 4, 3, 2]).reduce(0) { $0 + $1.0 * $1.1 }
  return digits[5] == (11 - sum % 11) % 10
}

@Suite struct `Prefectures` {
  static let official = Prefecture.all.dropLast(2)

  @Test func `there are 47, then abroad and no answer`() {
    #expect(Self.official.count == 47)
    #expect(Prefecture.all.suffix(2).map(\.code) == [Prefecture.overseas, Prefecture.declined])
    #expect(Self.official.map { String($0.code.prefix(2)) } == (1...47).map { $0 < 10 ? "0\($0)" : "\($0)" })
  }

  @Test(arguments: official)
  func `the code's check digit is right`(_ prefecture: Prefecture) {
    #expect(hasValidCheckDigit(prefecture.code), "\(prefecture.label.ja)")
    #expect(prefecture.code.dropFirst(2).prefix(3) == "000")
  }

  @Test func `names end as prefectures do and are distinct`() {
    #expect(Self.official.allSatisfy { "都道府県".contains($0.label.ja.last ?? " ") })
    #expect(Set(Prefecture.all.map(\.label.ja)).count == 49)
    #expect(Set(Prefecture.all.map(\.label.en)).count == 49)
  }

  @Test func `a code finds its prefecture`() {
    #expect(Prefecture.find(Prefecture.ibaraki)?.label.ja == "茨城県")
    #expect(Prefecture.find("130001")?.label.en == "Tokyo")
    #expect(Prefecture.find("080000") == nil)
    #expect(Prefecture.find("") == nil)
  }

  @Test func `the check notices a wrong digit`() {
    #expect(!hasValidCheckDigit("080005"))
    #expect(!hasValidCheckDigit("08000"))
    #expect(!hasValidCheckDigit("overseas"))
  }
}

@Suite struct `Municipalities of Ibaraki` {
  @Test func `there are 44 in five areas`() {
    #expect(Municipality.all.count == 44)
    let counts = Dictionary(grouping: Municipality.all, by: \.area).mapValues(\.count)
    #expect(counts == [.kenhoku: 6, .kenou: 9, .rokkou: 5, .kennan: 14, .kensei: 10])
  }

  @Test func `there are 32 cities, 10 towns and 2 villages`() {
    let kinds = Dictionary(grouping: Municipality.all) { $0.label.ja.last ?? " " }.mapValues(\.count)
    #expect(kinds == ["市": 32, "町": 10, "村": 2])
  }

  @Test(arguments: Municipality.all)
  func `code, name and reading are well formed`(_ municipality: Municipality) {
    #expect(municipality.code.hasPrefix("08"))
    #expect(hasValidCheckDigit(municipality.code), "\(municipality.label.ja)")
    #expect(municipality.reading.unicodeScalars.allSatisfy { (0x3041...0x3096).contains($0.value) })
    let ending = ["市": "し", "町": "まち", "村": "むら"][String(municipality.label.ja.suffix(1))] ?? "?"
    #expect(municipality.reading.hasSuffix(ending))
    #expect(municipality.label.en.allSatisfy { $0.isASCII })
    #expect(Municipality.find(municipality.code) == municipality)
  }

  @Test func `codes and names are distinct, and sorted within cities and towns of an area`() {
    #expect(Set(Municipality.all.map(\.code)).count == 44)
    #expect(Set(Municipality.all.map(\.label.ja)).count == 44)
    #expect(Set(Municipality.all.map(\.label.en)).count == 44)
    for area in Municipality.Area.allCases {
      let codes = Municipality.all.filter { $0.area == area }.map(\.code)
      #expect(codes == codes.sorted())
    }
  }

  @Test func `the names that are easily mistaken are right`() {
    func name(_ code: String) -> String? { Municipality.find(code)?.label.ja }
    #expect(name("082082") == "龍ケ崎市")  // large ケ
    #expect(name("082228") == "鹿嶋市")  // not 鹿島
    #expect(name("083020") == "茨城町")
    #expect(name("082309") == "かすみがうら市")
    #expect(name("083640") == "大子町")
    #expect(name("083097") == "大洗町")
  }

  @Test func `areas are named in both languages`() {
    #expect(Municipality.Area.allCases.map(\.label.ja) == ["県北", "県央", "鹿行", "県南", "県西"])
  }
}
