/// The sessions of one topic on one loop: a flat array to walk, and each session's place in it to leave in O(1).
struct SubscriberTable {
  private var sessions: [Session] = []
  private var places: [ObjectIdentifier: Int] = [:]

  var isEmpty: Bool { sessions.isEmpty }
  var count: Int { sessions.count }

  mutating func insert(_ session: Session) {
    guard places[ObjectIdentifier(session)] == nil else { return }
    places[ObjectIdentifier(session)] = sessions.count
    sessions.append(session)
  }

  mutating func remove(_ session: Session) {
    guard let place = places.removeValue(forKey: ObjectIdentifier(session)) else { return }
    let last = sessions.removeLast()
    guard place < sessions.count else { return }
    sessions[place] = last
    places[ObjectIdentifier(last)] = place
  }

  func forEach(_ body: (Session) -> Void) {
    for session in sessions { body(session) }
  }
}
