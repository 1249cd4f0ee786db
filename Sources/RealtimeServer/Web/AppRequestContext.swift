import Community
import Hummingbird
import Logging
import NIOCore

/// What routes know of a request beside its head and body.
struct AppRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The other end of the connection; a proxy, where there is one.
  let peerAddress: String?
  /// Who is asking, as far as rate limits care: see `ClientKey`. Set by `ClientMiddleware`.
  var client: ClientKey
  /// From `Accept-Language`. Set by `ClientMiddleware`.
  var language = Language.ja
  /// Set by `SessionMiddleware` when the request carries a live session.
  var visitor: Visitor?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peerAddress = source.channel.remoteAddress?.ipAddress
    client = ClientKey(address: peerAddress)
  }

  /// - Throws: a rejection with `signInRequired`.
  func signedIn() throws(Rejection) -> Visitor {
    guard let visitor else { throw Rejection(.signInRequired) }
    return visitor
  }

  /// A path parameter that is an id or an offset.
  /// - Throws: a rejection with `notFound`: such a thing cannot exist.
  func id<ID: Identifier>(_ name: String = "id", as type: ID.Type = ID.self) throws(Rejection) -> ID {
    guard let value = parameters.get(name).flatMap(wholeNumber), value > 0 else { throw Rejection(.notFound) }
    return ID(value)
  }
}

/// JavaScript's largest safe integer: no id of ours is larger.
let largestID: Int64 = 9_007_199_254_740_991

/// A number from 0 to `largestID` written with digits alone, as everywhere in the contract; `nil` for anything else.
func wholeNumber(_ text: String) -> Int64? {
  guard text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let value = Int64(text) else { return nil }
  return value <= largestID ? value : nil
}
