"""Which letters stand for which: variants of kanji, historic kana, look-alikes."""

from folding.handmade import KANJI_PAIRS, LOOKALIKES, RADICALS
from folding.unicode_files import code_points, lines

LOOKALIKE_OF = {ord(c): ord(target) for target, shapes in LOOKALIKES for c in shapes}


def read_kanji_variants():
    """Old, simplified and variant kanji to the one form in everyday (Joyo) use; only where there is exactly one."""
    joyo, jis, old, relations = set(), set(), {}, {}
    for line in lines("Unihan_OtherMappings.txt.bz2"):
        code, field, value = line.split("\t")
        c = int(code[2:], 16)
        if field == "kJoyoKanji" and not value.startswith("U+"):
            joyo.add(c)
        elif field in ("kJoyoKanji", "kJinmeiyoKanji") and "U+" in value:
            old[c] = int(value.split("U+")[1].split()[0], 16)
        elif field in ("kJis0", "kJis1", "kJIS0213"):
            jis.add(c)
    for line in lines("Unihan_Variants.txt.bz2"):
        code, field, value = line.split("\t")
        if field in ("kZVariant", "kSimplifiedVariant", "kTraditionalVariant", "kSemanticVariant"):
            c = int(code[2:], 16)
            for other in (int(part.split("<")[0][2:], 16) for part in value.split()):
                relations.setdefault(c, set()).add(other)
                relations.setdefault(other, set()).add(c)
    variants = {}
    for c, near in relations.items():
        if c in joyo:
            continue
        far = {y for x in near for y in relations[x]} | near
        choices = [found for found in (near & joyo, far & joyo) if found]
        if not choices and c not in jis:
            choices = [near & jis]
        if choices and len(choices[0]) == 1:
            variants[c] = next(iter(choices[0]))
    variants.update(old)
    for line in lines("EquivalentUnifiedIdeograph.txt"):
        fields = line.split(";")
        for c in code_points(fields[0]):
            variants[c] = int(fields[1], 16)
    variants.update({ord(a): ord(b) for a, b in RADICALS.items()})
    pairs = list(KANJI_PAIRS)
    variants.update({ord(a): ord(b) for a, b in zip(pairs[::2], pairs[1::2]) if a != b})
    return {c: last_form(c, variants) for c in variants}


def last_form(c, variants):
    """Follows variants of variants to the end; two that name each other would make the fold depend on its input."""
    seen = [c]
    while seen[-1] in variants and seen[-1] not in LOOKALIKE_OF:
        assert variants[seen[-1]] not in seen, f"{chr(c)} leads back to itself"
        seen.append(variants[seen[-1]])
    return seen[-1]


def read_hentaigana():
    """Historic kana by their names: HENTAIGANA LETTER KA-2 is か."""
    syllables, hentaigana = {}, {}
    for line in lines("UnicodeData.txt"):
        fields = line.split(";")
        code, name = int(fields[0], 16), fields[1]
        if name.startswith("HIRAGANA LETTER ") and len(name.split()) == 3:
            syllables[name.split()[2]] = code
        elif name.startswith("HENTAIGANA LETTER "):
            hentaigana[code] = syllables[name.split()[2].split("-")[0]]
    return hentaigana


KANJI_VARIANTS = read_kanji_variants()
HENTAIGANA = read_hentaigana()
