import Community
import Crypto
import Foundation
import Testing

@testable import RealtimeServer

@Suite struct VaultTests {
  private let plain = Data("みと梅ざけ@example.jp".utf8)
  private let seven = Vault.Binding.email(ofMember: Data([7]))

  private func vault(_ ids: UInt32...) throws -> Vault {
    Vault(keys: try VaultKeys(secrets: Dictionary(uniqueKeysWithValues: ids.map { ($0, Self.secrets[Int($0)]) })))
  }

  private static let secrets = (0..<4).map { _ in SymmetricKey(size: .bits256) }

  @Test func `what was sealed opens again, and two seals of the same text differ`() throws {
    let vault = try vault(1)
    let first = try vault.seal(plain, for: seven)
    let second = try vault.seal(plain, for: seven)
    #expect(first != second)
    #expect(try vault.open(first, for: seven) == plain)
    #expect(first.range(of: plain) == nil)
  }

  @Test func `a changed byte anywhere is noticed`() throws {
    let vault = try vault(1)
    let sealed = try vault.seal(plain, for: seven)
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 0x01
      #expect(throws: Vault.Failure.self) { try vault.open(changed, for: seven) }
    }
    #expect(throws: Vault.Failure.self) { try vault.open(sealed.dropLast(), for: seven) }
    #expect(throws: Vault.Failure.self) { try vault.open(Data(), for: seven) }
  }

  @Test func `a value moved to another row or column does not open`() throws {
    let vault = try vault(1)
    let sealed = try vault.seal(plain, for: seven)
    #expect(throws: Vault.Failure.tampered) { try vault.open(sealed, for: .email(ofMember: Data([8]))) }
    #expect(throws: Vault.Failure.tampered) { try vault.open(sealed, for: .attributes(ofMember: Data([7]))) }
  }

  @Test func `after a rotation old values open and new ones use the new key`() throws {
    let old = try vault(1)
    let sealed = try old.seal(plain, for: seven)
    let rotated = try vault(1, 2)
    #expect(try rotated.open(sealed, for: seven) == plain)
    let fresh = try rotated.seal(plain, for: seven)
    #expect(throws: Vault.Failure.unreadable) { try old.open(fresh, for: seven) }
    #expect(try old.lookup(EmailAddress("a@example.jp")) == rotated.lookup(EmailAddress("a@example.jp")))
  }

  @Test func `another installation's key opens nothing and finds nobody`() throws {
    let mine = try vault(1)
    let other = Vault(keys: try VaultKeys(secrets: [1: SymmetricKey(size: .bits256)]))
    #expect(throws: Vault.Failure.tampered) { try other.open(mine.seal(plain, for: seven), for: seven) }
    #expect(try mine.lookup(EmailAddress("a@example.jp")) != other.lookup(EmailAddress("a@example.jp")))
    #expect(try mine.proves(mine.proof()))
    #expect(try !other.proves(mine.proof()))
  }

  @Test func `a new installation gets a key file that only its owner can read`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys/vault.keys"
    let made = Vault(keys: try VaultKeys.load(path, isNew: true))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let read = Vault(keys: try VaultKeys.load(path, isNew: false))
    #expect(try read.open(made.seal(plain, for: seven), for: seven) == plain)
  }

  @Test func `a missing key file is never replaced when there is a database`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/keys/vault.keys"
    let refusal = #expect(throws: StartRefusal.self) { try VaultKeys.load(path, isNew: false) }
    #expect(refusal?.text.en.contains("Restore") == true)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a key file others can read is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/vault.keys"
    _ = try VaultKeys.load(path, isNew: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let refusal = #expect(throws: StartRefusal.self) { try VaultKeys.load(path, isNew: false) }
    #expect(refusal?.text.en.contains("chmod 600") == true)
  }

  @Test(arguments: ["", "1 short", "1 \(String(repeating: "A", count: 44))", "x y z", "1"])
  func `a damaged key file is refused`(content: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/vault.keys"
    try PrivateFile.create(path, contents: Data(content.utf8))
    #expect(throws: StartRefusal.self) { try VaultKeys.load(path, isNew: false) }
  }

  @Test func `a code's digest is worth nothing for another challenge`() throws {
    let vault = try vault(1)
    let digest = vault.digest(code: "123456", challenge: Data("one".utf8))
    #expect(digest == vault.digest(code: "123456", challenge: Data("one".utf8)))
    #expect(digest != vault.digest(code: "123456", challenge: Data("two".utf8)))
    #expect(digest != vault.digest(code: "123457", challenge: Data("one".utf8)))
  }
}
