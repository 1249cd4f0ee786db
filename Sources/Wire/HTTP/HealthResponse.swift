/// `GET /health/live`, `GET /health/ready`: `{"status":"ok"}` with 200, `{"status":"unavailable"}` with 503.
public struct HealthResponse: JSONBody {
  public enum Status: String, CaseIterable, Sendable {
    case ok
    case unavailable
  }

  public let status: Status

  public init(status: Status) {
    self.status = status
  }

  public func write(to writer: inout JSONWriter) {
    writer.object { $0.field("status", status) }
  }

  public init(from reader: inout JSONReader) throws(JSONError) {
    var status: Status?
    try reader.enterObject()
    while let key = try reader.nextKey() {
      switch key {
      case "status": status = try reader.name()
      default: try reader.skip()
      }
    }
    self.status = try reader.require(status, "status")
  }
}
