import Community
import Crypto
import Foundation

/// Seals what members give in confidence (AES-256-GCM, key outside the database) and answers questions about it that
/// must not need it opened (keyed hashes).
///
/// A sealed value is bound to its row and column, so it opens nowhere else. Layout: 1 (format), key id (4 bytes, big
/// endian), nonce (12), ciphertext, tag (16).
struct Vault: Sendable {
  /// The row and column a sealed value belongs to. Part of the seal, not of the stored bytes.
  struct Binding: Hashable, Sendable {
    let text: String

    /// A member's address. The member's row is named by the keyed hash of the address, which is known before the row
    /// has an id and stands in the row itself.
    static func email(ofMember emailHash: Data) -> Binding { member(emailHash, "email") }
    static func attributes(ofMember emailHash: Data) -> Binding { member(emailHash, "attributes") }
    /// The address a sign-in code was sent to, for the browser that asked.
    static func email(ofChallenge browserHash: Data) -> Binding {
      Binding(text: "challenge:\(browserHash.base64EncodedString()):email")
    }
    private static func member(_ emailHash: Data, _ column: String) -> Binding {
      Binding(text: "member:\(emailHash.base64EncodedString()):\(column)")
    }
    /// What a hidden or rejected message said.
    static func evidence(of message: MessageID) -> Binding { Binding(text: "evidence:\(message)") }
    static let proof = Binding(text: "vault:proof")
  }

  enum Failure: Error, Hashable, Sendable {
    /// Not a sealed value, or one of a key that is not in the key file.
    case unreadable
    /// Changed, moved from another row, or sealed under another key of the same id.
    case tampered
  }

  private static let format: UInt8 = 1
  private static let headerLength = 5

  private let sealingKeys: [UInt32: SymmetricKey]
  private let currentID: UInt32
  private let lookupKey: SymmetricKey
  private let codeKey: SymmetricKey
  private let markKey: SymmetricKey

  /// - Parameter keys: at least one; the highest id seals, every id opens, the lowest id makes lookups.
  init(keys: VaultKeys) {
    sealingKeys = keys.secrets.mapValues { Self.derive($0, "hiroba seal 1") }
    currentID = keys.current
    lookupKey = Self.derive(keys.first, "hiroba lookup 1")
    codeKey = Self.derive(keys.first, "hiroba code 1")
    markKey = Self.derive(keys.first, "hiroba known browser 1")
  }

  private static func derive(_ secret: SymmetricKey, _ purpose: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(purpose.utf8), outputByteCount: 32)
  }

  // MARK: Sealing

  /// Names the key that seals now; stored beside what it sealed, for the operator's questions. `open` reads the id in
  /// the value itself.
  var keyID: String { String(currentID) }

  /// The value can be opened with the same binding only.
  func seal(_ plain: Data, for binding: Binding) throws -> Data {
    guard let key = sealingKeys[currentID] else { throw Failure.unreadable }
    let box = try AES.GCM.seal(plain, using: key, authenticating: authenticated(binding, keyID: currentID))
    guard let combined = box.combined else { throw Failure.unreadable }
    var sealed = Data([Self.format])
    withUnsafeBytes(of: currentID.bigEndian) { sealed.append(contentsOf: $0) }
    sealed.append(combined)
    return sealed
  }

  /// - Throws: `Failure`; nothing of the value is revealed.
  func open(_ sealed: Data, for binding: Binding) throws(Failure) -> Data {
    let bytes = Array(sealed)
    guard bytes.count > Self.headerLength, bytes[0] == Self.format else { throw .unreadable }
    let id = bytes[1..<Self.headerLength].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard let key = sealingKeys[id] else { throw .unreadable }
    do {
      let box = try AES.GCM.SealedBox(combined: bytes[Self.headerLength...])
      return try AES.GCM.open(box, using: key, authenticating: authenticated(binding, keyID: id))
    } catch {
      throw .tampered
    }
  }

  private func authenticated(_ binding: Binding, keyID: UInt32) -> Data {
    Data("hiroba:\(Self.format):\(keyID):\(binding.text)".utf8)
  }

  // MARK: Keyed hashes

  /// The same address gives the same 32 bytes; without the key they say nothing about it.
  func lookup(_ email: EmailAddress) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data(email.text.utf8), using: lookupKey))
  }

  /// Stands for where a request came from, in counts; without the key it is no address.
  func lookup(_ client: ClientKey) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data("client:\(client.text)".utf8), using: lookupKey))
  }

  /// What a browser shows to prove that the address was proven in it.
  func mark(of emailHash: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: emailHash, using: markKey))
  }

  /// What is stored of a sign-in code: useless without the key and for any other challenge.
  func digest(code: String, challenge: Data) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: challenge + Data(code.utf8), using: codeKey))
  }

  // MARK: Proof

  /// A value that only these keys open: kept in the database so that a wrong key file is noticed at start.
  func proof() throws -> Data {
    try seal(Data("hiroba".utf8), for: .proof)
  }

  /// Whether `proof` was made with these keys.
  func proves(_ proof: Data) -> Bool {
    (try? open(proof, for: .proof)) == Data("hiroba".utf8)
  }
}
