/// The versions stored beside folded text, so that a change of the fold is noticed and the text folded again.
public enum FoldVersion {
  /// The Unicode version the generated table was made from.
  public static let unicode = "15.0.0"
}
