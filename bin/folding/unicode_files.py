"""The Unicode character database, as Debian's `unicode-data` installs it."""

import bz2
import pathlib

UNICODE = pathlib.Path("/usr/share/unicode")


def lines(name):
    path = UNICODE / name
    text = bz2.open(path, "rt", encoding="utf-8") if name.endswith(".bz2") else open(path, encoding="utf-8")
    with text:
        for line in text:
            line = line.split("#")[0].rstrip()
            if line:
                yield line


def code_points(field):
    first, _, last = field.strip().partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def read_unicode_data():
    """General category, combining class and canonical decomposition (one step) by code point."""
    category, combining, canonical = {}, {}, {}
    range_start = None
    for line in lines("UnicodeData.txt"):
        fields = line.split(";")
        code, name = int(fields[0], 16), fields[1]
        if name.endswith(", First>"):
            range_start = code
            continue
        for c in range(range_start if name.endswith(", Last>") else code, code + 1):
            category[c] = fields[2]
        range_start = None
        if int(fields[3]):
            combining[code] = int(fields[3])
        if fields[5] and not fields[5].startswith("<"):
            canonical[code] = [int(c, 16) for c in fields[5].split()]
    return category, combining, canonical


def read_normalization_props():
    """NFKC_Casefold mappings and the code points composition never makes."""
    casefold, excluded = {}, set()
    for line in lines("DerivedNormalizationProps.txt"):
        fields = [field.strip() for field in line.split(";")]
        if fields[1] == "NFKC_CF":
            for c in code_points(fields[0]):
                casefold[c] = [int(x, 16) for x in fields[2].split()]
        elif fields[1] == "Full_Composition_Exclusion":
            excluded.update(code_points(fields[0]))
    return casefold, excluded


CATEGORY, COMBINING, CANONICAL = read_unicode_data()
CASEFOLD, EXCLUDED = read_normalization_props()
