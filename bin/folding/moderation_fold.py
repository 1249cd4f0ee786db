"""What the moderation fold makes of a scalar."""

from folding.handmade import CLAUSE_MARKS, DIGITS, FILLERS, ITERATIONS, MASKS, PHONETIC, PROLONGS, SMALL
from folding.letters import HENTAIGANA, KANJI_VARIANTS, LOOKALIKE_OF
from folding.search_fold import decompose, hiragana
from folding.unicode_files import CANONICAL, CASEFOLD, CATEGORY, COMBINING

KINDS = ["letter", "ignored", "newline", "space", "clause", "symbol", "mask", "voicing", "halfVoicing", "prolong",
         "iteration", "expansion", "leetSymbol", "hangul", "kanjiOne"]
KIND = {name: number for number, name in enumerate(KINDS)}
HIRAGANA, KATAKANA, KANJI, LATIN, DIGIT, OTHER = 1, 2, 3, 4, 5, 6
FLAGS = {name: 1 << bit for bit, name in enumerate("WCKSLRIDVEXNHP")}


def enclosed_letter(c):
    """Letters in dark circles and squares, and flag letters: Unicode gives them no decomposition."""
    for first in (0x1F150, 0x1F170, 0x1F1E6):
        if first <= c < first + 26:
            return ord("a") + c - first
    if 0x2776 <= c <= 0x277E:
        return ord("1") + c - 0x2776
    return None


def is_kanji(c):
    return 0x3400 <= c <= 0x9FFF or 0x2E80 <= c <= 0x2FDF or 0xF900 <= c <= 0xFAFF or 0x20000 <= c <= 0x3FFFF


def is_dropped_mark(c):
    # Any scalar with a combining class may be moved by normalisation, so it must mean nothing where it stands.
    return (CATEGORY.get(c) in ("Mn", "Me") or c in COMBINING) and c not in (0x3099, 0x309A)


def letter(c):
    """One letter that compatibility and case leave alone: (flags, script, units)."""
    flags, script = 0, OTHER
    if 0x30A1 <= c <= 0x30F6 or 0x31F0 <= c <= 0x31FF:
        flags, script = FLAGS["K"], KATAKANA
        c = hiragana(c)
    elif 0x3041 <= c <= 0x3096:
        script = HIRAGANA
    elif is_kanji(c):
        script = KANJI
    elif ord("a") <= c <= ord("z"):
        script = LATIN
    elif ord("0") <= c <= ord("9"):
        script = DIGIT
    if c in HENTAIGANA:
        flags, script, c = FLAGS["E"], HIRAGANA, HENTAIGANA[c]
    if chr(c) in SMALL:
        flags, c = flags | FLAGS["S"], ord(SMALL[chr(c)])
    if chr(c) in PHONETIC:
        flags, c = flags | FLAGS["P"], ord(PHONETIC[chr(c)])
    if c in KANJI_VARIANTS and c not in LOOKALIKE_OF:
        flags, c, script = flags | FLAGS["V"], KANJI_VARIANTS[c], KANJI
    if c in LOOKALIKE_OF:
        flags, c = flags | FLAGS["X"], LOOKALIKE_OF[c]
        script = LATIN if c < 128 else KANJI
    if chr(c) in DIGITS:
        flags, c = flags | FLAGS["N"], ord(DIGITS[chr(c)])
    return flags, script, [c]


def plain_kind(c):
    """The kind of a scalar that compatibility leaves alone, or None for a letter."""
    category, text = CATEGORY.get(c, "Cn"), chr(c)
    if c in KANJI_VARIANTS:
        return None
    if c in (0x3099, 0x309B):
        return "voicing"
    if c in (0x309A, 0x309C):
        return "halfVoicing"
    for marks, kind in [(PROLONGS, "prolong"), (ITERATIONS, "iteration"), (CLAUSE_MARKS, "clause"), (MASKS, "mask"),
                        ("@$", "leetSymbol"), ("一", "kanjiOne"), ("\n\v\f\r\x85", "newline"), ("\t", "space")]:
        if text in marks:
            return kind
    if category in ("Cc", "Cf", "Mn", "Me") or c in FILLERS:
        return "ignored"
    if category in ("Zl", "Zp"):
        return "newline"
    if category == "Zs":
        return "space"
    if category[0] in "PS" or category in ("Co", "Cn"):
        return "symbol"
    return "hangul" if 0xAC00 <= c <= 0xD7A3 else None


def moderation(c):
    """(kind, flags, script, units). An expansion's units are scalars to be folded again, each by its own kind."""
    if c in (0x309B, 0x309C):
        return "voicing" if c == 0x309B else "halfVoicing", FLAGS["D"], 0, []
    enclosed = enclosed_letter(c)
    if enclosed:
        flags, script, units = letter(enclosed)
        return "letter", flags | FLAGS["E"], script, units
    if is_dropped_mark(c):
        return "ignored", 0, 0, []
    if c == 0x37A:  # a space and a dropped mark, but the mark alone would become a letter
        return "space", 0, 0, []
    parts = [x for x in decompose(c) if not is_dropped_mark(x)]
    if 0x30F7 <= c <= 0x30FA or c in (0x309E, 0x30FE):
        parts = CANONICAL[c]
    if parts != [c]:
        return combined(parts, 0)
    mapped = CASEFOLD.get(c, [c])
    if mapped == [c]:
        kind = plain_kind(c)
        return (kind, 0, 0, []) if kind else ("letter", *letter(c))
    if not mapped:
        return "ignored", 0, 0, []
    is_case = len(mapped) == 1 and chr(c).lower() == chr(mapped[0])
    return combined(mapped, FLAGS["C" if is_case else "W"])


def combined(parts, flags):
    rows = [moderation(x) for x in parts]
    if len(rows) == 1 and rows[0][0] in ("ignored", "newline", "space", "clause", "symbol", "mask"):
        return rows[0]
    if all(row[:3] == ("letter", *rows[0][1:3]) for row in rows):
        return "letter", flags | rows[0][1], rows[0][2], [x for row in rows for x in row[3]]
    flat = [y for x, row in zip(parts, rows) for y in (row[3] if row[0] == "expansion" else [x])]
    return "expansion", flags, 0, flat
