import Community
import Persistence

extension Vault {
  /// The vault of a database: reads the key file, or makes one for a database that has never sealed anything, and proves
  /// that these keys are the ones the database was sealed with.
  /// - Throws: `StartRefusal`, an unexpected error.
  static func open(_ configuration: ServerConfiguration, of database: CommunityDatabase) async throws -> Vault {
    let proof = try await database.meta.keyProof()
    let vault = Vault(keys: try VaultKeys.load(configuration.vaultKeyFile, isNew: proof == nil))
    guard let proof else {
      try await database.meta.setKeyProof(vault.proof())
      return vault
    }
    guard vault.proves(proof) else {
      throw StartRefusal(
        ja: "鍵ファイル \(configuration.vaultKeyFile) はこのデータベースのものではありません。正しい控えから戻してください。",
        en: "The key file \(configuration.vaultKeyFile) does not belong to this database. Restore the right one.")
    }
    return vault
  }
}
