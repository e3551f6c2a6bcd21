"""What a question's words are in Arabic, for documents that have no words in its language.

The bundled lexicon gives every word its likely translations; the document's own words choose among
them (Darwish & Oard 2003, "Probabilistic Structured Query Methods").
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from index.analyzer import HAN, skeleton
from index.lexicon import Lexicon, lexicon
from qa.words.tokens import Token

LEAST = 0.04
"""The least probability of a translation that is used."""
SHARE = 0.15
"""The least share of the likeliest translation's: what is far less likely is noise."""
MOST = 6
"""Translations of a word at most."""
_FORMS = 4
"""Translations of which other forms count as well, the likeliest ones."""
_ROOT = 3
"""Consonants at least by which two Arabic words are taken for forms of one."""


def glossed(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The same tokens with their Arabic translations; those without any as they are.

    Chinese characters get the translations of the word that they make together.
    """
    known = lexicon(language)
    stems = [_spelled(token.stem, known) if language == "en" else token.stem for token in tokens]
    found = list(tokens)
    for start, end in known.runs(stems):
        likely = known.translations("".join(stems[start:end]))[:MOST]
        best = max((probability for _, probability in likely), default=0.0)
        for i in range(start, end):
            # Names have translations that are rare in texts: the sea, "the middle white one".
            proper = i > 0 and tokens[i].raw[:1] != tokens[i].raw[:1].lower()
            least = LEAST if proper else max(LEAST, SHARE * best)
            names = tuple(name for name, probability in likely if probability >= least)
            found[i] = replace(found[i], glosses=names)
    return tuple(found)


def _spelled(word: str, known: Lexicon) -> str:
    """An English stem as the lexicon spells it: "immunis" or, as in America, "immuniz"."""
    if word in known:
        return word
    others = (word.replace(one, other, 1) for one, other in _SPELLINGS if one in word)
    return next((other for other in others if other in known), word)


_SPELLINGS = (
    ("is", "iz"), ("iz", "is"), ("our", "or"), ("or", "our"), ("centr", "center"),
    ("center", "centr"), ("programm", "program"), ("enc", "ens"), ("ens", "enc"), ("ll", "l"),
)  # fmt: skip
"""What British and American English spell differently, as it stands in stems."""


def word_at(at: int, tokens: Sequence[Token]) -> range:
    """Positions of the word that a token is of: of a Chinese one, which has them in common, all."""
    start, end = at, at + 1
    if HAN.search(tokens[at].word) and tokens[at].glosses:
        while start and tokens[start - 1].glosses == tokens[at].glosses:
            start -= 1
        while end < len(tokens) and tokens[end].glosses == tokens[at].glosses:
            end += 1
    return range(start, end)


def rendered(token: Token, words: Collection[str], *, exact: bool = False) -> bool:
    """Whether one of a token's translations is among these Arabic stems, or a form of one.

    With `exact`, other words of the same root don't count: a campaign is no pregnancy.
    """
    if not token.glosses:
        return False
    if any(gloss in words for gloss in token.glosses):
        return True
    return not exact and not _bones(words).isdisjoint(_bones(token.glosses[:_FORMS]))


def _bones(words: Collection[str]) -> set[str]:
    return {bones for word in words if len(bones := skeleton(word)) >= _ROOT}
