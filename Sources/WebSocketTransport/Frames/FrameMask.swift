import NIOCore

/// The client's masking key, at the place in it where the next payload byte continues (RFC 6455 §5.3).
struct FrameMask: Sendable {
  /// The four key bytes, the next one to use lowest.
  private var key: UInt32 = 0

  init() {}

  /// Adds a byte of the key; after four the key is complete.
  mutating func append(_ byte: UInt8) {
    key = key >> 8 | UInt32(byte) << 24
  }

  /// Appends `source` unmasked to `target` and moves the key on. Returns the unmasked bytes to `body`.
  mutating func unmask<Result>(
    _ source: UnsafeRawBufferPointer, onto target: inout ByteBuffer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let count = source.count
    let wide = UInt64(key) | UInt64(key) << 32
    target.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
      var index = 0
      while index + 8 <= count {
        let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ UInt64(littleEndian: wide)
        bytes.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
        index += 8
      }
      while index < count {
        bytes[index] = source[index] ^ UInt8(truncatingIfNeeded: key >> (8 * UInt32(index & 3)))
        index += 1
      }
      return count
    }
    let shift = 8 * UInt32(count & 3)
    if shift > 0 { key = key >> shift | key << (32 - shift) }
    return target.withUnsafeReadableBytes { body(UnsafeRawBufferPointer(rebasing: $0.suffix(count))) }
  }
}
