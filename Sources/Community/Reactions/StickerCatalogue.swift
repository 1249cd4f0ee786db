/// Every sticker, in the order sheets and tallies show them.
///
/// Ids are stored with reactions: never rename or remove one. No mascot, no character, nothing unkind; each drawing is
/// `web/stickers/<id>.svg`.
public enum StickerCatalogue {
  public static let all: [Sticker] = [
    Sticker("arigatou", .kihon, ja: "ありがとう", en: "Thank you"),
    Sticker("iine", .kihon, ja: "いいね", en: "Nice"),
    Sticker("wakaru", .kihon, ja: "わかる", en: "I know the feeling"),
    Sticker("naruhodo", .kihon, ja: "なるほど", en: "I see"),
    Sticker("otsukaresama", .kihon, ja: "おつかれさま", en: "Good work today"),
    Sticker("yoroshiku", .kihon, ja: "よろしくお願いします", en: "Nice to meet you"),
    Sticker("omedetou", .kihon, ja: "おめでとう", en: "Congratulations"),
    Sticker("youkoso", .kihon, ja: "ようこそ", en: "Welcome"),
    Sticker("mimashita", .kihon, ja: "見ました", en: "Seen"),

    Sticker("ouen", .ouen, ja: "応援してます", en: "Rooting for you"),
    Sticker("ganbatte", .ouen, ja: "がんばって", en: "You can do it"),
    Sticker("tasukarimashita", .ouen, ja: "助かりました", en: "That helped"),
    Sticker("sasuga", .ouen, ja: "さすが", en: "Just like you"),
    Sticker("erai", .ouen, ja: "えらい", en: "Well done"),
    Sticker("hakushu", .ouen, ja: "拍手", en: "Applause"),

    Sticker("ureshii", .kimochi, ja: "うれしい", en: "Happy"),
    Sticker("waratta", .kimochi, ja: "笑った", en: "Made me laugh"),
    Sticker("bikkuri", .kimochi, ja: "びっくり", en: "Surprised"),
    Sticker("oishisou", .kimochi, ja: "おいしそう", en: "Looks delicious"),
    Sticker("kirei", .kimochi, ja: "きれい", en: "Beautiful"),
    Sticker("shimijimi", .kimochi, ja: "しみじみ", en: "Moved"),
    Sticker("odaijini", .kimochi, ja: "お大事に", en: "Take care"),
    Sticker("shinpai", .kimochi, ja: "心配です", en: "Worried for you"),

    Sticker("ittemitai", .ikou, ja: "行ってみたい", en: "I'd like to go"),
    Sticker("sundemitai", .ikou, ja: "住んでみたい", en: "I'd like to live there"),
    Sticker("sankashitai", .ikou, ja: "参加したい", en: "I'd like to join"),
    Sticker("tetsudaitai", .ikou, ja: "手伝いたい", en: "I'd like to help"),
    Sticker("mottoshiritai", .ikou, ja: "もっと知りたい", en: "Tell me more"),
    Sticker("shitsumon", .ikou, ja: "質問があります", en: "I have a question"),

    Sticker("nattou", .ibaraki, ja: "納豆", en: "Natto"),
    Sticker("hoshiimo", .ibaraki, ja: "干し芋", en: "Dried sweet potato"),
    Sticker("melon", .ibaraki, ja: "メロン", en: "Melon"),
    Sticker("renkon", .ibaraki, ja: "れんこん", en: "Lotus root"),
    Sticker("kuri", .ibaraki, ja: "栗", en: "Chestnut"),
    Sticker("ankou", .ibaraki, ja: "あんこう", en: "Anglerfish"),
    Sticker("ume", .ibaraki, ja: "梅", en: "Plum blossom"),
    Sticker("nemophila", .ibaraki, ja: "ネモフィラ", en: "Nemophila"),
    Sticker("tsukubasan", .ibaraki, ja: "筑波山", en: "Mount Tsukuba"),
    Sticker("fukuroda", .ibaraki, ja: "袋田の滝", en: "Fukuroda Falls"),
    Sticker("hobikisen", .ibaraki, ja: "帆引き船", en: "Hobikisen sailing boat"),
    Sticker("igappe", .ibaraki, ja: "いがっぺ", en: "Igappe! (that's good)"),
    Sticker("gojappe", .ibaraki, ja: "ごじゃっぺ", en: "Gojappe (silly me)"),

    Sticker("koushiki", .unei, ja: "公式回答あり", en: "Official answer given"),
    Sticker("kakuninchuu", .unei, ja: "確認中", en: "Being checked"),
    Sticker("kaiketsu", .unei, ja: "解決しました", en: "Solved"),
  ]

  /// Whether the sticker exists.
  public static func contains(_ id: StickerID) -> Bool { orders[id] != nil }

  /// The sticker's place in `all`; `nil` for an unknown one. Tallies are shown in this order.
  public static func order(of id: StickerID) -> Int? { orders[id] }

  /// Whether only the staff side may put the sticker on a message.
  public static func isOfficial(_ id: StickerID) -> Bool {
    guard let order = orders[id] else { return false }
    return all[order].group == .unei
  }

  private static let orders = Dictionary(
    all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
}
