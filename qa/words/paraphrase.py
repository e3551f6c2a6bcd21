"""Arabic words that say the same, told by what they are translations of.

Two words are near when texts in other languages have one where they have the other: "مصاريف" and
"نفقات" both stand for "expenses", "dépenses" and "расходы" (Bannard & Callison-Burch 2005,
"Paraphrasing with Bilingual Parallel Corpora"). The bundled lexicons hold those translations for
five languages; where several of them agree, no list of synonyms is needed.
"""

import gzip
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from index.analyzer import ARABIC
from index.analyzer import stem as stem_of
from index.lexicon import FOLDER, lexicon
from ingest.normalise import normalise
from qa.words.tokens import Token

PIVOTS = ("en", "fr", "es", "ru", "zh")
"""The languages through which words are compared."""
LEAST = 0.02
"""The least probability of one word where a text might have had the other.

Synonyms of handbooks have .02 to .35 ("pottery" and "ceramics" .07, "fees" and "expenses" .17);
what merely belongs together ("silver" and "gold", "north" and "south") has less than .005.
"""
AGREEING = 2
"""Languages at least in which both are translations of one word."""
SHORT = 2
"""Letters of a word that has too many meanings to be compared."""
MOST = 4
"""Other words for one, at most."""


@lru_cache(maxsize=8)
def _text(language: str) -> str:
    path, words = FOLDER / f"{language}.tsv.gz", FOLDER / f"{language}.words.txt"
    if not path.is_file():
        return ""
    lines = gzip.decompress(path.read_bytes()).decode("utf8").splitlines()
    known = lexicon(language, further=False)
    written = words.read_text("utf8").splitlines() if words.is_file() else []
    for key in dict.fromkeys(
        stem_of(normalise(line.partition(":")[0]), language)
        for line in written
        if ":" in line and not line.startswith("#")
    ):
        told = " ".join(f"{word} {round(100 * p)}" for word, p in known.translations(key))
        lines.append(f"{key}\t{told}")
    return "\n" + "\n".join(lines) + "\n"


def _entries(language: str, stem: str) -> Iterator[Mapping[str, float]]:
    """The translations of every word of a language that `stem` is one of."""
    text = _text(language)
    for match in regex.finditer(rf"[\t ]{regex.escape(stem)} (?=\d)", text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.end())]
        fields = line.split()[1:]
        yield {word: int(n) / 100 for word, n in zip(fields[::2], fields[1::2], strict=True)}


@lru_cache(maxsize=4096)
def paraphrases(stem: str) -> Mapping[str, float]:
    """Other stems that translate what this one translates, with how likely each is.

    >>> "حافل" in paraphrases("باص")
    True
    """
    scores: dict[str, float] = {}
    agreeing: dict[str, int] = {}
    languages = 0
    for language in PIVOTS:
        entries = list(_entries(language, stem))
        total = sum(entry[stem] for entry in entries)
        found: dict[str, float] = {}
        for entry in entries:
            share = entry[stem] / total / sum(entry.values())
            for other, probability in entry.items():
                found[other] = found.get(other, 0.0) + share * probability
        languages += bool(entries)
        for other, score in found.items():
            scores[other] = scores.get(other, 0.0) + score
            agreeing[other] = agreeing.get(other, 0) + 1
    return {
        other: score / languages
        for other, score in sorted(scores.items(), key=lambda pair: -pair[1])
        if other != stem and agreeing[other] >= AGREEING and score / languages >= LEAST
    }


def others(stem: str, told: Collection[str]) -> tuple[str, ...]:
    """The words among `told` that one is near to, in one direction or the other."""
    near = [other for other in paraphrases(stem) if other in told]
    near += [word for word in told if word not in near and stem in paraphrases(word)]
    return tuple(near[:MOST])


def with_paraphrases(
    tokens: Sequence[Token], told: Collection[str], knows: Callable[[str], bool]
) -> tuple[Token, ...]:
    """The tokens, Arabic words that the documents lack with the tables' words for them.

    Not with the prose's: a "council" that was founded is no answer about a "committee".

    Args:
        tokens: of the question.
        told: stems that the tables' headers and cells have.
        knows: whether the documents have a stem.
    """
    found = []
    for token in tokens:
        own = (token.stem, *token.glosses)
        lacks = ARABIC.search(token.word) and not any(knows(stem) for stem in own)
        for stem in own[:2] if lacks and len(token.word) > SHORT else ():
            more = others(stem, told)
            token = replace(token, glosses=tuple(dict.fromkeys((*token.glosses, *more))))
        found.append(token)
    return tuple(found)
