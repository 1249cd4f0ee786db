public import Community

/// `{"ageBand":"thirties","residence":{"prefecture":"080004","municipality":"082015"},"interests":["housing"]}`; what
/// was not told is left out.
extension MemberAttributes: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let ageBand { writer.field("ageBand", ageBand) }
      writer.field("residence", ifSome: residence)
      if !interests.isEmpty { writer.field("interests", interests) }
    }
  }

  /// - Throws: with `attributeInvalid` for a choice that does not exist.
  public init(from reader: inout JSONReader) throws(JSONError) {
    self.init()
    let changes = try AttributesRequest(from: &reader)
    changes.apply(to: &self)
  }
}

/// `{"prefecture":"080004","municipality":"082015"}`
extension Residence: JSONBody {
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("prefecture", prefecture)
      writer.field("municipality", ifSome: municipality)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var (prefecture, municipality): (String?, String?)
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "prefecture": prefecture = try reader.string(upTo: 16, orRefuse: .attributeInvalid)
      case "municipality":
        municipality = try reader.takeNull() ? nil : try reader.string(upTo: 16, orRefuse: .attributeInvalid)
      default: try reader.skip()
      }
    }
    let code = try reader.require(prefecture, "prefecture")
    do throws(Refusal) {
      try self.init(prefecture: code, municipality: municipality)
    } catch {
      throw JSONError("There is no such place of residence.", refusal: error)
    }
  }
}

/// `PATCH /api/me/attributes`: what changes. A field that is left out stays; `null` withdraws.
public struct AttributesRequest: JSONBody {
  /// `nil` stays; `.some(nil)` is withdrawn.
  public var ageBand: AgeBand??
  public var residence: Residence??
  public var interests: [Interest]??

  public init(ageBand: AgeBand?? = nil, residence: Residence?? = nil, interests: [Interest]?? = nil) {
    self.ageBand = ageBand
    self.residence = residence
    self.interests = interests
  }

  /// Changes what the request names and nothing else.
  public func apply(to attributes: inout MemberAttributes) {
    if let ageBand { attributes.ageBand = ageBand }
    if let residence { attributes.residence = residence }
    if let interests { attributes.interests = interests ?? [] }
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let ageBand {
        writer.name("ageBand")
        if let ageBand { writer.string(ageBand.rawValue) } else { writer.null() }
      }
      if let residence {
        writer.name("residence")
        if let residence { residence.write(to: &writer) } else { writer.null() }
      }
      if let interests {
        writer.name("interests")
        if let interests { writer.array(interests) { $1.string($0.rawValue) } } else { writer.null() }
      }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "ageBand":
        ageBand = .some(try reader.takeNull() ? nil : try reader.name(orRefuse: .attributeInvalid))
      case "residence": residence = .some(try reader.takeNull() ? nil : try Residence(from: &reader))
      case "interests": interests = .some(try reader.takeNull() ? nil : try reader.interests())
      default: try reader.skip()
      }
    }
  }
}

extension JSONReader {
  fileprivate mutating func interests() throws(JSONError) -> [Interest] {
    let codes = try strings()
    do throws(Refusal) {
      return try Interest.choose(codes)
    } catch {
      throw JSONError("There are no such interests, or too many.", refusal: error)
    }
  }
}
