/// A browser in two words a member recognises: `iPhone · Safari`. Deliberately coarse: no versions, no models.
enum DeviceName {
  static func coarse(userAgent: String?) -> String {
    guard let userAgent else { return "–" }
    let known = [device(userAgent), browser(userAgent)].compactMap { $0 }
    return known.isEmpty ? "–" : known.joined(separator: " · ")
  }

  /// More specific marks come first: an iPhone also says "like Mac OS X", Android also says "Linux".
  private static func device(_ agent: String) -> String? {
    first(
      in: agent,
      [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("CrOS", "Chromebook"), ("Macintosh", "Mac"), ("Linux", "Linux"),
      ])
  }

  /// Chrome also says Safari, Edge also says Chrome.
  private static func browser(_ agent: String) -> String? {
    first(
      in: agent,
      [
        (" Line/", "LINE"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung"), ("FxiOS/", "Firefox"),
        ("Firefox/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
      ])
  }

  private static func first(in agent: String, _ marks: [(mark: String, name: String)]) -> String? {
    marks.first { agent.contains($0.mark) }?.name
  }
}
