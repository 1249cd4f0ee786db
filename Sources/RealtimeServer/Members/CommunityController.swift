import Community
import Hummingbird
import NIOCore
import Persistence
import Wire

/// What a client must know before anyone signs in: names, rules, catalogues, limits.
struct CommunityController: Sendable {
  let isDemo: Bool
  let dependencies: Dependencies

  func addRoutes(to api: APIGroup) {
    // The same for everyone until the epoch changes, so it is written once.
    let body = ByteBuffer(
      bytes: CommunityResponse(
        name: dependencies.configuration.communityName, isDemo: isDemo,
        mailToFolder: dependencies.configuration.mail.smtp == nil, epoch: dependencies.database.epoch
      ).encoded())
    api.get("community") { _, _ in .json(body) as Response }
  }
}
