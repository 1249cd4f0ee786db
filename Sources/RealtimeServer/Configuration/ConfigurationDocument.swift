import Community

extension ConfigurationKey {
  /// docs/configuration.md: every setting, made from the table the reader itself uses.
  public static var document: String {
    let head = """
      # 設定 / Settings

      値は次の順に探し、最初に見つかったものを使います。Values are taken from the first of these that has one:

      1. コマンドラインの指定（`hiroba serve --help`） / command line flags
      2. 環境変数 / environment variables (`HIROBA_…`)
      3. ファイル / a file: `--config FILE`, else `hiroba.json` or `hiroba.env` in the data folder
      4. 既定値 / the default

      `hiroba.env` は1行に1つの `名前=値`、`#` で始まる行は注釈です。`hiroba.json` は点で区切られた名前を入れ子で書きます。
      A line of `hiroba.env` is `NAME=value`; `#` begins a comment. `hiroba.json` nests the dotted names:
      `{"http": {"port": 8080}}`.

      おかしな値があるとサーバーは起動せず、理由を1文で伝えます。A wrong value stops the start with one sentence.

      この文書は `hiroba settings > docs/configuration.md` で作られます。This page is made by that command.

      """
    return head + all.map(\.section).joined()
  }

  private var section: String {
    var facts = ["`\(environmentName)`", "\(rule.ja) / \(rule.en)"]
    if !unit.isEmpty { facts.append("単位 / unit: \(unit)") }
    facts.append(defaultValue.isEmpty ? "既定値なし / not set by default" : "既定値 / default: `\(defaultValue)`")
    if isSecret { facts.append("秘密 / secret: 記録されません / never logged") }
    return """

      ## `\(name)`

      \(summary.ja)
      \(summary.en)

      \(facts.map { "- " + $0 }.joined(separator: "\n"))

      """
  }
}
