"""Finding an expected wording in an answer, in Arabic or in other scripts."""

import re
import unicodedata
from functools import lru_cache

_MARKER = re.compile(r"\[\d+(?:\s*[,،]\s*\d+)*\]")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_NOT_WORD = re.compile(r"[^\w+]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_HAN = r"\u3400-\u9fff"
_COUNTED = "[零一二三四五六七八九十百千]"
# Chinese is written without spaces: there a word of another script ends where Chinese begins,
# and a Chinese wording may stand anywhere, except that a number must not be part of a longer one.
_BEFORE, _AFTER = rf"(?<![^\W{_HAN}]|\+)", rf"(?![^\W{_HAN}]|\+)"
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})


def strip_markers(text: str) -> str:
    """Remove citation markers: the 2 of "[2]" must not pass for the number two."""
    return _MARKER.sub(" ", text)


def strip_quotations(text: str) -> str:
    """Remove what stands between quotation marks, of whatever language it is."""
    return _QUOTED.sub(" ", text)


def fold(text: str) -> str:
    """Lower case, no diacritics or tatweel, one form per Arabic letter, ASCII digits.

    This is the metrics' own folding: were it the system's, a fault there would hide itself.
    Punctuation becomes a space, except "+" (the name "5+5" must not become two fives).
    """
    decomposed = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    kept = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in kept)
    return _NOT_WORD.sub(" ", digits).strip()


@lru_cache(maxsize=4096)
def _pattern(alias: str) -> re.Pattern[str]:
    folded = fold(alias)
    if not _ARABIC.search(folded):
        before = rf"(?<!{_COUNTED})" if re.match(_COUNTED, folded) else _BEFORE
        after = rf"(?!{_COUNTED})" if re.search(_COUNTED + "$", folded) else _AFTER
        before = "" if re.match(rf"(?!{_COUNTED})[{_HAN}]", folded) else before
        after = "" if re.search(rf"(?!{_COUNTED})[{_HAN}]$", folded) else after
        return re.compile(before + re.escape(folded) + after)
    # In Arabic "and", "for", "by" and the article are written onto the word, and an indefinite
    # accusative adds an alef: the same wording must still be found.
    core = re.escape(re.sub(r"^ال(?=\w{2})", "", folded))
    return re.compile(rf"{_BEFORE}[وف]?[بكل]?(?:ال|ل)?{core}ا?{_AFTER}")


def find(alias: str, text: str) -> bool:
    """Whether a wording occurs in a text as whole words.

    >>> find("60", "about 60 people"), find("60", "160 people")
    (True, False)
    """
    return contains(alias, fold(text))


def contains(alias: str, folded: str) -> bool:
    """Like `find`, in a text which is folded already."""
    return bool(_pattern(alias).search(folded))
