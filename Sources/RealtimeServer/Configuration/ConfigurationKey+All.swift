import Community

extension ConfigurationKey {
  /// Every setting there is, in the order of the documentation.
  public static let all: [ConfigurationKey] = [
    httpHost, httpPort, httpTrustedProxies, httpMaxConnections, httpMaxPerAddress, httpMaxBodyBytes, httpHeaderSeconds,
    httpEventLoops,
    socketsFramesPerSecond, socketsPerMember,
    publicOrigin, communityName, dataFolder, vaultKeyFile, webRoot,
    tlsCertificate, tlsKey,
    mailFrom, mailHost, mailPort, mailSecurity, mailUser, mailPassword, mailPasswordFile, mailAuthorities, mailTimeout,
    signInCodesPerClient, reviewsEvidenceDays,
    moderationBehaviour, moderationFlood, moderationCopies, moderationRaids, moderationMentions, moderationSplit,
    moderationOfficialNames,
    demoEnabled, demoMembers, demoMessages, logLevel,
  ]

  // MARK: HTTP

  static let httpHost = ConfigurationKey(
    "http.host", .text, default: "127.0.0.1",
    ja: "待ち受けるアドレス。ほかの機器からも使うときは 0.0.0.0 または ::。",
    en: "Address to listen on. 0.0.0.0 or :: to be reachable from other machines.")
  static let httpPort = ConfigurationKey(
    "http.port", .number(0...65_535), unit: "TCP port", default: "8080",
    ja: "待ち受けるポート。0 は空いているポート。", en: "Port to listen on. 0 takes a free one.")
  static let httpTrustedProxies = ConfigurationKey(
    "http.trustedProxies", .list,
    ja: "X-Forwarded-For を信じる接続元アドレス。ほかからの X-Forwarded-For は無視します。",
    en: "Peer addresses whose X-Forwarded-For is believed. From anyone else the header is ignored.")
  static let httpMaxConnections = ConfigurationKey(
    "http.maxConnections", .number(16...1_000_000), unit: "connections", default: "50000",
    ja: "同時に開ける接続の数。超えた接続には 503 を返します。",
    en: "Connections open at once. Further ones are answered 503.")
  static let httpMaxPerAddress = ConfigurationKey(
    "http.maxConnectionsPerAddress", .number(0...1_000_000), unit: "connections", default: "0",
    ja: "1つの接続元アドレスが同時に開ける接続の数。0 は制限なし。携帯網や会場の Wi-Fi は多くの人が共有します。",
    en: "Connections open at once from one address. 0 is no limit: mobile networks and a venue's Wi-Fi are shared by "
      + "many people, and behind a proxy everyone is one address.")
  static let httpMaxBodyBytes = ConfigurationKey(
    "http.maxBodyBytes", .number(4_096...1_048_576), unit: "bytes", default: "65536",
    ja: "要求本文の最大の大きさ。", en: "Largest request body.")
  static let httpHeaderSeconds = ConfigurationKey(
    "http.headerSeconds", .number(1...300), unit: "seconds", default: "8",
    ja: "接続してから最初の要求の見出しが届き終わるまで待つ時間（暗号化の準備を含みます）。長くすると、何も送らない接続が席を占めやすくなります。",
    en: "Time from connecting to the end of the first request's header, encryption included. A longer time lets "
      + "connections that say nothing take seats.")
  static let httpEventLoops = ConfigurationKey(
    "http.eventLoops", .number(0...256), unit: "threads", default: "0",
    ja: "通信に使うスレッドの数。0 は CPU の数。", en: "Threads for the network. 0 takes one per processor.")

  // MARK: Sockets

  static let socketsFramesPerSecond = ConfigurationKey(
    "sockets.framesPerSecond", .number(1...1_000_000), unit: "frames/s", default: "20",
    ja: "1つの画面が1秒に送れる操作の数（平均）。一時的にはこの3倍まで受け付けます。",
    en: "Frames a second that one socket may send on average; three times as many at once.")
  static let socketsPerMember = ConfigurationKey(
    "sockets.perMember", .number(1...10_000), unit: "sockets", default: "10",
    ja: "1人が同時に開ける画面の数。", en: "Sockets that one member may have open at once.")

  // MARK: The installation

  static let publicOrigin = ConfigurationKey(
    "public.origin", .text,
    ja: "利用者から見えるアドレス（例 https://hiroba.example.jp）。リンクと Origin の検査に使います。省略時は待ち受けから決まります。",
    en: "Address as members see it, such as https://hiroba.example.jp: for links and the Origin check. Derived from "
      + "where the server listens when not set.")
  static let communityName = ConfigurationKey(
    "community.name", .text, default: "いばらきひろば",
    ja: "画面とメールに出るコミュニティの名前。", en: "The community's name on screens and in e-mails.")
  static let dataFolder = ConfigurationKey(
    "data.folder", .path, default: "data",
    ja: "データベース、鍵、送信控えを置くフォルダ。", en: "Folder of the database, the keys and the outgoing mail folder.")
  static let vaultKeyFile = ConfigurationKey(
    "vault.keyFile", .path,
    ja: "個人情報を暗号化する鍵のファイル。省略時は data.folder の keys/vault.keys。データベースと別に控えてください。",
    en: "File of the keys that encrypt personal data; keys/vault.keys in data.folder when not set. Back it up apart "
      + "from the database.")
  static let webRoot = ConfigurationKey(
    "web.root", .path,
    ja: "画面のファイル（web/）の場所。省略時はプログラムの隣から上へ順に探します。",
    en: "Where the files of the screens (web/) are. When not set, looked for beside the program and upwards.")

  // MARK: TLS

  static let tlsCertificate = ConfigurationKey(
    "tls.certificate", .path,
    ja: "PEM 形式の証明書（中間証明書を含む）。tls.key と一緒に指定。SIGHUP で読み直します。",
    en: "PEM certificate chain; together with tls.key. Read again on SIGHUP.")
  static let tlsKey = ConfigurationKey(
    "tls.key", .path, ja: "PEM 形式の秘密鍵のファイル。", en: "File of the PEM private key.")

  // MARK: Mail

  static let mailFrom = ConfigurationKey(
    "mail.from", .text, default: "hiroba@localhost",
    ja: "メールの差出人アドレス。", en: "Sender address of e-mails.")
  static let mailHost = ConfigurationKey(
    "mail.smtp.host", .text,
    ja: "メールを渡す SMTP サーバー。省略時は送信せず data.folder の mail/ に .eml で置きます。",
    en: "SMTP server to submit to. When not set, e-mails are not sent but put as .eml files in mail/ of data.folder.")
  static let mailPort = ConfigurationKey(
    "mail.smtp.port", .number(1...65_535), unit: "TCP port", default: "587",
    ja: "SMTP サーバーのポート。", en: "Port of the SMTP server.")
  static let mailSecurity = ConfigurationKey(
    "mail.smtp.security", .choice(["starttls", "tls", "none"]), default: "starttls",
    ja: "starttls: 途中から暗号化（必須）。tls: 最初から暗号化。none: 暗号化しない（同じ機械の中だけ）。",
    en: "starttls: upgrade or refuse. tls: encrypted from the start. none: not encrypted (same machine only).")
  static let mailUser = ConfigurationKey(
    "mail.smtp.user", .text, ja: "SMTP 認証の利用者名。", en: "User name for SMTP authentication.")
  static let mailPassword = ConfigurationKey(
    "mail.smtp.password", .text, isSecret: true,
    ja: "SMTP 認証のパスワード。mail.smtp.passwordFile を勧めます。",
    en: "Password for SMTP authentication. Prefer mail.smtp.passwordFile.")
  static let mailPasswordFile = ConfigurationKey(
    "mail.smtp.passwordFile", .path,
    ja: "SMTP のパスワードだけを書いたファイル。", en: "File that holds nothing but the SMTP password.")
  static let mailAuthorities = ConfigurationKey(
    "mail.smtp.authorities", .path,
    ja: "SMTP サーバーの証明書を確かめる認証局の PEM ファイル。省略時はシステムのもの。",
    en: "PEM file of the authorities that vouch for the SMTP server; the system's when not set.")
  static let mailTimeout = ConfigurationKey(
    "mail.smtp.timeoutSeconds", .number(1...300), unit: "seconds", default: "20",
    ja: "1通の送信にかける最長の時間。", en: "Longest time one e-mail may take.")

  // MARK: The rest

  static let signInCodesPerClient = ConfigurationKey(
    "signIn.codesPerClient", .number(1...100_000), unit: "codes per 15 minutes", default: "200",
    ja: "同じ接続元（IPv6 は /64）に 15 分間に送るサインインコードの数。会場の Wi-Fi や携帯網は多くの人が共有します。",
    en: "Sign-in codes per client address (IPv6: per /64) in 15 minutes. A venue's Wi-Fi and mobile networks are "
      + "shared by many people.")
  static let reviewsEvidenceDays = ConfigurationKey(
    "reviews.evidenceDays", .number(1...3_650), unit: "days", default: "180",
    ja: "非表示や不公開にした投稿の文を、封をした証拠として残す日数。過ぎると消え、元に戻せません。",
    en:
      "Days that the texts of hidden and rejected messages are kept as sealed evidence. After that they are erased and "
      + "cannot be brought back.")
  // MARK: How members write

  static let moderationBehaviour = ConfigurationKey(
    "moderation.behaviour", .choice(["on", "observe", "off"]), default: "on",
    ja: "書き方の見守り（連続投稿、同じ文章、呼びかけ、分けて書かれた言葉）。observe は数えて記録に出すだけで、何もしません。負荷試験では observe か off にします。",
    en: "Watching how members write: floods, copies, calls, words in pieces. observe counts and logs and does nothing. "
      + "Servers under a load test run with observe or off.")
  static let moderationFlood = ConfigurationKey(
    "moderation.flood", .choice(["slowDown", "hold", "flag", "observe", "off"]), default: "slowDown",
    ja: "連続投稿への対応。slowDown は少し待ってもらいます。担当者は対象外です。",
    en: "What happens to too many messages at once. slowDown asks the author to wait. Staff are exempt.")
  static let moderationCopies = ConfigurationKey(
    "moderation.copies", .choice(["hold", "flag", "observe", "off"]), default: "hold",
    ja: "同じ人が10分ほどの間に同じ文章を3回（コメントは6回）書いたときの対応。",
    en: "What happens to the third copy of a text (the sixth of a comment) by one member in ten minutes.")
  static let moderationRaids = ConfigurationKey(
    "moderation.raids", .choice(["hold", "flag", "observe", "off"]), default: "hold",
    ja: "4人以上が5分ほどの間に同じ文章を書いたときの対応。先に公開された3件は確認待ちに加わります。",
    en: "What happens to a text that four members write in five minutes. The first three are put up for review.")
  static let moderationMentions = ConfigurationKey(
    "moderation.mentions", .choice(["hold", "flag", "observe", "off"]), default: "hold",
    ja: "1つの投稿で8人、または10分ほどの間に20人を超えて呼びかけたときの対応。",
    en: "What happens when a message calls more than 8 members, or its author more than 20 in ten minutes.")
  static let moderationSplit = ConfigurationKey(
    "moderation.splitWords", .choice(["hold", "flag", "observe", "off"]), default: "hold",
    ja: "20秒以内に続けて書くと見守りの言葉や電話番号になる投稿への対応。",
    en: "What happens to a message that completes a watched word or a telephone number begun within 20 seconds.")
  static let moderationOfficialNames = ConfigurationKey(
    "moderation.officialNames", .list,
    ja: "表示名に使えない名前（運営、県・44市町村の名前や役所などに加えて）。似せた書き方も使えません。",
    en: "Names that members may not use, nor anything that looks like them, beside those of the community, the "
      + "prefecture and its 44 municipalities.")
  static let demoEnabled = ConfigurationKey(
    "demo.enabled", .flag, default: "false",
    ja: "体験用。役割を選ぶだけでサインインできます。本番では使わないでください。",
    en: "For trying out: signing in by choosing a role. Never in production.")
  static let demoMembers = ConfigurationKey(
    "demo.members", .number(40...100_000), unit: "members", default: "500",
    ja: "体験用に最初に作るメンバーの数。", en: "Members made at the first start of a demo.")
  static let demoMessages = ConfigurationKey(
    "demo.messages", .number(0...5_000_000), unit: "messages", default: "9000",
    ja: "体験用に最初に作る投稿の数。", en: "Messages made at the first start of a demo.")
  static let logLevel = ConfigurationKey(
    "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), default: "info",
    ja: "記録の細かさ。", en: "How much is logged.")
}
