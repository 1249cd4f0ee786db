/// What a text is made of, counted once, so that each detector looks only where its pattern can be.
struct PatternSigns {
  /// Written digits of every kind.
  private(set) var digits = 0
  /// Digits, letters taken for them, and beginnings of spoken ones.
  private(set) var numberSigns = 0
  private(set) var latin = 0
  /// Something that stands for the sign of an e-mail address.
  private(set) var hasAt = false
  /// Something that stands for the dot of a name, or the colon of a scheme.
  private(set) var hasDot = false

  init(_ reader: LightReader) {
    for place in 0..<reader.count {
      let scalar = reader.scalar(place)
      switch scalar {
      case 0x30...0x39:
        digits += 1
        numberSigns += 1
      case 0x61...0x7A:
        latin += 1
        // at, dot, and letters that pass for digits or begin a spoken one.
        numberSigns += 1
        if scalar == 0x61 { hasAt = true }
        if scalar == 0x64 { hasDot = true }
      // Brackets may hold an at or a dot.
      case 0x28, 0x5B, 0x7B, 0x3C, 0x3010, 0x2605:
        hasAt = true
        hasDot = true
      case 0x40, 0xFF20, 0xFE6B, 0x3042: hasAt = true
      case 0x2E, 0xFF0E, 0x2024, 0x3002, 0xFF61, 0x30FB, 0x2022, 0xB7, 0x3A, 0xFF1A, 0x3069: hasDot = true
      default:
        if PhoneNumbers.maySpeak(scalar) { numberSigns += 1 }
      }
    }
  }
}
