import Community
import NIOCore
import Wire

/// What happens on a member's socket, for the scenario that drives it. Called on the member's event loop.
protocol LoadMemberObserver: AnyObject {
  func memberReady(_ member: LoadMember)
  func member(_ member: LoadMember, wasAcknowledged key: String, offset: Int64)
  func member(_ member: LoadMember, wasRefused refusal: Refusal, key: String?)
  /// `key` of a post or comment seen in a room for the first time by this member.
  func member(_ member: LoadMember, received key: Substring)
  func member(_ member: LoadMember, lostSocketWith code: UInt16?)
  /// A publication that hides a message, at this offset.
  func member(_ member: LoadMember, sawHide offset: Int64)
  /// Somebody else's message was published, with this identity.
  func member(_ member: LoadMember, sawMessage id: Int64)
  func member(_ member: LoadMember, received receipt: HideReceipt)
}

/// One member with one socket: joins its rooms, resumes by offset, checks what arrives.
/// - Isolation: touched only on its event loop.
final class LoadMember: ClientSocketOwner {
  let index: Int
  let rooms: [Int64]
  private(set) var checker = RoomChecker()
  private(set) var deliveries = 0
  /// Rooms answered with `reset`: right after a restored backup, a fault in any other scenario.
  private(set) var resets = 0
  /// Whether received keys are read at all: finding them costs the generator time.
  let readsKeys: Bool
  /// Hides messages, and reads every frame whole.
  let isModerator: Bool
  /// Whether hides are looked for and confirmed, as a browser does.
  let confirmsHides: Bool
  private let subscribes: Bool

  private weak var observer: (any LoadMemberObserver)?
  private var socket: ClientSocket?
  private var epoch = ""
  private var nextRef: UInt32 = 1
  private var keysByRef: [UInt32: String] = [:]
  private var unanswered = 0
  private(set) var isReady = false

  init(
    index: Int, rooms: [Int64], subscribes: Bool, readsKeys: Bool, isModerator: Bool = false,
    confirmsHides: Bool = false, observer: any LoadMemberObserver
  ) {
    self.isModerator = isModerator
    self.confirmsHides = confirmsHides
    self.index = index
    self.rooms = rooms
    self.readsKeys = readsKeys
    self.subscribes = subscribes
    self.observer = observer
  }

  // MARK: Doing

  func post(room: Int64, body: String, key: String) {
    keysByRef[nextRef] = key
    send(.post(room: RoomID(room), thread: nil, body: body, key: key))
  }

  func hide(_ message: Int64) { send(.hide(message: MessageID(message), reason: nil)) }

  func drop() { socket?.drop() }
  func close() { socket?.close() }

  private func send(_ frame: ClientFrame) {
    defer { nextRef &+= 1 }
    socket?.send(ClientEnvelope(ref: nextRef, frame: frame).encoded())
  }

  // MARK: Socket

  func socketOpened(_ socket: ClientSocket) { self.socket = socket }

  func socketClosed(_ socket: ClientSocket, code: UInt16?) {
    self.socket = nil
    isReady = false
    keysByRef.removeAll()
    observer?.member(self, lostSocketWith: code)
  }

  func socket(_ socket: ClientSocket, received text: UnsafeRawBufferPointer) {
    let quick = ServerText(bytes: text)
    if quick.isPublication, let position = quick.position {
      deliveries += 1
      if checker.note(room: position.room, offset: position.offset), readsKeys, let key = quick.key {
        observer?.member(self, received: key)
      }
      if confirmsHides, quick.isHidden {
        observer?.member(self, sawHide: position.offset)
        send(.hidden(room: RoomID(position.room), offset: Offset(position.offset)))
      }
      if isModerator, let envelope = try? ServerEnvelope(decoding: text), case .publication(let news) = envelope.frame,
        news.kind == .posted
      {
        observer?.member(self, sawMessage: news.message.id.rawValue)
      }
      return
    }
    guard let envelope = try? ServerEnvelope(decoding: text) else { return }
    receive(envelope.frame, ref: envelope.ref)
  }

  private func receive(_ frame: ServerFrame, ref: UInt32?) {
    let key = ref.flatMap { keysByRef.removeValue(forKey: $0) }
    switch frame {
    case .welcome(let welcome):
      epoch = welcome.epoch
      guard subscribes, !rooms.isEmpty else { return becomeReady() }
      unanswered = rooms.count
      for room in rooms {
        let point = checker.offset(of: room).map { ResumePoint(offset: Offset($0), epoch: epoch) }
        send(.subscribe(room: RoomID(room), after: point))
      }
    case .subscribed(let subscribed):
      let room = subscribed.room.rawValue
      switch subscribed.recovery {
      case .caughtUp: break
      case .reset: resets += 1
      case .recovered(let messages):
        if readsKeys { for entry in messages { observer?.member(self, received: entry.message.key[...]) } }
      }
      checker.start(room: room, at: subscribed.offset.rawValue)
      unanswered -= 1
      if unanswered == 0 { becomeReady() }
    case .posted(_, _, let offset, let key, _):
      observer?.member(self, wasAcknowledged: key, offset: offset.rawValue)
    case .receipt(let receipt):
      observer?.member(self, received: receipt)
    case .refused(let refused):
      observer?.member(self, wasRefused: refused.refusal, key: key)
    default:
      break
    }
  }

  private func becomeReady() {
    isReady = true
    observer?.memberReady(self)
  }
}
