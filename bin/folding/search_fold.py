"""What the search fold makes of a scalar, and what a scalar is when text is cut into words."""

from folding.handmade import DASHES, WAVES
from folding.unicode_files import CANONICAL, CASEFOLD, CATEGORY, EXCLUDED


def hiragana(c):
    """Katakana to hiragana, where a counterpart exists."""
    return c - 0x60 if 0x30A1 <= c <= 0x30F6 or 0x30FD <= c <= 0x30FE else c


def is_kept_composed(c):
    """Kana and Hangul syllables meet no mark that would reorder them, so they need not be taken apart."""
    return 0x3040 <= c <= 0x30FF or 0xAC00 <= c <= 0xD7A3


def decompose(c):
    if c in CANONICAL and not is_kept_composed(c):
        return [x for part in CANONICAL[c] for x in decompose(part)]
    return [c]


# The spaced voicing marks join the kana before them, as the half-width ones do.
SEARCH_HAND = {0x309B: [0x3099], 0x309C: [0x309A]}


def search_mapping(c):
    if c in SEARCH_HAND:
        return SEARCH_HAND[c]
    mapped = CASEFOLD.get(c, [c])
    return [hiragana(x) for part in mapped for x in decompose(part)]


def compositions():
    """(first, second) -> composed, for every pair canonical composition joins; Hangul is arithmetic."""
    return {tuple(parts): c for c, parts in CANONICAL.items() if len(parts) == 2 and c not in EXCLUDED}


COMPOSITIONS = compositions()
SECONDS = {second for _, second in COMPOSITIONS} | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))

WORD, KANA, WAVE, DASH, COMPOSES, TOKEN = 1, 2, 4, 8, 16, 32


def is_kana(c):
    return (0x3041 <= c <= 0x3096 or 0x3099 <= c <= 0x309A or 0x309D <= c <= 0x309F or 0x30A1 <= c <= 0x30FA
            or 0x30FC <= c <= 0x30FF or 0x31F0 <= c <= 0x31FF)


def is_plain_token(c):
    """Scalars that SQLite's unicode61 keeps inside a token and does not change, whatever its Unicode version."""
    return (0x30 <= c <= 0x39 or 0x61 <= c <= 0x7A or 0x3041 <= c <= 0x3096 or 0x30A1 <= c <= 0x30FA or c == 0x30FC
            or 0x3005 <= c <= 0x3007 or 0x3400 <= c <= 0x4DB5 or 0x4E00 <= c <= 0x9FCC or 0xAC00 <= c <= 0xD7A3)


def word_class(c):
    flags = 0
    if CATEGORY.get(c, "Cn")[0] in "LNM" or CATEGORY.get(c, "Cn") in ("So", "Co", "Cn"):
        flags |= WORD
    if is_kana(c):
        flags |= KANA
    if chr(c) in WAVES:
        flags |= WAVE
    if chr(c) in DASHES:
        flags |= DASH
    if c in SECONDS:
        flags |= COMPOSES
    if is_plain_token(c):
        flags |= TOKEN
    return flags
