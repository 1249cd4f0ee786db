public import Logging
public import Moderation

/// Everything that can be set, read once at start and passed on as a value.
public struct ServerConfiguration: Sendable {
  /// Files of the certificate chain and its private key, PEM.
  public struct TLS: Hashable, Sendable {
    public var certificate: String
    public var key: String
  }

  public struct SMTP: Hashable, Sendable {
    public enum Security: String, Hashable, Sendable { case starttls, tls, none }

    public var host: String
    public var port: Int
    public var security: Security
    public var user: String?
    public var password: String?
    /// PEM file; `nil`: the system's authorities.
    public var authorities: String?
    public var timeoutSeconds: Int
  }

  public struct Mail: Hashable, Sendable {
    public var from: String
    /// `nil`: e-mails are put into a folder.
    public var smtp: SMTP?
  }

  public struct Demo: Hashable, Sendable {
    public var isEnabled: Bool
    public var members: Int
    public var messages: Int
  }

  public var host: String
  /// 0 takes a free one.
  public var port: Int
  /// Peers whose `X-Forwarded-For` is believed.
  public var trustedProxies: [String]
  public var maxConnections: Int
  /// `nil`: no limit.
  public var maxConnectionsPerAddress: Int?
  public var maxBodyBytes: Int
  /// Seconds a connection may take to say its first request's header.
  public var headerSeconds: Int
  /// Frames a second one socket may send, on average.
  public var framesPerSecond: Int
  public var socketsPerMember: Int
  /// Threads for the network; at least 1.
  public var eventLoops: Int
  /// `https://hiroba.example.jp`, without a slash at the end; `nil` when the server is reached where it listens.
  public var publicOrigin: String?
  public var communityName: String
  public var dataFolder: String
  public var vaultKeyFile: String
  /// `nil`: looked for beside the program and upwards.
  public var webRoot: String?
  public var tls: TLS?
  public var mail: Mail
  /// Sign-in codes per client in 15 minutes.
  public var signInCodesPerClient: Int
  /// Days that sealed evidence is kept.
  public var evidenceDays: Int
  /// What is noticed about how members write, and what is done about it.
  public var behaviour: BehaviourPolicy
  /// Names that members may not use, beside the built-in ones.
  public var officialNames: [String]
  public var demo: Demo
  public var logLevel: Logger.Level
}

extension ServerConfiguration {
  /// Whether browsers reach this server over TLS, its own or a proxy's. Decides the cookies' names and attributes.
  public var isSecure: Bool { tls != nil || publicOrigin?.hasPrefix("https://") == true }

  public var mailFolder: String { dataFolder + "/mail" }

  /// Where members find the server, for links; `boundPort` is what port 0 became.
  public func origin(boundPort: Int? = nil) -> String {
    if let publicOrigin { return publicOrigin }
    let everywhere = ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].contains(host)
    let name = everywhere ? "localhost" : host.contains(":") ? "[\(host)]" : host
    let (scheme, usual) = tls == nil ? ("http", 80) : ("https", 443)
    let port = boundPort ?? self.port
    return port == usual ? "\(scheme)://\(name)" : "\(scheme)://\(name):\(port)"
  }

  /// Whether only programs on this machine can connect.
  public var isLocalOnly: Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}
