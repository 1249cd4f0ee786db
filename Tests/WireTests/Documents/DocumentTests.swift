import Community
import Foundation
import Testing

@testable import Wire

/// The documents say what the code does, and nothing else.
@Suite struct `The contract's documents` {
  let contract: Contract

  init() throws { contract = try Contract.shared.get() }

  // MARK: Names

  @Test func `every client frame is described, and no other`() {
    let types = ClientFrame.FrameType.allCases.map(\.rawValue)
    check(frames: contract.frames(of: "client"), side: "client", types: types)
    let operations = contract.asyncapi["operations"]?.map ?? [:]
    #expect(Set(operations.keys) == Set(types).union(["tell"]))
  }

  @Test func `every server frame is described, and no other`() {
    let types = ServerFrame.FrameType.allCases.map(\.rawValue)
    check(frames: contract.frames(of: "server"), side: "server", types: types)
  }

  private func check(frames: [String: YAMLTree], side: String, types: [String]) {
    #expect(Set(frames.keys) == Set(types.map { Contract.name(side, $0) }))
    for type in types {
      let frame = frames[Contract.name(side, type)]
      #expect(frame?["name"]?.text == type)
      #expect(frame?.value(at: "payload/properties/type/const")?.text == type)
      #expect(contract.asyncapi.value(at: "channels/socket/messages/\(Contract.name(side, type))") != nil)
    }
  }

  @Test func `every HTTP route is described, and no other`() {
    var described: [String: String] = [:]
    for (path, methods) in contract.openapi["paths"]?.map ?? [:] {
      for (method, operation) in methods.map ?? [:] {
        described["\(method.uppercased()) \(path)"] = operation["operationId"]?.text
      }
    }
    #expect(described == Dictionary(uniqueKeysWithValues: HTTPRoute.allCases.map { ($0.rawValue, "\($0)") }))
    for route in HTTPRoute.all { #expect("\(route.method) \(route.path)" == route.rawValue) }
  }

  @Test func `every refusal is described with its status, and no other`() {
    #expect(contract.names(of: "RefusalCode") == Refusal.allCases.map(\.rawValue))
    let rows = contract.rows(/[a-z][A-Za-z]+/, cells: 4)
    #expect(rows.map { $0[0] } == Refusal.allCases.map(\.rawValue))
    for (row, refusal) in zip(rows, Refusal.allCases) {
      #expect(row[1] == "\(refusal.httpStatus)", "\(refusal)")
      #expect(row[2] == (refusal.isTemporary ? "yes" : "no"), "\(refusal)")
    }
  }

  @Test func `every close code is described with what to do, and no other`() throws {
    // Those of RFC 6455 itself, which the transport uses.
    let standard: Set<UInt16> = [1000, 1002, 1003, 1007, 1009]
    let codes = Dictionary(uniqueKeysWithValues: CloseCode.allCases.map { ($0.rawValue, $0) })
    let listed = try #require(contract.asyncapi.value(at: "channels/socket/x-close-codes")?.list)
    let rows = contract.rows(/[0-9]{4}/, cells: 4)
    #expect(Set(listed.compactMap { $0["code"]?.text.flatMap(UInt16.init) }) == standard.union(codes.keys))
    #expect(Set(rows.compactMap { UInt16($0[0]) }) == standard.union(codes.keys))
    for entry in listed {
      guard let code = codes[UInt16(entry["code"]?.text ?? "") ?? 0] else { continue }
      #expect(entry["reconnect"]?.text == "\(code.invitesReconnect)")
      #expect(entry["meaning"]?.text?.hasPrefix("\(code): ") == true)
    }
    for row in rows {
      guard let code = codes[UInt16(row[0]) ?? 0] else { continue }
      #expect(row[1] == "\(code)")
      #expect(row[2].hasPrefix(code.invitesReconnect ? "yes" : "no"))
    }
  }

  @Test func `enumerations have the names of the code`() {
    func names<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> [String] {
      type.allCases.map(\.rawValue)
    }
    #expect(contract.names(of: "Role") == names(Role.self))
    #expect(contract.names(of: "Permission") == names(Permission.self))
    #expect(contract.names(of: "AgeBand") == names(AgeBand.self))
    #expect(contract.names(of: "StickerGroup") == names(StickerGroup.self))
    #expect(contract.names(of: "ReportReason") == names(ReportReason.self))
    #expect(contract.names(of: "HitMark") == names(HitMark.self))
    #expect(contract.names(of: "ReviewKind") == names(ReviewKind.self))
    #expect(contract.names(of: "ReviewState") == names(ReviewState.self))
    #expect(contract.names(of: "ReviewedState") == names(ReviewedState.self))
    #expect(contract.names(of: "DecisionKind") == names(DecisionKind.self))
    #expect(contract.names(of: "NoticeKind") == names(NoticeKind.self))
    #expect(contract.names(of: "PublicationKind") == names(Publication.Kind.self))
    func names(at path: String) -> [String] {
      contract.openapi.value(at: "components/schemas/\(path)/enum")?.texts ?? []
    }
    #expect(names(at: "Message/properties/state") == names(Message.State.self))
    #expect(names(at: "RoomEntry/properties/audience") == names(Room.Audience.self))
    #expect(names(at: "RoomEntry/properties/posting") == names(Room.Posting.self))
    #expect(names(at: "SignInVerifyResponse/properties/next") == names(SignInVerifyResponse.Next.self))
    #expect(names(at: "HealthResponse/properties/status") == names(HealthResponse.Status.self))
    #expect(
      names(at: "CommunityResponse/properties/municipalities/items/properties/area") == names(Municipality.Area.self))
    let recovery = contract.payload("server", "subscribed")?.value(at: "properties/payload/properties/recovery/enum")
    #expect(recovery?.texts == names(Subscribed.Recovery.Name.self))
  }

  @Test func `limits are those of the code`() throws {
    func number(_ path: String) -> Int? {
      (contract.asyncapi.value(at: path) ?? contract.openapi.value(at: path))?.text.flatMap { Int($0) }
    }
    #expect(number("components/schemas/Body/maxLength") == ClientFrame.Limits.body)
    #expect(number("components/schemas/Epoch/maxLength") == ClientFrame.Limits.epoch)
    #expect(number("components/schemas/ID/maximum") == Int(JSONReader.largestInteger))
    #expect(number("components/schemas/Ref/maximum") == Int(UInt32.max))
    #expect(number("components/schemas/MemberAttributes/properties/interests/maxItems") == Interest.maximumChoices)
    #expect(number("components/schemas/RoomEntry/properties/unread/maximum") == RoomEntry.maximumUnread)
    let reason = contract.payload("client", "hide")?.value(at: "properties/payload/properties/reason/maxLength")
    #expect(reason?.text == "\(ClientFrame.Limits.reason)")
    let limits = contract.protocolLines.filter { $0.hasPrefix("| ") }.joined(separator: "\n").replacing(",", with: "")
    #expect(limits.contains("| \(ClientEnvelope.maximumBytes) bytes |"))
    #expect(limits.contains("| \(JSONReader.maximumDepth) levels |"))
    #expect(limits.contains("\(MessageBody.maximumLength) characters"))
    #expect(limits.contains("\(MessageBody.maximumBytes) bytes"))
    #expect(limits.contains("| \(IdempotencyKey.lengths.lowerBound) to \(IdempotencyKey.lengths.upperBound) of"))
  }

  // MARK: Schemas

  @Test(arguments: [Contract.http, Contract.live])
  func `every reference leads somewhere`(file: String) throws {
    let document = file == Contract.http ? contract.openapi : contract.asyncapi
    let references = document.all(named: "$ref").compactMap(\.text)
    #expect(references.count > 50)
    for reference in references { #expect(contract.check.resolve(reference, in: file) != nil, "\(reference)") }
  }

  @Test(arguments: GoldenFile.all("client-") + GoldenFile.all("server-"))
  func `a golden frame is as its schema says`(file: GoldenFile) throws {
    let parts = file.name.split(separator: "-")
    let schema = try #require(contract.payload(String(parts[0]), String(parts[1])))
    let frame = try JSONTree(try file.bytes())
    #expect(contract.check.problems(of: frame, against: schema, in: Contract.live) == [])
  }

  @Test(arguments: GoldenFile.all("http-"))
  func `a golden body is as its schema says`(file: GoldenFile) throws {
    try checkBody(file.kind, try file.bytes())
  }

  @Test func `the community's answer is as its schema says`() throws {
    let body = CommunityResponse(name: "いばらき広場", isDemo: false, mailToFolder: true, epoch: "2v9xk3mq8r1tz5c0wdp47yhn6")
    try checkBody("CommunityResponse", body.encoded())
  }

  private func checkBody(_ kind: String, _ bytes: [UInt8]) throws {
    let schema = try #require(contract.openapi.value(at: "components/schemas/\(kind)"))
    #expect(contract.check.problems(of: try JSONTree(bytes), against: schema, in: Contract.http) == [])
  }

  @Test func `the check itself finds what is wrong`() throws {
    let schema = try #require(contract.payload("client", "post"))
    func problems(_ text: String) throws -> Int {
      contract.check.problems(of: try JSONTree(text), against: schema, in: Contract.live).count
    }
    #expect(try problems(#"{"v":1,"type":"post","payload":{"room":4,"body":"x","key":"k3J9x-PqL0"}}"#) == 0)
    #expect(try problems(#"{"v":2,"type":"post","payload":{"room":4,"body":"x","key":"k3J9x-PqL0"}}"#) == 1)
    #expect(try problems(#"{"v":1,"type":"edit","payload":{"room":0,"body":5,"key":"short","more":1}}"#) == 5)
    #expect(try problems(#"{"v":1,"type":"post"}"#) == 1)
  }
}
