"""What guessers try first: common words, rows of keys, a short piece said again and again."""

# Common words, and words that people lengthen into passwords.
COMMON = (
    "password",
    "passw0rd",
    "qwerty",
    "1q2w3e",
    "1qaz2wsx",
    "asdfgh",
    "zxcvbn",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "woaini",
    "woaizhongguo",
    "mima",
    "nanguan",
    "changchun",
)
ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
ROW_MIN = 4


def rest_of(text: str, *words: str) -> str:
    """What is left of a text, in small letters, without these words, common ones and rows."""
    rest = text.lower()
    for word in (*words, *COMMON, *_parts_of_rows()):
        rest = rest.replace(word, "").replace(word[::-1], "")
    return rest


def _parts_of_rows() -> list[str]:
    return [row[i : i + ROW_MIN] for row in ROWS for i in range(len(row) - ROW_MIN + 1)]


def once(text: str) -> str:
    """The shortest piece that makes the whole text when it is repeated; else the text itself."""
    for size in range(1, len(text)):
        if text[size:] == text[:-size]:
            return text[:size]
    return text
