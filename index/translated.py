"""A query in words of another language than a document's: what each may be in Arabic.

Probabilistic structured queries (Darwish & Oard 2003): a word counts as held by a text as far as
its likeliest translation there goes, and never twice.
"""

from collections.abc import Sequence

from index.analyzer import HAN, LEAST_BONES, SCRIPT_RUN, WORD, skeleton, stem
from index.lexicon import DAMPING, lexicon
from ingest.normalise import normalise

ROOT = 0.7
"""What another form of a translation counts beside the translation itself."""

Alternatives = tuple[tuple[str, float], ...]
"""Tokens of the lexical index that say one word, each with how much it counts, 0 to 1."""


def alternatives(query: str, language: str) -> list[Alternatives]:
    """The words of a query, each as the tokens that may stand for it in Arabic text.

    A word without a translation stands for itself: a number, or a name in Latin letters.
    """
    known = lexicon(language)
    words = [
        (piece, stem(piece, language))
        for match in WORD.findall(normalise(query))
        for piece in SCRIPT_RUN.findall(match)
    ]
    stems = [stemmed for _, stemmed in words]
    runs = dict(known.runs(stems))
    found: list[Alternatives] = []
    at = 0
    while at < len(words):
        end = runs.get(at, at + 1)
        if likely := known.translations("".join(stems[at:end])):
            found.append(_tokens(likely))
        elif not HAN.search(words[at][0]):
            found.append((("w:" + stems[at], 1.0),))
        at = end
    return found


def _tokens(likely: Sequence[tuple[str, float]]) -> Alternatives:
    best: dict[str, float] = {}
    for word, probability in likely:
        weight = probability**DAMPING
        bones = skeleton(word)
        forms = [("s:" + word, weight)]
        if len(bones) >= LEAST_BONES:
            forms.append(("r:" + bones, ROOT * weight))
        for token, counts in forms:
            best[token] = max(best.get(token, 0.0), counts)
    return tuple(best.items())
