import Community
import Hummingbird
import Wire

/// What load balancers and watchdogs ask. Tells nothing but the word itself.
struct HealthController: Sendable {
  let dependencies: Dependencies

  func addRoutes(to router: Router<AppRequestContext>) {
    // The process answers at all.
    router.get("/health/live") { _, _ in Response.json(HealthResponse(status: .ok)) }
    router.get("/health/ready") { _, _ in
      dependencies.upkeep.isReady(at: dependencies.now())
        ? Response.json(HealthResponse(status: .ok))
        : Response.json(HealthResponse(status: .unavailable), status: .serviceUnavailable)
    }
  }
}
