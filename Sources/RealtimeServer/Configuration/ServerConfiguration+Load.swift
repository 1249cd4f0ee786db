import Community
public import Configuration
import Foundation
import Logging
import Moderation

extension ServerConfiguration {
  /// Reads the settings: flags, then the environment (`HIROBA_…`), then the file, then the defaults.
  ///
  /// - Parameters:
  ///   - flags: what the command line said, by key name.
  ///   - environment: the process's environment variables.
  ///   - file: a `.json` or `.env` file; without it `hiroba.json` or `hiroba.env` in the data folder, where present.
  /// - Throws: `StartRefusal` with one sentence.
  public static func load(
    flags: [String: String] = [:], environment: [String: String], file: String? = nil
  ) async throws -> ServerConfiguration {
    let named = Dictionary(
      uniqueKeysWithValues: ConfigurationKey.all.compactMap { key in
        flags[key.name].map { (key.environmentName, $0) }
      })
    var providers: [any ConfigProvider] = [
      EnvironmentVariablesProvider(environmentVariables: named, secretsSpecifier: secrets).prefixKeys(with: "hiroba"),
      EnvironmentVariablesProvider(environmentVariables: environment, secretsSpecifier: secrets)
        .prefixKeys(with: "hiroba"),
    ]
    let folder = try Settings(providers: providers + [defaults]).text(.dataFolder)
    if let file = file ?? defaultFile(in: folder) {
      providers.append(try await provider(file))
    }
    return try ServerConfiguration(reading: Settings(providers: providers + [defaults]))
  }

  /// - Throws: `StartRefusal` with one sentence.
  public init(providers: [any ConfigProvider]) throws {
    try self.init(reading: Settings(providers: providers + [Self.defaults]))
  }

  private init(reading settings: Settings) throws {
    let loops = try settings.number(.httpEventLoops)
    host = try settings.text(.httpHost)
    port = try settings.number(.httpPort)
    trustedProxies = try settings.list(.httpTrustedProxies)
    maxConnections = try settings.number(.httpMaxConnections)
    let perAddress = try settings.number(.httpMaxPerAddress)
    maxConnectionsPerAddress = perAddress > 0 ? perAddress : nil
    maxBodyBytes = try settings.number(.httpMaxBodyBytes)
    headerSeconds = try settings.number(.httpHeaderSeconds)
    framesPerSecond = try settings.number(.socketsFramesPerSecond)
    socketsPerMember = try settings.number(.socketsPerMember)
    eventLoops = loops > 0 ? loops : max(1, ProcessInfo.processInfo.activeProcessorCount)
    publicOrigin = try settings.optional(.publicOrigin).map(Self.checkedOrigin)
    communityName = try settings.text(.communityName)
    dataFolder = try settings.text(.dataFolder)
    vaultKeyFile = try settings.optional(.vaultKeyFile) ?? dataFolder + "/keys/vault.keys"
    webRoot = try settings.optional(.webRoot)
    tls = try Self.tls(settings)
    mail = try Self.mail(settings)
    signInCodesPerClient = try settings.number(.signInCodesPerClient)
    evidenceDays = try settings.number(.reviewsEvidenceDays)
    behaviour = try Self.behaviour(settings)
    officialNames = try settings.list(.moderationOfficialNames)
    demo = Demo(
      isEnabled: try settings.flag(.demoEnabled), members: try settings.number(.demoMembers),
      messages: try settings.number(.demoMessages))
    guard let level = Logger.Level(rawValue: try settings.text(.logLevel)) else {
      throw ConfigurationKey.logLevel.refusal()
    }
    logLevel = level
    if communityName.isEmpty || communityName.contains(where: \.isNewline) {
      throw ConfigurationKey.communityName.refusal()
    }
  }

  // MARK: Parts

  private static func behaviour(_ settings: Settings) throws -> BehaviourPolicy {
    var policy = BehaviourPolicy()
    guard let mode = BehaviourPolicy.Mode(rawValue: try settings.text(.moderationBehaviour)) else {
      throw ConfigurationKey.moderationBehaviour.refusal()
    }
    policy.mode = mode
    let keys: [(BehaviourKind, ConfigurationKey)] = [
      (.flood, .moderationFlood), (.copies, .moderationCopies), (.raid, .moderationRaids),
      (.mentions, .moderationMentions), (.split, .moderationSplit),
    ]
    for (kind, key) in keys {
      let name = try settings.text(key)
      // Nil takes the kind out: it is not looked for.
      policy.actions[kind] = Action.allCases.first { "\($0)" == name }
    }
    return policy
  }

  private static func tls(_ settings: Settings) throws -> TLS? {
    switch (try settings.optional(.tlsCertificate), try settings.optional(.tlsKey)) {
    case (nil, nil): return nil
    case (let certificate?, let key?): return TLS(certificate: certificate, key: key)
    default:
      throw StartRefusal(
        ja: "tls.certificate と tls.key は両方とも指定してください。",
        en: "Set both tls.certificate and tls.key, or neither.")
    }
  }

  private static func mail(_ settings: Settings) throws -> Mail {
    let from = try settings.text(.mailFrom)
    guard from.contains("@"), !from.contains(where: { $0.isWhitespace || "<>".contains($0) }) else {
      throw StartRefusal(
        ja: "設定 mail.from はメールアドレスだけを書いてください。", en: "The setting mail.from must be a bare e-mail address.")
    }
    guard let host = try settings.optional(.mailHost) else { return Mail(from: from, smtp: nil) }
    guard let security = SMTP.Security(rawValue: try settings.text(.mailSecurity)) else {
      throw ConfigurationKey.mailSecurity.refusal()
    }
    guard host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) }) else {
      throw StartRefusal(
        ja: "設定 mail.smtp.host はホスト名かアドレスだけを書いてください。",
        en: "The setting mail.smtp.host must be a host name or an address.")
    }
    var password = try settings.optional(.mailPassword)
    if let file = try settings.optional(.mailPasswordFile) {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw StartRefusal(
          ja: "mail.smtp.passwordFile のファイルを読めません: \(file)", en: "Cannot read mail.smtp.passwordFile: \(file)")
      }
      password = text.trimmingCharacters(in: .newlines)
    }
    return Mail(
      from: from,
      smtp: SMTP(
        host: host, port: try settings.number(.mailPort), security: security, user: try settings.optional(.mailUser),
        password: password, authorities: try settings.optional(.mailAuthorities),
        timeoutSeconds: try settings.number(.mailTimeout)))
  }

  /// An origin is a scheme, a host and perhaps a port: nothing else, or exact comparison would never match.
  private static func checkedOrigin(_ text: String) throws -> String {
    let origin = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let url = URL(string: origin), url.scheme == "http" || url.scheme == "https", let host = url.host,
      !host.isEmpty, url.path.isEmpty, url.query == nil, url.fragment == nil, url.user == nil
    else {
      throw StartRefusal(
        ja: "設定 public.origin は https://hiroba.example.jp のように書いてください。",
        en: "The setting public.origin must look like https://hiroba.example.jp.")
    }
    return origin.lowercased()
  }

  // MARK: Files and defaults

  private static func defaultFile(in folder: String) -> String? {
    ["hiroba.json", "hiroba.env"].map { folder + "/" + $0 }.first { FileManager.default.fileExists(atPath: $0) }
  }

  private static func provider(_ file: String) async throws -> any ConfigProvider {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw StartRefusal(ja: "設定ファイルを読めません: \(file)", en: "Cannot read the settings file: \(file)")
    }
    if file.hasSuffix(".json") {
      do {
        // The path goes in by way of a reader: its own type belongs to a package that is not ours to import.
        let path = InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)])
        return try await FileProvider<JSONSnapshot>(
          parsingOptions: .init(bytesDecoder: .base64, secretsSpecifier: jsonSecrets),
          config: ConfigReader(provider: path))
      } catch {
        throw StartRefusal(
          ja: "設定ファイルが JSON として読めません: \(file)", en: "The settings file is not valid JSON: \(file)")
      }
    }
    return EnvironmentVariablesProvider(
      environmentVariables: try EnvironmentFile.parse(text, of: file), secretsSpecifier: secrets
    ).prefixKeys(with: "hiroba")
  }

  private static let secrets = SecretsSpecifier<String, String>.specific(
    Set(ConfigurationKey.all.filter(\.isSecret).map(\.environmentName)))
  private static let jsonSecrets = SecretsSpecifier<String, any Sendable>.specific(
    Set(ConfigurationKey.all.filter(\.isSecret).map(\.name)))

  private static let defaults = EnvironmentVariablesProvider(
    environmentVariables: Dictionary(
      uniqueKeysWithValues: ConfigurationKey.all.map { ($0.environmentName, $0.defaultValue) })
  ).prefixKeys(with: "hiroba")
}
