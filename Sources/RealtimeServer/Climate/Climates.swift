import Community
import Foundation
import Logging
import Moderation
import Persistence
import Wire

/// The early warning (炎上の芽) of every room: what the watch heard goes in, levels and cards come out.
///
/// It acts on nothing. A warning is written down, told to those who moderate, and explained by its card.
/// - Source: shared/moderation-and-search.md, section 5
actor Climates {
  /// Accounts younger than this are new.
  private static let newFor = Duration.seconds(7 * 86_400)

  private static let quietMinutesBetweenSaves: Int64 = 60

  private let watch: ClimateWatch
  private let store: ClimateStore
  private let rooms: RoomDirectory
  private let hub: Hub
  private let now: @Sendable () -> Timestamp
  private let logger: Logger
  private let tone: Screener
  private let words: (any WordBorders)?

  private var climates: [RoomID: RoomClimate] = [:]
  private var rising: [RoomID: RisingWords] = [:]
  private var levelSince: [RoomID: Timestamp] = [:]
  private var authors: Set<ClimateStore.Authorship> = []
  private var newAuthors: Set<ClimateStore.Authorship> = []
  private var joined: [MemberID: Timestamp] = [:]
  private var changed: Set<RoomID> = []

  /// - Parameter words: divides texts for the words that rise; without it the card names none.
  init(
    watch: ClimateWatch, store: ClimateStore, rooms: RoomDirectory, hub: Hub, words: (any WordBorders)?,
    now: @escaping @Sendable () -> Timestamp, logger: Logger
  ) {
    self.watch = watch
    self.store = store
    self.rooms = rooms
    self.hub = hub
    self.words = words
    self.now = now
    self.logger = logger
    tone = Screener(
      words: NegativeWords.all.map {
        WatchedWord(
          phrase: $0, action: .observe, category: .insult, reason: LocalizedText(ja: "", en: ""), strictness: .standard)
      })
  }

  /// Takes up what was known before the last stop.
  /// - Throws: an unexpected error. A state that does not read is begun anew.
  func load() async throws {
    let kept = try await store.load()
    authors = kept.authors
    for (room, state) in kept.states {
      guard let climate = try? JSONDecoder().decode(RoomClimate.self, from: Data(state.utf8)) else {
        logger.warning("climate.state.unreadable", metadata: ["room": "\(room)"])
        continue
      }
      climates[room] = climate
    }
  }

  // MARK: - Listening

  /// Works off what was heard.
  func listen() async throws {
    let heard = watch.takeHeard()
    guard !heard.isEmpty else { return }
    try await learnWhenJoined(heard)
    let reported = try await reports(in: heard)
    for event in heard {
      switch event {
      case .posted(let message): note(message)
      case .reacted(let room, let message): note(.reaction(to: .message(message)), in: room)
      case .stopped(let room, let author, let message): note(.stopped(author: author, message), in: room)
      case .reported: break
      }
    }
    for (room, event) in reported { note(event, in: room) }
  }

  private func note(_ event: RoomEvent, in room: RoomID) {
    // Those who run the community may quarrel among themselves unobserved.
    guard rooms.entry(room)?.room.audience != .staff else { return }
    climates[room, default: fresh()].note(event)
    changed.insert(room)
  }

  /// A climate begins with the minute it is first needed.
  private func fresh() -> RoomClimate {
    var climate = RoomClimate()
    _ = climate.tick(at: Self.minute(now()))
    return climate
  }

  private func note(_ message: Message) {
    guard let body = message.body else { return }
    let author = ClimateStore.Authorship(room: message.roomID, member: message.author.id)
    let isFirst = authors.insert(author).inserted
    if isFirst { newAuthors.insert(author) }
    let isYoung = joined[message.author.id].map { message.createdAt < $0.advanced(by: Self.newFor) } ?? true
    let target = message.threadID.map { FlameTarget.message($0) } ?? message.mentions.first.map { .member($0.memberID) }
    note(
      .message(
        message.id, isNew: isFirst || isYoung, isNegative: !tone.screen(body).hits.isEmpty, target: target),
      in: message.roomID)
    noteWords(of: body, in: message.roomID)
  }

  /// Words in kanji or katakana; the others are grammar.
  private func noteWords(of body: String, in room: RoomID) {
    guard let words else { return }
    var body = body
    body.withUTF8 { utf8 in
      for word in words.words(in: utf8) ?? [] where !word.isFunctionWord && word.range.count >= 6 {
        let text = String(decoding: UnsafeBufferPointer(rebasing: utf8[word.range]), as: UTF8.self)
        let isNamed = text.unicodeScalars.allSatisfy {
          (0x30A1...0x30FC).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
        }
        if isNamed { rising[room, default: RisingWords()].note(text) }
      }
    }
  }

  private func learnWhenJoined(_ heard: [ClimateWatch.Heard]) async throws {
    var unknown: Set<MemberID> = []
    for case .posted(let message) in heard where joined[message.author.id] == nil { unknown.insert(message.author.id) }
    joined.merge(try await store.joined(unknown)) { $1 }
  }

  private func reports(in heard: [ClimateWatch.Heard]) async throws -> [(RoomID, RoomEvent)] {
    var events: [(RoomID, RoomEvent)] = []
    for case .reported(let id, let member) in heard {
      guard let message = try await store.visible([id]).first else { continue }
      let record = try await store.record(ofReporter: member)
      events.append(
        (
          message.roomID,
          .report(
            by: member, of: id, record: ReporterRecord(upheld: record.upheld, dismissed: record.dismissed))
        ))
    }
    return events
  }

  // MARK: - Every minute

  /// Minutes since 1970 in Japan.
  static func minute(_ time: Timestamp) -> Int64 { (time.milliseconds + 9 * 3_600_000) / 60_000 }

  /// Closes the minute before this one: levels change, moderators are told, and what is known is written down.
  func tick() async throws {
    let (time, minute) = (now(), Self.minute(now()))
    var warnings: [ClimateStore.Warning] = []
    for room in climates.keys {
      rising[room]?.tick()
      guard let warning = climates[room]?.tick(at: minute) else { continue }
      changed.insert(room)
      levelSince[room] = time
      warnings.append(try kept(warning, of: room, at: time))
      logger.notice(
        "climate.changed", metadata: ["room": "\(room)", "level": "\(ClimateLevel(warning.level).rawValue)"])
      let entry = entry(of: room, warning.card)
      hub.tell({ _ in .climate(entry) }, to: .reviewers)
    }
    // Quiet minutes teach something, too, but not enough to write it down each time.
    if minute % Self.quietMinutesBetweenSaves == 0 { changed.formUnion(climates.keys) }
    let states = try changed.reduce(into: [RoomID: String]()) { states, room in
      guard let climate = climates[room] else { return }
      states[room] = String(decoding: try JSONEncoder().encode(climate), as: UTF8.self)
    }
    let fresh = newAuthors
    try await store.save(states: states, warnings: warnings, authors: fresh, at: time)
    changed.subtract(states.keys)
    newAuthors.subtract(fresh)
  }

  private func kept(_ warning: FlameWarning, of room: RoomID, at time: Timestamp) throws -> ClimateStore.Warning {
    ClimateStore.Warning(
      room: room, previous: ClimateLevel(warning.previous).rawValue, level: ClimateLevel(warning.level).rawValue,
      at: time, card: String(decoding: try JSONEncoder().encode(warning.card), as: UTF8.self))
  }

  // MARK: - Answering

  /// A room's card as things stand.
  func card(of room: RoomID) -> (entry: ClimateEntry, card: FlameCard) {
    let climate = climates[room] ?? RoomClimate()
    let card = climate.card(at: Self.minute(now()), words: rising[room]?.top() ?? [])
    return (entry(of: room, card), card)
  }

  /// The rooms above calm, the worst first.
  func raised() -> [ClimateEntry] {
    climates.filter { $0.value.level > .calm }.sorted {
      ($1.value.level, $0.key.rawValue) < ($0.value.level, $1.key.rawValue)
    }
    .map { entry(of: $0.key, $0.value.card(at: Self.minute(now()))) }
  }

  private func entry(of room: RoomID, _ card: FlameCard) -> ClimateEntry {
    ClimateEntry(
      room: room, level: ClimateLevel(card.level), at: levelSince[room] ?? now(),
      since: card.since.map { Timestamp(milliseconds: $0 * 60_000 - 9 * 3_600_000) })
  }
}

extension ClimateLevel {
  init(_ level: FlameLevel) {
    self =
      switch level {
      case .calm: .calm
      case .attention: .attention
      case .alert: .alert
      }
  }
}
