import Community

@testable import Persistence

/// What a client keeps of a room, by the rules every client follows: a copy of a message gives way to one whose revision
/// is not lower, and publications come without gaps.
struct ClientRoom {
  struct Gap: Error {
    let expected: Offset
    let found: Offset
  }

  private(set) var offset: Offset = .zero
  private(set) var messages: [MessageID: Message] = [:]

  /// The first few messages that the two clients see differently.
  func differences(from other: ClientRoom) -> [String] {
    Set(messages.keys).union(other.messages.keys).sorted().filter { messages[$0] != other.messages[$0] }.prefix(3)
      .map { "\(String(describing: messages[$0])) is not \(String(describing: other.messages[$0]))" }
  }

  mutating func load(_ page: MessagePage) {
    if offset == .zero { offset = page.offset }
    for message in page.messages + [page.post].compactMap(\.self) { upsert(message.message) }
  }

  mutating func apply(_ recovered: Recovered) {
    for message in recovered.messages { upsert(message.message) }
    offset = recovered.offset
  }

  mutating func apply(_ publication: Publication) throws {
    guard publication.offset > offset else { return }
    guard publication.offset == offset.next else { throw Gap(expected: offset.next, found: publication.offset) }
    offset = publication.offset
    if publication.kind == .reacted {
      retally(publication.message)
    } else {
      upsert(publication.message)
    }
    if let thread = publication.thread { summarise(thread) }
  }

  private mutating func upsert(_ message: Message) {
    if let mine = messages[message.id], mine.revision > message.revision { return }
    messages[message.id] = message
  }

  private mutating func retally(_ partial: Message) {
    guard let mine = messages[partial.id], mine.revision <= partial.revision else { return }
    messages[partial.id] = mine.with(revision: partial.revision, tallies: partial.tallies)
  }

  private mutating func summarise(_ thread: ThreadSummary) {
    guard let post = messages[thread.postID], post.revision <= thread.revision else { return }
    messages[thread.postID] = post.with(
      revision: thread.revision, commentCount: thread.commentCount, lastCommentAt: .some(thread.lastCommentAt))
  }
}

extension Message {
  fileprivate func with(
    revision: Offset, tallies: [Tally]? = nil, commentCount: Int? = nil, lastCommentAt: Timestamp?? = nil
  ) -> Message {
    Message(
      id: id, roomID: roomID, offset: offset, revision: revision, threadID: threadID, author: author, state: state,
      body: body, createdAt: createdAt, editedAt: editedAt, commentCount: commentCount ?? self.commentCount,
      lastCommentAt: lastCommentAt ?? self.lastCommentAt, tallies: tallies ?? self.tallies, mentions: mentions,
      key: key)
  }
}
