"""What no Unicode file says: signs, shapes and sounds as people in Japan use them. Scalars are written as themselves."""

WAVES = "~〜～〰"
DASHES = "-‐‑‒–—―−－─━﹣"

# Shapes a reader takes for another letter: (target, look-alikes). Kana targets stand for both kana sets.
LOOKALIKES = [
    ("ろ", "口囗"), ("に", "二"), ("え", "工"), ("た", "夕"), ("か", "力"), ("と", "卜"), ("は", "八"), ("ち", "千"),
    ("お", "才"), ("ひ", "匕"), ("み", "三"), ("い", "亻"), ("の", "丿"), ("く", "勹"), ("む", "厶"), ("め", "乂〆"),
    ("ね", "礻"),
    ("a", "аɑαᴀ"), ("b", "вьʙɓЬ"), ("c", "сϲᴄҫ"), ("d", "ԁᴅɗ"), ("e", "еεᴇєҽ"), ("f", "ƒꜰғ"), ("g", "ɡցɢǥ"), ("h", "һհнʜ"),
    ("i", "іıιɪίї"), ("j", "јʝᴊ"), ("k", "кκᴋҡ"), ("l", "ӏʟɭⅼ"), ("m", "мᴍ"), ("n", "пոɴηռ"), ("o", "оοօσᴏ"),
    ("p", "рρᴘ"), ("q", "ԛգ"), ("r", "гʀɾ"), ("s", "ѕꜱʂ"), ("t", "тτᴛ"), ("u", "υսᴜц"), ("v", "ѵνᴠ"), ("w", "ԝωᴡш"),
    ("x", "хχҳ"), ("y", "уγʏү"), ("z", "ᴢʐ"),
]

CLAUSE_MARKS = "、。!?,.:;「」『』【】〈〉《》()"
MASKS = "○◯〇●*×✕✖✗✘■□_◎◉◇◆△▲▽▼☆★❌⭕█▇"
PROLONGS = "ー〜~〰—―─━"
ITERATIONS = "々〻ゝヽ"
FILLERS = [0x2800, 0x180E]

# Small kana and the large one each stands for; the phonetic pairs sound alike today.
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ", "あいうえおつやゆよわかけくしすとぬはひふへほむらりるれろ"))
PHONETIC = dict(zip("ゐゑをぢづゔ", "いえおじずぶ"))
DIGITS = dict(zip("013457l", "oieasti"))

# Old and new forms of kanji that the Unihan variants do not lead to unambiguously.
KANJI_PAIRS = (
    "髙高﨑崎嵜崎邊辺邉辺齋斎齊斉澤沢濱浜廣広櫻桜龍竜冨富𠮷吉栁柳德徳惠恵瀧滝淺浅關関實実壽寿眞真豐豊禮礼會会學学舊旧"
    "縣県區区鐵鉄驛駅藝芸體体佛仏圓円鹽塩醫医藏蔵殺殺賣売覺覚變変發発氣気惡悪藥薬亂乱處処戀恋廢廃殘残慘惨毆殴燒焼"
    "蟲虫獸獣臟臓惱悩腦脳擊撃戰戦黨党國国獨独擔担擴拡據拠舉挙收収數数樞枢樂楽總総聲声膽胆臺台與与萬万虛虚號号"
    "證証譯訳讀読轉転輕軽辭辞邊辺釋釈鬪闘麥麦黃黄默黙點点齒歯齡齢龜亀")

# The parts that a split kanji leaves behind, and radicals that stand for the whole.
RADICALS = {"⺅": "亻", "⻂": "礻"}
