"""Words that deny by their form alone: halves of an Arabic dialect's "not"; French "ne ... que".

The second only looks like it: it says "only".
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from index.analyzer import HAN
from qa.words.language import Language
from qa.words.tokens import Token

_DENYING = regex.compile(
    r"[وف]?(?:ما?[بك][تين]\w{2,}ش|ما?(?:عند|ل|لي|مع|في|علي)(?:ها|هم|هن|ه|و|ي|نا|ك|كم)?ش|مكاي\w+ش"
    r"|ما\w{3,}ش)"
)
"""An Arabic word between "م" and "ش", the two halves of a dialect's negation."""

_WHICH = frozenset(
    ("اي", "ايه", "انهي", "اللي", "الي", "التي", "الذي", "يلي", "مين", "شكون", "اما")
)

_NOT = frozenset(("لا", "ولا", "ما", "وما", "لم", "ولم"))
_CEASE = frozenset(
    "يزال تزال نزال ازال يزالون تزالون يزالوا يزل تزل زال زالت زالوا زلت زلنا".split()
)

_NEAR = 3


def dialect_negation(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of Arabic words that deny as dialects do: "ما", and one that ends with its "ش".

    Elsewhere "ما" asks "what": it denies before a verb with a "ب", before a word with the "ش" of a
    negation, and before a verb that follows "who" or "which".
    """
    if words.code != "ar":
        return set()
    found = {i for i, token in enumerate(tokens) if _DENYING.fullmatch(token.word)}
    for i, (token, after) in enumerate(pairwise(tokens)):
        if token.word == "ما":
            verb = words.is_verb(after)
            asked = any(t.word in _WHICH for t in tokens[max(0, i - _NEAR) : i])
            ends = (
                len(after.word) > _NEAR
                and after.word.endswith("ش")
                and not after.word.startswith("ال")
            )
            if ends or (verb and (after.word[0] in "بم" or asked)):
                found.add(i)
    return found


def only(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of a French "ne" that a "que" follows without "pas": it says "only"."""
    if words.code != "fr":
        return set()
    found = set()
    for i, token in enumerate(tokens):
        after = [t.word for t in tokens[i + 1 : i + 5]]
        if token.word in ("ne", "n") and {"que", "qu"} & set(after):
            before = after[: min(after.index(w) for w in ("que", "qu") if w in after)]
            if not {"pas", "plus", "jamais", "point", "aucun"} & set(before):
                found.add(i)
    return found


def still(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of an Arabic "not" before "cease": "has not ceased to be" says that it still is."""
    if words.code != "ar":
        return set()
    return {
        i
        for i, (token, after) in enumerate(pairwise(tokens))
        if token.word in _NOT and after.word in _CEASE
    }


def whether_or_not(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of Chinese "A or not A", which asks and denies nothing: "能不能", "有没有".

    Two denials ("不是不") are none.
    """
    denying = words.negators.covered(tokens)
    return {
        at
        for i in denying
        if 0 < i < len(tokens) - 1 and i - 1 not in denying and HAN.fullmatch(tokens[i].word)
        if tokens[i - 1].word == tokens[i + 1].word
        for at in (i, i + 1)
    }
