import Community

/// The catalogue's order of stickers; what is no longer in it comes last, by name.
enum StickerOrder {
  static func isBefore(_ left: StickerID, _ right: StickerID) -> Bool {
    switch (StickerCatalogue.order(of: left), StickerCatalogue.order(of: right)) {
    case (let left?, let right?): left < right
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.rawValue < right.rawValue
    }
  }
}
