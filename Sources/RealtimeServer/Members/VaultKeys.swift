import Community
import Crypto
import Foundation

/// The key file: one `ID BASE64` line per 256-bit key, `#` begins a comment. Readable by its owner only.
///
/// To rotate, add a line with a higher id: new values are sealed under it, old ones still open. Lines that sealed
/// anything still stored must stay, and the first one makes the e-mail lookups, so it stays for good.
struct VaultKeys: Sendable {
  static let keyBytes = 32

  let secrets: [UInt32: SymmetricKey]
  let current: UInt32
  let first: SymmetricKey

  init(secrets: [UInt32: SymmetricKey]) throws {
    guard let lowest = secrets.keys.min(), let highest = secrets.keys.max(), let first = secrets[lowest] else {
      throw StartRefusal(ja: "鍵ファイルに鍵がありません。", en: "The key file holds no key.")
    }
    self.secrets = secrets
    self.current = highest
    self.first = first
  }

  /// Reads the key file, or makes one when this is a new installation.
  /// - Parameter isNew: whether there is no database yet. With a database, a missing file is never replaced: what it
  ///   sealed would be lost for good.
  /// - Throws: `StartRefusal`.
  static func load(_ path: String, isNew: Bool) throws -> VaultKeys {
    guard FileManager.default.fileExists(atPath: path) else {
      guard isNew else {
        throw StartRefusal(
          ja: "データベースはありますが鍵ファイル \(path) がありません。控えから戻してください。",
          en: "There is a database but no key file \(path). Restore the key file from its backup.")
      }
      return try create(path)
    }
    guard PrivateFile.isPrivate(path) else {
      throw StartRefusal(
        ja: "鍵ファイル \(path) をほかの利用者が読めます。chmod 600 で直してください。",
        en: "Other users can read the key file \(path). Repair that with chmod 600.")
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw StartRefusal(ja: "鍵ファイル \(path) を読めません。", en: "Cannot read the key file \(path).")
    }
    return try VaultKeys(secrets: parse(text, path: path))
  }

  private static func parse(_ text: String, path: String) throws -> [UInt32: SymmetricKey] {
    var secrets: [UInt32: SymmetricKey] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let id = UInt32(parts[0]), let bytes = Data(base64Encoded: String(parts[1])),
        bytes.count == keyBytes, secrets[id] == nil
      else {
        throw StartRefusal(
          ja: "鍵ファイル \(path) の内容が壊れています。控えから戻してください。",
          en: "The key file \(path) is damaged. Restore it from its backup.")
      }
      secrets[id] = SymmetricKey(data: bytes)
    }
    return secrets
  }

  private static func create(_ path: String) throws -> VaultKeys {
    let key = SymmetricKey(size: .bits256)
    let encoded = key.withUnsafeBytes { Data($0) }.base64EncodedString()
    let text = """
      # Keys that encrypt members' personal data. Back this file up apart from the database:
      # without it, addresses and attributes cannot be read and nobody can sign in.
      1 \(encoded)

      """
    do {
      try PrivateFile.create(path, contents: Data(text.utf8))
    } catch {
      throw StartRefusal(ja: "鍵ファイル \(path) を作れません。", en: "Cannot create the key file \(path).")
    }
    return try VaultKeys(secrets: [1: key])
  }
}
