import Community
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import RealtimeServer

/// A browser as the server meets it: keeps cookies, says where its requests come from. Each request has a connection of
/// its own.
final class Browser: Sendable {
  struct Answer: Sendable {
    let status: Int
    /// In the order they came.
    let headers: [(name: String, value: String)]
    let body: Data

    /// The only or first value of a header.
    func header(_ name: String) -> String? { values(name).first }
    func values(_ name: String) -> [String] {
      headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// The JSON object of the body; empty when it is none.
    var json: [String: any Sendable] {
      (try? JSONSerialization.jsonObject(with: body)) as? [String: any Sendable] ?? [:]
    }
    var errorCode: String? { (json["error"] as? [String: any Sendable])?["code"] as? String }
    var errorText: String? { (json["error"] as? [String: any Sendable])?["text"] as? String }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private struct State {
    var cookies: [String: String] = [:]
    var member: MemberSummary?
  }

  let server: TestServer
  let language: Language
  private let state = Mutex(State())

  init(server: TestServer, language: Language) {
    self.server = server
    self.language = language
  }

  /// Who is signed in here, when the test made it so.
  var member: MemberSummary? {
    get { state.withLock { $0.member } }
    set { state.withLock { $0.member = newValue } }
  }

  func keep(cookie name: String, _ value: String) { state.withLock { $0.cookies[name] = value } }
  func cookie(_ name: String) -> String? { state.withLock { $0.cookies[name] } }
  var cookieHeader: String {
    state.withLock { $0.cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
  }

  // MARK: Requests

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
    try await send("GET", path, headers: headers)
  }

  func post(_ path: String, _ json: [String: any Sendable] = [:]) async throws -> Answer {
    try await send("POST", path, json: json)
  }

  /// As a page of ours sends it.
  func send(
    _ method: String, _ path: String, json: [String: any Sendable]? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    var all = ["Accept-Language": language.rawValue, "Sec-Fetch-Site": "same-origin"]
    let body = try json.map { try JSONSerialization.data(withJSONObject: $0) }
    if body != nil { all["Content-Type"] = "application/json" }
    all.merge(headers) { _, last in last }
    return try await raw(method, path, headers: all, body: body)
  }

  /// With these headers and no others but `Host`, the cookies and the body's length.
  func raw(_ method: String, _ path: String, headers: [String: String], body: Data? = nil) async throws -> Answer {
    var fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
    fields.add(name: "Host", value: "localhost:\(server.port)")
    fields.add(name: "Connection", value: "close")
    if !cookieHeader.isEmpty { fields.replaceOrAdd(name: "Cookie", value: cookieHeader) }
    // As browsers do, also for a body that is not there.
    if body != nil || method != "GET" { fields.replaceOrAdd(name: "Content-Length", value: "\(body?.count ?? 0)") }
    let answer = try await exchange(
      HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: path, headers: fields), body)
    for line in answer.values("Set-Cookie") { keep(line: line) }
    return answer
  }

  private func keep(line: String) {
    let pair = line.prefix { $0 != ";" }
    guard let equals = pair.firstIndex(of: "=") else { return }
    let value = String(pair[pair.index(after: equals)...])
    state.withLock { $0.cookies[String(pair[..<equals])] = value.isEmpty || line.contains("Max-Age=0") ? nil : value }
  }

  private func exchange(_ head: HTTPRequestHead, _ body: Data?) async throws -> Answer {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: server.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
            wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      // In one go: a server that refuses by the head alone may close before a second packet.
      var parts = [HTTPClientRequestPart.head(head)]
      if let body { parts.append(.body(.byteBuffer(ByteBuffer(bytes: body)))) }
      try await outbound.write(contentsOf: parts + [.end(nil)])
      var (status, headers, received) = (0, [(name: String, value: String)](), Data())
      for try await part in inbound {
        switch part {
        case .head(let head):
          (status, headers) = (Int(head.status.code), head.headers.map { (name: $0.name, value: $0.value) })
        case .body(let bytes): received.append(contentsOf: bytes.readableBytesView)
        case .end: return Answer(status: status, headers: headers, body: received)
        }
      }
      return Answer(status: status, headers: headers, body: received)
    }
  }
}
