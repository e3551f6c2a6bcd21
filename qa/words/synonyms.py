"""Other words for those of a question that its documents lack: "obstacles" for "difficulties".

Vectors of single Arabic words hardly tell synonyms; lists of the language do: a short one
(`synonyms` in its file), whose words may stand anywhere, and a long one in `encoder/lexicon/`, of
which only words that a table has are taken. They stand with the word as translations do, so that
whatever reads those reads these.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.lexicon import FOLDER
from qa.words.language import record_of
from qa.words.tokens import Token, tokenize


def _groups(listed: Iterable[Sequence[str]], language: str) -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of all that stands in one group with it."""
    found: dict[str, dict[str, None]] = {}
    for group in listed:
        stems = [tokenize(word, language)[0].stem for word in group]
        for stem in stems:
            found.setdefault(stem, {}).update((other, None) for other in stems if other != stem)
    return {stem: tuple(others) for stem, others in found.items()}


@lru_cache(maxsize=8)
def _short(language: str) -> Mapping[str, tuple[str, ...]]:
    return _groups(record_of(language).get("synonyms", ()), language)


@lru_cache(maxsize=8)
def _long(language: str) -> Mapping[str, tuple[str, ...]]:
    path = FOLDER / f"{language}.synonyms.txt"
    lines = path.read_text("utf8").splitlines() if path.is_file() else []
    return _groups((line.split(", ") for line in lines if not line.startswith("#")), language)


def with_synonyms(
    tokens: Sequence[Token],
    language: str,
    knows: Callable[[Token], bool],
    told: Collection[str] = (),
) -> tuple[Token, ...]:
    """The tokens, those that the documents don't know with other words for them.

    Args:
        tokens: of the question.
        language: of the question.
        knows: whether the documents have a word.
        told: stems that the tables' headers and cells have.
    """
    short, long = _short(language), _long(language)
    found = []
    for token in tokens:
        if not token.glosses and not knows(token):
            near = (word for word in long.get(token.stem, ()) if word in told)
            glosses = tuple(dict.fromkeys((*short.get(token.stem, ()), *near)))
            token = replace(token, glosses=glosses) if glosses else token
        found.append(token)
    return tuple(found)
