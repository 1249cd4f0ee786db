import Community

extension JSONWriter {
  /// A message as every answer and frame shows it; `mine` only where the answer is for one member.
  mutating func value(_ message: Message, mine: [StickerID] = []) {
    object { writer in
      writer.field("id", message.id.rawValue)
      writer.field("room", message.roomID.rawValue)
      writer.field("offset", message.offset.rawValue)
      writer.field("revision", message.revision.rawValue)
      writer.field("thread", message.threadID?.rawValue)
      writer.name("author")
      writer.value(message.author)
      writer.field("state", message.state.rawValue)
      writer.field("body", message.body)
      writer.field("createdAtMs", message.createdAt.milliseconds)
      writer.field("editedAtMs", message.editedAt?.milliseconds)
      writer.comments(count: message.commentCount, lastAt: message.lastCommentAt)
      if !message.tallies.isEmpty { writer.tallies(message.tallies) }
      writer.mentions(message.mentions)
      if !mine.isEmpty { writer.stickers("mine", mine) }
      // Last, so that a reader in a hurry finds it behind everything a member wrote.
      writer.field("key", message.key)
    }
  }

  mutating func value(_ personal: PersonalMessage) { value(personal.message, mine: personal.mine) }

  mutating func value(_ member: MemberSummary) {
    object { writer in
      writer.field("id", member.id.rawValue)
      writer.field("name", member.name)
      writer.field("role", member.role.rawValue)
      if !member.badges.isEmpty {
        writer.name("badges")
        writer.array(member.badges) { $0.value($1) }
      }
    }
  }

  mutating func comments(count: Int, lastAt: Timestamp?) {
    guard count > 0 else { return }
    name("comments")
    object { writer in
      writer.field("count", count)
      writer.field("lastAtMs", lastAt?.milliseconds)
    }
  }

  mutating func tallies(_ tallies: [Tally]) {
    name("tallies")
    array(tallies) { writer, tally in
      writer.object { writer in
        writer.field("sticker", tally.sticker.rawValue)
        writer.field("count", tally.count)
      }
    }
  }

  mutating func mentions(_ mentions: [Mention]) {
    guard !mentions.isEmpty else { return }
    name("mentions")
    array(mentions) { writer, mention in
      writer.object { writer in
        writer.field("member", mention.memberID.rawValue)
        writer.field("name", mention.name)
      }
    }
  }

  mutating func stickers(_ label: StaticString, _ stickers: [StickerID]) {
    name(label)
    array(stickers) { $0.value($1.rawValue) }
  }
}
