public import Community

extension JSONWriter {
  public mutating func object(_ fields: (inout JSONWriter) -> Void) {
    beginObject()
    fields(&self)
    endObject()
  }

  public mutating func array<Element>(
    _ elements: some Sequence<Element>, _ element: (Element, inout JSONWriter) -> Void
  ) {
    beginArray()
    for value in elements { element(value, &self) }
    endArray()
  }

  public mutating func field(_ name: StaticString, _ text: String) {
    self.name(name)
    string(text)
  }

  public mutating func field(_ name: StaticString, _ value: Bool) {
    self.name(name)
    bool(value)
  }

  public mutating func field(_ name: StaticString, _ value: Int64) {
    self.name(name)
    integer(value)
  }

  public mutating func field(_ name: StaticString, _ value: Int) {
    field(name, Int64(value))
  }

  public mutating func field(_ name: StaticString, _ value: some Identifier) {
    field(name, value.rawValue)
  }

  public mutating func field(_ name: StaticString, _ value: Timestamp) {
    field(name, value.milliseconds)
  }

  public mutating func field(_ name: StaticString, _ value: some RawRepresentable<String>) {
    field(name, value.rawValue)
  }

  public mutating func field(_ name: StaticString, _ text: LocalizedText) {
    self.name(name)
    object { writer in
      writer.field("ja", text.ja)
      writer.field("en", text.en)
    }
  }

  /// A field that is there only when it has a value.
  public mutating func field(_ name: StaticString, ifSome text: String?) {
    if let text { field(name, text) }
  }

  public mutating func field(_ name: StaticString, ifSome value: Int?) {
    if let value { field(name, value) }
  }

  public mutating func field(_ name: StaticString, ifSome value: Timestamp?) {
    if let value { field(name, value) }
  }

  public mutating func field(_ name: StaticString, _ values: [some JSONBody]) {
    self.name(name)
    array(values) { value, writer in value.write(to: &writer) }
  }

  public mutating func field(_ name: StaticString, _ value: some JSONBody) {
    self.name(name)
    value.write(to: &self)
  }

  public mutating func field(_ name: StaticString, ifSome value: (some JSONBody)?) {
    if let value { field(name, value) }
  }

  public mutating func field(_ name: StaticString, _ texts: [String]) {
    self.name(name)
    array(texts) { text, writer in writer.string(text) }
  }

  public mutating func field(_ name: StaticString, _ names: [some RawRepresentable<String>]) {
    self.name(name)
    array(names) { value, writer in writer.string(value.rawValue) }
  }
}
