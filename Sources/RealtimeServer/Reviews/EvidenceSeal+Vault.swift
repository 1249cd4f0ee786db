import Community
import Persistence

extension EvidenceSeal {
  /// Seals evidence with the keys that seal what members give in confidence.
  static func sealing(with vault: Vault, days: Int) -> EvidenceSeal {
    EvidenceSeal(
      retention: .seconds(days * 86_400),
      seal: { try vault.seal($1, for: .evidence(of: $0)) }, open: { try vault.open($1, for: .evidence(of: $0)) })
  }
}
