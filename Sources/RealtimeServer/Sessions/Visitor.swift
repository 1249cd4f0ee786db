import Community

/// A signed-in member and the session that says so: the snapshot every authorisation on a socket reads.
struct Visitor: Hashable, Sendable {
  let session: SessionID
  let member: MemberSummary
}
