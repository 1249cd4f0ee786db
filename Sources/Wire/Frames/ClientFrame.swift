public import Community

/// What a client may say over the WebSocket. One case per frame type; the type's wire name is the case's name.
///
/// Envelope: `{"v":1,"type":"post","ref":7,"payload":{…}}`. `ref` is chosen by the client, pairs the reply and means
/// nothing beyond its socket. Unknown fields are ignored; an unknown type is refused with `unknownType`.
public enum ClientFrame: Hashable, Sendable {
  /// Asks for everything published in a room from now on, and for what was missed since `after`.
  case subscribe(room: RoomID, after: ResumePoint?)
  case unsubscribe(room: RoomID)
  /// Posts (`thread` nil) or comments. `key` makes a retry harmless. `reconsidered` sends what was answered with
  /// `reconsider` as it is.
  case post(room: RoomID, thread: MessageID?, body: String, key: String, reconsidered: Bool = false)
  case edit(message: MessageID, body: String)
  case delete(message: MessageID)
  /// Puts on or takes off one sticker.
  case react(message: MessageID, sticker: StickerID, on: Bool)
  /// Moves the member's read position forward; an older offset changes nothing.
  case read(room: RoomID, offset: Offset)
  /// Ephemeral: the member is writing in a room.
  case typing(room: RoomID)
  /// Moderators: takes a message from view.
  case hide(message: MessageID, reason: String?)
  /// Moderators: brings a hidden message back.
  case restore(message: MessageID)
  /// A publication that hid a message was applied: it left this screen.
  case hidden(room: RoomID, offset: Offset)
  /// Asks for a `pong`: the client's own half-open detection.
  case ping
}

/// Where a client stopped: the last offset it applied, in the log of that epoch.
public struct ResumePoint: Hashable, Sendable {
  public let offset: Offset
  public let epoch: String

  public init(offset: Offset, epoch: String) {
    self.offset = offset
    self.epoch = epoch
  }
}

/// A client's frame with the number its reply will carry.
public struct ClientEnvelope: Hashable, Sendable {
  public static let version = 1
  /// Longest frame a client may send, in bytes. Longer ones close the socket with 1009.
  public static let maximumBytes = 65_536

  public let ref: UInt32?
  public let frame: ClientFrame

  public init(ref: UInt32?, frame: ClientFrame) {
    self.ref = ref
    self.frame = frame
  }
}

/// Why a client's text could not be read as a frame; `ref` when that much was legible, so that the refusal finds its
/// request.
public struct ClientFrameError: Error, Hashable, Sendable {
  public let ref: UInt32?
  public let refusal: Refusal
  /// A short English sentence for the developer of the client; contains nothing the member wrote.
  public let detail: String

  public init(ref: UInt32?, refusal: Refusal, detail: String) {
    self.ref = ref
    self.refusal = refusal
    self.detail = detail
  }
}
