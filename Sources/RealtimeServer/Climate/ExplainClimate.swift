import Community
import Moderation
import Persistence
import Wire

/// The card of a room's climate, in its reader's language.
struct ExplainClimate: Sendable {
  /// Characters of an example that are shown.
  static let excerpt = 80

  let dependencies: Dependencies

  func callAsFunction(_ room: Room, in language: Language) async throws -> ClimateResponse {
    let (entry, card) = await dependencies.climates.card(of: room.id)
    let lines = try await dependencies.database.climates.visible(card.examples).map(line)
    return ClimateResponse(
      entry: entry,
      bars: card.bars.sorted { $0.height > $1.height }.compactMap { bar(of: $0, in: language) },
      target: try await target(of: card), lines: lines, words: card.words,
      steps: card.steps.filter(FollowPlaybook.offers).map {
        ClimateStep(step: $0.rawValue, label: $0.label[language])
      })
  }

  private func bar(of bar: FlameCard.Bar, in language: Language) -> ClimateBar? {
    ClimateBar.Signal(rawValue: bar.signal.rawValue).map {
      ClimateBar(
        signal: $0, height: bar.height.isFinite ? max(0, Int((bar.height * 10).rounded())) : 0,
        text: bar.explanation[language])
    }
  }

  private func target(of card: FlameCard) async throws -> ClimateTarget? {
    let percent = card.targetShare.isFinite ? Int((card.targetShare * 100).rounded()) : 0
    switch card.target {
    case .message(let id)?:
      guard let message = try await dependencies.database.climates.visible([id]).first else { return nil }
      return ClimateTarget(line: line(message), percent: percent)
    case .member(let id)?:
      guard let member = try await dependencies.database.members.find(id) else { return nil }
      return ClimateTarget(member: member, percent: percent)
    case nil: return nil
    }
  }

  private func line(_ message: Message) -> ClimateLine {
    ClimateLine(
      message: message.id, thread: message.threadID, offset: message.offset, author: message.author,
      excerpt: String((message.body ?? "").prefix(Self.excerpt)))
  }
}
