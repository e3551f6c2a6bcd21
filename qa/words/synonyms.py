"""Other words for those of a question that its documents lack: "obstacles" for "difficulties".

Vectors of single Arabic words hardly tell synonyms; a list of the language does (`synonyms` in its
file). They stand with the word as translations do, so that whatever reads those reads these.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from qa.words.language import record_of
from qa.words.tokens import Token, tokenize


@lru_cache(maxsize=8)
def _groups(language: str) -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of all that stands in one group with it."""
    found: dict[str, dict[str, None]] = {}
    for group in record_of(language).get("synonyms", ()):
        stems = [tokenize(word, language)[0].stem for word in group]
        for stem in stems:
            found.setdefault(stem, {}).update((other, None) for other in stems if other != stem)
    return {stem: tuple(others) for stem, others in found.items()}


def with_synonyms(
    tokens: Sequence[Token], language: str, knows: Callable[[Token], bool]
) -> tuple[Token, ...]:
    """The tokens, those that the documents don't know with other words for them."""
    groups = _groups(language)
    return tuple(
        replace(token, glosses=groups[token.stem])
        if token.stem in groups and not token.glosses and not knows(token)
        else token
        for token in tokens
    )
