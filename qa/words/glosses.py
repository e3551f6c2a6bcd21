"""What a question's words are in Arabic, for documents that have no words in its language.

The bundled lexicon gives every word its likely translations; the document's own words choose among
them (Darwish & Oard 2003, "Probabilistic Structured Query Methods").
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from index.analyzer import skeleton
from index.lexicon import lexicon
from qa.words.tokens import Token

LEAST = 0.04
"""The least probability of a translation that is used."""
MOST = 6
"""Translations of a word at most."""
_ROOT = 3
"""Consonants at least by which two Arabic words are taken for forms of one."""


def glossed(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The same tokens with their Arabic translations; those without any as they are.

    Chinese characters get the translations of the word that they make together.
    """
    known = lexicon(language)
    stems = [token.stem for token in tokens]
    found = list(tokens)
    for start, end in known.runs(stems):
        likely = known.translations("".join(stems[start:end]))[:MOST]
        names = tuple(name for name, probability in likely if probability >= LEAST)
        for i in range(start, end):
            found[i] = replace(found[i], glosses=names)
    return tuple(found)


def rendered(token: Token, words: Collection[str], *, exact: bool = False) -> bool:
    """Whether one of a token's translations is among these Arabic stems, or a form of one.

    With `exact`, other words of the same root don't count: a campaign is no pregnancy.
    """
    if not token.glosses:
        return False
    if any(gloss in words for gloss in token.glosses):
        return True
    return not exact and not _bones(words).isdisjoint(_bones(token.glosses))


def _bones(words: Collection[str]) -> set[str]:
    return {bones for word in words if len(bones := skeleton(word)) >= _ROOT}
