extension Municipality {
  /// All 44, by area from north to west, cities before towns and villages.
  /// - Source: 全国地方公共団体コード (総務省); check digits are recomputed in the tests.
  public static let all: [Municipality] = [
    // 県北
    Municipality(code: "082023", ja: "日立市", en: "Hitachi", reading: "ひたちし", area: .kenhoku),
    Municipality(code: "082121", ja: "常陸太田市", en: "Hitachiota", reading: "ひたちおおたし", area: .kenhoku),
    Municipality(code: "082147", ja: "高萩市", en: "Takahagi", reading: "たかはぎし", area: .kenhoku),
    Municipality(code: "082155", ja: "北茨城市", en: "Kitaibaraki", reading: "きたいばらきし", area: .kenhoku),
    Municipality(code: "082252", ja: "常陸大宮市", en: "Hitachiomiya", reading: "ひたちおおみやし", area: .kenhoku),
    Municipality(code: "083640", ja: "大子町", en: "Daigo", reading: "だいごまち", area: .kenhoku),
    // 県央
    Municipality(code: "082015", ja: "水戸市", en: "Mito", reading: "みとし", area: .kenou),
    Municipality(code: "082163", ja: "笠間市", en: "Kasama", reading: "かさまし", area: .kenou),
    Municipality(code: "082210", ja: "ひたちなか市", en: "Hitachinaka", reading: "ひたちなかし", area: .kenou),
    Municipality(code: "082261", ja: "那珂市", en: "Naka", reading: "なかし", area: .kenou),
    Municipality(code: "082368", ja: "小美玉市", en: "Omitama", reading: "おみたまし", area: .kenou),
    Municipality(code: "083020", ja: "茨城町", en: "Ibaraki Town", reading: "いばらきまち", area: .kenou),
    Municipality(code: "083097", ja: "大洗町", en: "Oarai", reading: "おおあらいまち", area: .kenou),
    Municipality(code: "083101", ja: "城里町", en: "Shirosato", reading: "しろさとまち", area: .kenou),
    Municipality(code: "083411", ja: "東海村", en: "Tokai", reading: "とうかいむら", area: .kenou),
    // 鹿行
    Municipality(code: "082228", ja: "鹿嶋市", en: "Kashima", reading: "かしまし", area: .rokkou),
    Municipality(code: "082236", ja: "潮来市", en: "Itako", reading: "いたこし", area: .rokkou),
    Municipality(code: "082325", ja: "神栖市", en: "Kamisu", reading: "かみすし", area: .rokkou),
    Municipality(code: "082333", ja: "行方市", en: "Namegata", reading: "なめがたし", area: .rokkou),
    Municipality(code: "082341", ja: "鉾田市", en: "Hokota", reading: "ほこたし", area: .rokkou),
    // 県南
    Municipality(code: "082031", ja: "土浦市", en: "Tsuchiura", reading: "つちうらし", area: .kennan),
    Municipality(code: "082058", ja: "石岡市", en: "Ishioka", reading: "いしおかし", area: .kennan),
    Municipality(code: "082082", ja: "龍ケ崎市", en: "Ryugasaki", reading: "りゅうがさきし", area: .kennan),
    Municipality(code: "082171", ja: "取手市", en: "Toride", reading: "とりでし", area: .kennan),
    Municipality(code: "082198", ja: "牛久市", en: "Ushiku", reading: "うしくし", area: .kennan),
    Municipality(code: "082201", ja: "つくば市", en: "Tsukuba", reading: "つくばし", area: .kennan),
    Municipality(code: "082244", ja: "守谷市", en: "Moriya", reading: "もりやし", area: .kennan),
    Municipality(code: "082295", ja: "稲敷市", en: "Inashiki", reading: "いなしきし", area: .kennan),
    Municipality(code: "082309", ja: "かすみがうら市", en: "Kasumigaura", reading: "かすみがうらし", area: .kennan),
    Municipality(code: "082350", ja: "つくばみらい市", en: "Tsukubamirai", reading: "つくばみらいし", area: .kennan),
    Municipality(code: "084425", ja: "美浦村", en: "Miho", reading: "みほむら", area: .kennan),
    Municipality(code: "084433", ja: "阿見町", en: "Ami", reading: "あみまち", area: .kennan),
    Municipality(code: "084476", ja: "河内町", en: "Kawachi", reading: "かわちまち", area: .kennan),
    Municipality(code: "085642", ja: "利根町", en: "Tone", reading: "とねまち", area: .kennan),
    // 県西
    Municipality(code: "082040", ja: "古河市", en: "Koga", reading: "こがし", area: .kensei),
    Municipality(code: "082074", ja: "結城市", en: "Yuki", reading: "ゆうきし", area: .kensei),
    Municipality(code: "082104", ja: "下妻市", en: "Shimotsuma", reading: "しもつまし", area: .kensei),
    Municipality(code: "082112", ja: "常総市", en: "Joso", reading: "じょうそうし", area: .kensei),
    Municipality(code: "082279", ja: "筑西市", en: "Chikusei", reading: "ちくせいし", area: .kensei),
    Municipality(code: "082287", ja: "坂東市", en: "Bando", reading: "ばんどうし", area: .kensei),
    Municipality(code: "082317", ja: "桜川市", en: "Sakuragawa", reading: "さくらがわし", area: .kensei),
    Municipality(code: "085219", ja: "八千代町", en: "Yachiyo", reading: "やちよまち", area: .kensei),
    Municipality(code: "085421", ja: "五霞町", en: "Goka", reading: "ごかまち", area: .kensei),
    Municipality(code: "085464", ja: "境町", en: "Sakai", reading: "さかいまち", area: .kensei),
  ]
}
