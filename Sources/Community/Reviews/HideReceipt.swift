/// How a hide reached the screens: sockets that showed the message, before and now.
public struct HideReceipt: Hashable, Sendable {
  public let message: MessageID
  /// Sockets that had the room open when it was hidden.
  public let before: Int
  /// Those of them that have not said yet that it left the screen.
  public let now: Int
  /// Time since the hide, or until the last screen lost it.
  public let ms: Int
  /// Members who may have read it, but its author and the staff.
  public let mayHaveSeen: Int
  /// Push texts that had been sent.
  public let pushesSent: Int
  /// No screen shows it any more.
  public let isDone: Bool

  public init(message: MessageID, before: Int, now: Int, ms: Int, mayHaveSeen: Int, pushesSent: Int, isDone: Bool) {
    self.message = message
    self.before = before
    self.now = now
    self.ms = ms
    self.mayHaveSeen = mayHaveSeen
    self.pushesSent = pushesSent
    self.isDone = isDone
  }
}
