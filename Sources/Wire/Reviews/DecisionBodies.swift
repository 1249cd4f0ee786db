public import Community

/// `POST /api/reviews/{id}/decision`
public struct DecisionRequest: JSONBody {
  public let kind: DecisionKind
  public let reason: String?
  public let exceptionPhrase: String?
  public let mark: HitMark?

  public init(kind: DecisionKind, reason: String? = nil, exceptionPhrase: String? = nil, mark: HitMark? = nil) {
    self.kind = kind
    self.reason = reason
    self.exceptionPhrase = exceptionPhrase
    self.mark = mark
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("reason", ifSome: reason)
      writer.field("exceptionPhrase", ifSome: exceptionPhrase)
      if let mark { writer.field("mark", mark) }
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var kind: DecisionKind?
    var reason: String?
    var exceptionPhrase: String?
    var mark: HitMark?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.name()
      case "reason": reason = try reader.takeNull() ? nil : try reader.string(upTo: 2_000)
      case "exceptionPhrase": exceptionPhrase = try reader.takeNull() ? nil : try reader.string(upTo: 800)
      case "mark": mark = try reader.takeNull() ? nil : try reader.name()
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.require(kind, "kind"), reason: reason, exceptionPhrase: exceptionPhrase, mark: mark)
  }
}

/// The item after a claim, a decision or an undo, and the receipt of what was hidden by it.
public struct DecisionResponse: JSONBody {
  public let item: ReviewItem
  public let receipt: HideReceipt?

  public init(item: ReviewItem, receipt: HideReceipt? = nil) {
    self.item = item
    self.receipt = receipt
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("item", item)
      writer.field("receipt", ifSome: receipt)
    }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var item: ReviewItem?
    var receipt: HideReceipt?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "item": item = try ReviewItem(from: &reader)
      case "receipt": receipt = try HideReceipt(from: &reader)
      default: try reader.skip()
      }
    }
    self.init(item: try reader.require(item, "item"), receipt: receipt)
  }
}
