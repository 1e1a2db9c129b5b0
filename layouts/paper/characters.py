"""Which characters a paper can show as they are; any other one is written out as its code.

Nothing is left out in silence: what the font lacks, and what can't be seen or turns the direction
of writing, stands on the paper as 〔U+1F525〕.
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FONT = FONTS / "NotoSansSC-GB2312.ttf"
LINE_END = "\n"
BREAK = "\u200b"
LONG_RUN = re.compile(r"[^\s\u2e80-\uffef]{24}")
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories of what has no shape."""
HEAD, TABLE_ROW = 12, 16
"""The sizes of a font file's head, and of a row in its directory."""
IN_SEGMENTS = 4
LAST = 0xFFFF


def straight(text: str) -> str:
    """The text with one kind of line end, and without tabs."""
    return text.replace("\r\n", LINE_END).replace("\r", LINE_END).replace("\t", " ")


def plain(text: str) -> str:
    """The text as any browser can show it, with nothing unseen."""
    return _named(straight(text), lambda sign: unicodedata.category(sign) in UNSEEN)


def printable(text: str) -> str:
    """The text as the font can show it."""
    known = covered(FONT)
    return _named(plain(text), lambda sign: ord(sign) not in known)


def breakable(text: str) -> str:
    """The printable text; a run of letters without a space may be broken after every 24."""
    return LONG_RUN.sub(lambda found: found[0] + BREAK, printable(text))


def _named(text: str, without_shape: Callable[[str], bool]) -> str:
    """Each run of such characters as its codes in brackets."""
    runs = groupby(text, lambda sign: sign != LINE_END and without_shape(sign))
    return "".join(_codes(signs) if named else "".join(signs) for named, signs in runs)


def _codes(signs: Iterable[str]) -> str:
    return f"〔{' '.join(f'U+{ord(sign):04X}' for sign in signs)}〕"


@lru_cache
def covered(font: Path) -> frozenset[int]:
    """The code points that the font has a shape for, read from its `cmap`; raises `OSError`."""
    raw = font.read_bytes()
    try:
        cmap = _table(raw, b"cmap")
        (count,) = struct.unpack_from(">H", raw, cmap + 2)
        maps = [struct.unpack_from(">L", raw, cmap + 8 + 8 * at)[0] for at in range(count)]
        return frozenset().union(*(_in_segments(raw, cmap + offset) for offset in maps))
    except (struct.error, KeyError) as error:
        raise OSError(f"{font.name} is no TrueType font.") from error


def _table(raw: bytes, wanted: bytes) -> int:
    (count,) = struct.unpack_from(">H", raw, 4)
    rows = (struct.unpack_from(">4sLLL", raw, HEAD + TABLE_ROW * at) for at in range(count))
    offsets: dict[bytes, int] = {name: offset for name, _, offset, _ in rows}
    return offsets[wanted]


def _in_segments(raw: bytes, at: int) -> set[int]:
    """The characters of a `cmap` in format 4, the one for the first 65,536; others are passed by.

    Each segment has its glyphs; a segment may say one by one which characters have none.
    """
    form, _, _, double = struct.unpack_from(">HHHH", raw, at)
    if form != IN_SEGMENTS:
        return set()
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", raw, at + 14 + skip + part * double)
        for part, skip in enumerate((0, 2, 2, 2))
    )
    found: set[int] = set()
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        table = at + 16 + 3 * double + 2 * index + offsets[index]
        for code in range(first, min(last, LAST - 1) + 1):
            if offsets[index]:
                (glyph,) = struct.unpack_from(">H", raw, table + 2 * (code - first))
            else:
                glyph = (code + deltas[index]) & LAST
            if glyph:
                found.add(code)
    return found
