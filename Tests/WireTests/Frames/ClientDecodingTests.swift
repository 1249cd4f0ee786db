import Community
import Testing

@testable import Wire

@Suite struct `Reading a client's frame` {
  private func decode(_ text: String) -> Result<ClientEnvelope, ClientFrameError> {
    Result { () throws(ClientFrameError) in try ClientEnvelope(decoding: text.utf8) }
  }

  private func refusal(_ text: String) -> Refusal? {
    guard case .failure(let error) = decode(text) else { return nil }
    return error.refusal
  }

  private func ref(_ text: String) -> UInt32? {
    guard case .failure(let error) = decode(text) else { return nil }
    return error.ref
  }

  @Test func `fields may come in any order, and unknown ones are ignored`() throws {
    let text = """
      {"payload":{"future":[{"a":1.5e3}],"key":"k3J9x-PqL0","body":"水戸","room":4,"member":"x"},"ref":7,
       "hint":null,"type":"post","v":1}
      """
    #expect(
      try decode(text).get()
        == ClientEnvelope(ref: 7, frame: .post(room: RoomID(4), thread: nil, body: "水戸", key: "k3J9x-PqL0")))
  }

  @Test func `optional fields may be null or left out`() throws {
    let expected = ClientEnvelope(ref: nil, frame: .subscribe(room: RoomID(4), after: nil))
    #expect(try decode(#"{"v":1,"type":"subscribe","payload":{"room":4}}"#).get() == expected)
    #expect(try decode(#"{"v":1,"type":"subscribe","ref":null,"payload":{"room":4,"after":null}}"#).get() == expected)
    #expect(try decode(#"{"v":1,"type":"ping"}"#).get() == ClientEnvelope(ref: nil, frame: .ping))
    #expect(try decode(#"{"v":1,"type":"ping","ref":4294967295,"payload":{"x":1}}"#).get().ref == .max)
  }

  @Test(arguments: [
    "", "[]", "ping", #"{"v":1}"#, #"{"type":"ping"}"#, #"{"v":2,"type":"ping"}"#, #"{"v":"1","type":"ping"}"#,
    #"{"v":1,"type":7}"#, #"{"v":1,"type":"ping","ref":-1}"#, #"{"v":1,"type":"ping","ref":4294967296}"#,
    #"{"v":1,"type":"ping","ref":"7"}"#, #"{"v":1,"type":"ping"} {}"#, #"{"v":1,"type":"ping","x":"\ud800"}"#,
    #"{"v":1,"type":"post","payload":[]}"#, #"{"v":1,"type":"post"}"#, #"{"v":1,"type":"typing","payload":{}}"#,
    #"{"v":1,"type":"typing","payload":{"room":0}}"#, #"{"v":1,"type":"typing","payload":{"room":-4}}"#,
    #"{"v":1,"type":"typing","payload":{"room":4.0}}"#, #"{"v":1,"type":"typing","payload":{"room":"4"}}"#,
    #"{"v":1,"type":"typing","payload":{"room":9007199254740992}}"#, #"{"v":1,"type":"read","payload":{"room":4}}"#,
    #"{"v":1,"type":"subscribe","payload":{"room":4,"after":{"offset":1}}}"#,
    #"{"v":1,"type":"subscribe","payload":{"room":4,"after":57}}"#,
    #"{"v":1,"type":"react","payload":{"message":1,"sticker":"ume","on":1}}"#,
  ])
  func `what is no frame is a bad request`(text: String) {
    #expect(refusal(text) == .badRequest)
  }

  @Test(arguments: [#"{"v":1,"type":"shout","ref":9}"#, #"{"ref":9,"v":1,"type":"Post","payload":{}}"#])
  func `an unknown type is refused as such, and its request is told`(text: String) {
    #expect(refusal(text) == .unknownType)
    #expect(ref(text) == 9)
  }

  @Test func `an over-long type is an unknown one`() {
    #expect(refusal(#"{"v":1,"type":"\#(String(repeating: "x", count: 10_000))"}"#) == .unknownType)
  }

  @Test(arguments: [
    #"{"v":1,"type":"typing","payload":{"room":"x"},"ref":9}"#, #"{"ref":9,"v":1,"type":"post","payload":{"#,
    #"{"ref":9,"v":5,"type":"ping"}"#, #"{"ref":9,"payload":{},"v":1,"type":"edit"}"#,
  ])
  func `a refusal finds its request when the ref was legible`(text: String) {
    #expect(ref(text) == 9)
  }

  @Test func `the developer's hint holds nothing a member wrote`() {
    guard case .failure(let error) = decode(#"{"v":1,"type":"post","payload":{"room":4,"body":"ひみつ","key":5}}"#) else {
      Issue.record("A frame without a key was read.")
      return
    }
    #expect(!error.detail.contains("ひみつ"))
    #expect(error.detail.contains("byte"))
  }

  @Test func `over-long texts get the refusal that says so`() {
    func post(body: Int, key: Int) -> String {
      let (body, key) = (String(repeating: "x", count: body), String(repeating: "k", count: key))
      return #"{"v":1,"type":"post","payload":{"room":4,"body":"\#(body)","key":"\#(key)"}}"#
    }
    #expect(refusal(post(body: ClientFrame.Limits.body, key: 64)) == nil)
    #expect(refusal(post(body: ClientFrame.Limits.body + 1, key: 64)) == .bodyTooLong)
    #expect(refusal(post(body: 1, key: 65)) == .keyInvalid)
    #expect(refusal(post(body: ClientEnvelope.maximumBytes, key: 8)) == .tooLarge)
    let long = String(repeating: "s", count: 65)
    #expect(
      refusal(#"{"v":1,"type":"react","payload":{"message":1,"sticker":"\#(long)","on":true}}"#) == .unknownSticker)
    #expect(
      refusal(#"{"v":1,"type":"subscribe","payload":{"room":1,"after":{"offset":1,"epoch":"\#(long)"}}}"#)
        == .badRequest)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a damaged frame is read or refused, never worse`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let files = try GoldenFile.all("client-").map { try $0.bytes() }
    for _ in 0..<2_000 {
      let damaged = RandomJSON.damage(files.randomElement(using: &random) ?? [], using: &random)
      do {
        let envelope = try ClientEnvelope(decoding: damaged)
        #expect(try ClientEnvelope(decoding: envelope.encoded()) == envelope)
      } catch {
        #expect([.badRequest, .unknownType, .keyInvalid, .bodyTooLong, .unknownSticker].contains(error.refusal))
      }
    }
  }
}
