// swift-tools-version: 6.2
// Hiroba: targets and arrows are described in docs/architecture.md. Arrows point down; siblings never import each other.

import PackageDescription

/// Every target of ours: Swift 6 mode, explicit existentials, visible imports, warnings are errors.
let ours: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }

let package = Package(
  name: "hiroba",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "hiroba", targets: ["hiroba"]),
    .executable(name: "loadtest", targets: ["loadtest"]),
  ],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0",
      traits: [.defaults, "CommandLineArguments"]),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // The domain as values and rules. No I/O, no clock.
    .target(name: "Community", swiftSettings: ours),
    // The public contract: client frames, server frames, refusals, HTTP bodies.
    .target(name: "Wire", dependencies: ["Community"], swiftSettings: ours),
    // Japanese text made comparable.
    .target(name: "Folding", swiftSettings: ours),
    // Text in, verdict out.
    .target(name: "Moderation", dependencies: ["Community", "Folding"], swiftSettings: ours),
    // Words of Japanese text, by MeCab where the machine has it.
    .target(name: "Morphology", dependencies: ["Community", "Moderation", "CMeCab"], swiftSettings: ours),
    // SQLite. The only importer of GRDB.
    .target(
      name: "Persistence",
      dependencies: [
        "Community", "Folding",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: ours),
    // Upgrade, frames, keep-alive, write budget. Knows nothing of chat.
    .target(
      name: "WebSocketTransport",
      dependencies: [
        "CSocket",
        nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: ours),
    // Hub, sessions, use cases and HTTP routes by feature, composition.
    .target(
      name: "RealtimeServer",
      dependencies: [
        "Community", "Wire", "Folding", "Moderation", "Morphology", "Persistence", "WebSocketTransport", "CCurl",
        nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: ours),
    // The executable: commands only.
    .executableTarget(
      name: "hiroba",
      dependencies: [
        "RealtimeServer", "Community", "Moderation", "Persistence",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
      ],
      swiftSettings: ours),
    // A stranger's client: speaks Wire over a real socket.
    .executableTarget(
      name: "loadtest",
      dependencies: [
        "Wire", "Community",
        nio("NIOCore"), nio("NIOPosix"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ],
      path: "loadtest",
      swiftSettings: ours),

    // C shims over system libraries: variadic functions and macros that Swift cannot import.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CSocket"),
    // Opened at run time: a machine without MeCab builds and runs without it.
    .target(name: "CMeCab", linkerSettings: [.linkedLibrary("dl")]),

    .testTarget(name: "CommunityTests", dependencies: ["Community"], swiftSettings: ours),
    .testTarget(name: "WireTests", dependencies: ["Wire", "Community"], swiftSettings: ours),
    .testTarget(name: "FoldingTests", dependencies: ["Folding"], swiftSettings: ours),
    .testTarget(
      name: "ModerationTests", dependencies: ["Moderation", "Morphology", "Community", "Folding"], swiftSettings: ours),
    .testTarget(
      name: "PersistenceTests",
      dependencies: [
        "Persistence", "Community", "Folding", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: ours),
    .testTarget(
      name: "WebSocketTransportTests",
      dependencies: [
        "WebSocketTransport", nio("NIOCore"), nio("NIOPosix"), nio("NIOEmbedded"), nio("NIOHTTP1"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: ours),
    .testTarget(
      name: "RealtimeServerTests",
      dependencies: [
        "RealtimeServer", "Community", "Wire", "Persistence", "Moderation", "WebSocketTransport",
        nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Configuration", package: "swift-configuration"),
      ],
      swiftSettings: ours),
    // A bare echo over WebSocketTransport, for the protocol conformance suite.
    .executableTarget(
      name: "EchoServer",
      dependencies: [
        "WebSocketTransport", nio("NIOCore"), nio("NIOPosix"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/EchoServer",
      swiftSettings: ours),
  ]
)
