"""Names across scripts: "Al-Nahda", "Нахда", "纳赫达" and "النهضة" have the same consonants.

Letters fall into classes of sound that Arabic and other spellings share; vowels, doubled letters
and the article are left out, as transliterations leave them out or write them in many ways (compare
the skeleton keys of Freeman, Condon & Ackerman 2006, "Cross Linguistic Name Matching in English and
Arabic"). Chinese signs for foreign names have fewer classes: they tell no r from l, and no "خ" from
"ح".
"""

from functools import lru_cache

import regex
from rapidfuzz.distance import Levenshtein

from index.analyzer import ARABIC, HAN
from ingest.normalise import normalise

_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "غ": "j", "گ": "j", "چ": "j",
    "ح": "h", "ه": "h", "خ": "x", "د": "d", "ض": "d", "ذ": "d", "ظ": "z", "ز": "z", "ر": "r",
    "س": "s", "ص": "s", "ش": "c", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
    "ن": "n",
}  # fmt: skip
_DIGRAPHS = {"sh": "c", "ch": "c", "kh": "x", "gh": "j", "th": "t", "dh": "d", "ph": "f"}
_LATIN = {
    "b": "b", "p": "b", "t": "t", "j": "j", "g": "j", "h": "h", "x": "ks", "d": "d", "z": "z",
    "r": "r", "s": "s", "f": "f", "v": "f", "q": "k", "k": "k", "c": "k", "l": "l", "m": "m",
    "n": "n",
}  # fmt: skip
_CYRILLIC = {
    "б": "b", "п": "b", "т": "t", "г": "j", "ж": "j", "х": "h", "д": "d", "з": "z", "р": "r",
    "с": "s", "ц": "s", "ш": "c", "щ": "c", "ч": "c", "ф": "f", "к": "k", "л": "l", "м": "m",
    "н": "n",
}  # fmt: skip
_IS_CYRILLIC = regex.compile(r"\p{Script=Cyrillic}")
_FAR = regex.compile(r"\p{Script=Cyrillic}|\p{Script=Han}")
_CYRILLIC_ARTICLE = regex.compile(r"^(?:(?:аль|эль)[-'’ ]?|а[шсрднтз][-'’ ])(?=.{3})")
_CASE = regex.compile(r"(?<=.{3})(?:ом|ем|ами|ах|ов|ев)$")
"""Endings of a Russian name in other cases, which add a consonant."""
_SIGNS = {
    "": "阿埃艾奥厄伊亚雅叶耶尤约瓦沃乌伍维威韦魏",
    "n": "安恩因印延温翁万纳娜奈内尼努诺纽南楠宁农嫩",
    "b": "巴芭拜贝比彼波伯博卜布帕派佩皮普蒲", "bn": "班邦本宾潘庞彭",
    "d": "达代戴道德迪蒂多杜", "dn": "丹丁顿敦",
    "t": "塔泰特提铁图吐托陀陶", "tn": "坦唐腾廷",
    "f": "法费菲夫佛弗福富", "fn": "凡芬冯",
    "h": "哈赫黑豪胡侯惠霍", "hn": "罕汉亨洪",
    "k": "卡凯考科克柯库寇夸奎加伽贾盖戈格哥葛古瓜圭吉基季杰捷朱哲奇齐契乔丘恰切",
    "kn": "坎康肯孔坤昆甘冈根贡津姜钦琴珍贞",
    "l": "拉莱赖劳勒雷利里莉丽列鲁卢娄罗洛吕尔茹儒瑞若", "ln": "兰朗连廉林琳隆伦",
    "m": "马玛迈麦毛梅米密摩莫墨默姆穆", "mn": "曼芒蒙",
    "s": "萨撒塞赛瑟斯司丝苏素索西希锡沙莎绍舍什施诗舒朔夏谢", "sn": "桑森松辛欣珊申圣尚",
    "z": "扎泽兹祖佐宰", "zn": "赞詹增",
}  # fmt: skip
"""Chinese signs by the consonants that they write of an Arabic name, in `_COARSE` classes.

After the table of transcription that Xinhua keeps for Arabic, as far as names need it.
"""
_SOUNDS = {sign: sound for sound, signs in _SIGNS.items() for sign in signs}
_COARSE = str.maketrans({"r": "l", "x": "h", "j": "k", "c": "s"})
_ARTICLE = regex.compile(r"^(?:(?:ال|al|el)[-'’ ]?|(?:ar|as|ad|an|at|ash)[-'’ ])(?=.{3})")
_DOUBLED = regex.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def key(word: str) -> str:
    """The consonants of a name by their sound; "" when there are none.

    >>> key("النهضة") == key("Nahda") == "nhd"
    True
    """
    text = normalise(word)
    if HAN.search(text):
        return _DOUBLED.sub(r"\1", "".join(_SOUNDS.get(sign, "") for sign in text))
    if _IS_CYRILLIC.search(text):
        text = _CYRILLIC_ARTICLE.sub("", text).replace("дж", "ж")
        return _DOUBLED.sub(r"\1", "".join(_CYRILLIC.get(letter, "") for letter in text))
    text = _ARTICLE.sub("", text)
    if ARABIC.search(text):
        sounds = "".join(_ARABIC.get(letter, "") for letter in text.removesuffix("ه"))
    else:
        for pair, sound in _DIGRAPHS.items():
            text = text.replace(pair, sound.upper())
        text = text[:-1] if text.endswith("h") and len(text) > 3 else text
        sounds = "".join(c.lower() if c.isupper() else _LATIN.get(c, "") for c in text)
    return _DOUBLED.sub(r"\1", sounds)


def sounded(sign: str) -> bool:
    """Whether a Chinese sign is one by which foreign names are written."""
    return sign in _SOUNDS


@lru_cache(maxsize=16384)
def _keys(word: str) -> frozenset[str]:
    """A name's consonants in every way that it may be read.

    An Arabic "ة" may be heard as a t ("Thaniyat", "ثنية"), and "th" be two letters ("Fathi").
    """
    own, text = key(word), normalise(word)
    if ARABIC.search(text) and text.endswith("ه"):
        return frozenset((own, own if own.endswith("t") else own + "t"))
    if ARABIC.search(text) or HAN.search(text):
        return frozenset((own,))
    if _IS_CYRILLIC.search(text):
        # "х" writes both "ه" and "خ"; a case may add a consonant.
        alike = {own, key(_CASE.sub("", text))}
        return frozenset(alike | {name.replace("h", "x") for name in alike})
    # A last h may be a letter of its own ("Milh", "ملح") or stand for "ة".
    return frozenset((own, key(text + "a"), key(text.replace("th", "t'h") + "a")))


@lru_cache(maxsize=16384)
def _coarse(word: str) -> frozenset[str]:
    """The same in the classes that Chinese signs tell apart."""
    return frozenset(_DOUBLED.sub(r"\1", sounds.translate(_COARSE)) for sounds in _keys(word))


def same_name(one: str, other: str) -> bool:
    """Whether two words of different scripts may be one name; short keys must be equal.

    Cyrillic and Chinese names are compared with Arabic ones only: "Rabat" is no "работ" of a
    Russian translation.
    """
    for name, beside in ((one, other), (other, one)):
        if _FAR.search(name) and not ARABIC.search(beside):
            return False
    keys = _coarse if HAN.search(one) or HAN.search(other) else _keys
    return any(_same(left, right) for left in keys(one) for right in keys(other))


def _same(left: str, right: str) -> bool:
    if len(left) < 2 or len(right) < 2:
        return False
    allowed = 1 if min(len(left), len(right)) >= 4 else 0
    return Levenshtein.distance(left, right, score_cutoff=allowed) <= allowed
