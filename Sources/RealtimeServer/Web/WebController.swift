import Community
import HTTPTypes
import Hummingbird
import NIOCore

/// The screens: the app's page for every address of its own, its files under `/assets/BUILD/`.
struct WebController: Sendable {
  let tree: WebTree

  /// How long browsers keep a fingerprinted file, in seconds: a year. Another build has other addresses.
  private static let immutable = "public, max-age=31536000, immutable"
  /// Kept, but asked about before each use.
  private static let revalidated = "no-cache"

  func addRoutes(to router: Router<AppRequestContext>) {
    router.get("/assets/:build/**") { request, context in
      guard context.parameters.get("build") == tree.build else { throw Rejection(.notFound) }
      let path = context.parameters.getCatchAll().joined(separator: "/")
      guard !WebTree.unfingerprinted.contains(path), let file = tree.files[path] else { throw Rejection(.notFound) }
      return answer(file, to: request, caching: Self.immutable)
    }
    router.get("/") { request, _ in try page(for: request) }
    router.get("/**") { request, context in
      let path = context.parameters.getCatchAll()
      guard let first = path.first, !Self.reserved.contains(first) else { throw Rejection(.notFound) }
      let joined = path.joined(separator: "/")
      if Self.atTop.contains(joined), let file = tree.files[joined] {
        return answer(file, to: request, caching: Self.revalidated)
      }
      // The app's own addresses have no dots; what has one was a file and is gone.
      guard !joined.contains(".") else { throw Rejection(.notFound) }
      return try page(for: request)
    }
  }

  /// Never answered with the app's page.
  private static let reserved: Set<Substring> = ["api", "assets", "health", "ws"]

  /// Files that browsers and crawlers look for at the top.
  private static let atTop: Set<String> = [
    "sw.js", "manifest.webmanifest", "favicon.ico", "robots.txt", "apple-touch-icon.png",
  ]

  private func page(for request: Request) throws -> Response {
    guard let index = tree.files["index.html"] else { throw Rejection(.notFound) }
    return answer(index, to: request, caching: Self.revalidated)
  }

  private func answer(_ file: WebTree.File, to request: Request, caching: String) -> Response {
    // Changes with any file of the tree: simple, and a new build is a new tree anyway.
    let tag = "\"\(tree.build)\""
    var headers: HTTPFields = [.cacheControl: caching, .eTag: tag]
    let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.filter { !$0.isWhitespace } } ?? []
    if known.contains(where: { $0 == "*" || $0 == tag || $0 == "W/" + tag }) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentType] = file.type
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.body))
  }
}
