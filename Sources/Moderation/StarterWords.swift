/// The watched words a new community starts with.
public enum StarterWords {
  public static let all: [WatchedWord] = []
}
