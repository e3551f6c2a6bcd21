"""Names of countries in six languages (Unicode CLDR), by which near misses about states are told.

Who asks whether Germany takes part is not answered by how many countries do.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from babel import Locale

from ingest.normalise import normalise
from qa.words.language import LANGUAGES, words_of
from qa.words.tokens import Token, tokenize

_SHORT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {"US": ("USA", "United States of America"), "GB": ("UK", "Great Britain")},
    "ar": {"US": ("الولايات المتحدة الأمريكية", "أمريكا"), "GB": ("بريطانيا",)},
    "fr": {"US": ("États-Unis d'Amérique",), "GB": ("Grande-Bretagne",)},
    "es": {"US": ("Estados Unidos de América", "EE. UU."), "GB": ("Gran Bretaña",)},
    "ru": {"US": ("США",), "GB": ("Британия",)},
    "zh": {"GB": ("英国",)},
}
"""Usual names that CLDR lacks."""
_WORDS_TOO = {
    "ar": frozenset(("مالي", "بنين")),
    "en": frozenset(("turkey", "jersey", "georgia")),
    "fr": frozenset(("la reunion",)),
    "es": frozenset(("reunion", "granada")),
    "ru": frozenset(("тог", "мал", "куб", "пер", "чад")),
}
"""Names that are ordinary words as well: "financial", "meeting"; those in Russian as stems."""
_LONGEST = 5
"""Words of a country's name at most; longer ones are official names that nobody types."""
_VOWELS, _START = "aeiouyаеиоуыэюяйь", 3
"""What a country's adjective leaves of the end of its name, and how much must remain."""


@lru_cache(maxsize=1)
def names() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """By language: the words of each name, and the territory's code."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for code in LANGUAGES:
        own = found.setdefault(code, {})
        for territory, name in Locale(code).territories.items():
            if territory.isalpha() and territory not in ("EU", "EZ", "UN", "ZZ"):
                _add(own, name, code, territory)
        for territory, more in _SHORT[code].items():
            for name in more:
                _add(own, name, code, territory)
    return found


def _add(own: dict[tuple[str, ...], str], name: str, language: str, territory: str) -> None:
    key = tuple(_form(token, language) for token in tokenize(name, language))
    if 0 < len(key) <= _LONGEST and " ".join(key) not in _WORDS_TOO.get(language, ()):
        own.setdefault(key, territory)


def _form(token: Token, language: str) -> str:
    """What a name is compared by: its letters, or in Russian, which inflects names, its stem."""
    return token.stem if language == "ru" else token.word


@lru_cache(maxsize=1)
def spelled() -> frozenset[str]:
    """All names, folded."""
    return frozenset(
        normalise(name)
        for code in LANGUAGES
        for territory, name in Locale(code).territories.items()
        if territory.isalpha()
    )


def countries(
    tokens: Sequence[Token], language: str, apart: Collection[int] = ()
) -> dict[int, str]:
    """Codes of the countries that a text names, by the position where each name begins.

    No name goes on over the words that stand `apart` from those before them.

    >>> countries(tokenize("Did Spain or the Republic of Peru take part?"), "en")
    {1: 'ES', 6: 'PE'}
    """
    known = names().get(language, {})
    words = words_of(language)
    found: dict[int, str] = {}
    # Whoever writes capitals writes them in names.
    cased = any(token.raw[:1] != token.raw[:1].lower() for token in tokens[1:])
    at = 0
    while at < len(tokens):
        if cased and tokens[at].raw[:1].islower():
            at += 1
            continue
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            run = tokens[at : at + length]
            if any(i in apart for i in range(at + 1, at + length)):
                continue
            first = (_form(run[0], language), *words.bare(run[0].word))
            rest = tuple(_form(token, language) for token in run[1:])
            code = next((known[(f, *rest)] for f in first if (f, *rest) in known), None)
            if code:
                found[at] = code
                at += length - 1
                break
        at += 1
    return found


def country_name(code: str, language: str) -> str:
    """The name of a country in a language."""
    return str(Locale(language).territories[code])


def countries_of(views: Mapping[str, str]) -> set[str]:
    """Codes of the countries that a text names in any of its languages."""
    return {
        code
        for language, text in views.items()
        for code in countries(tokenize(text, language), language).values()
    }


def is_of_country(token: Token, territories: Collection[str], language: str) -> bool:
    """Whether a word is made from the name of one of these countries, its last vowels aside.

    >>> is_of_country(tokenize("Peruvian", "en")[0], {"PE", "CL"}, "en")
    True
    >>> is_of_country(tokenize("Bolivian", "en")[0], {"PE", "CL"}, "en")
    False
    """
    starts = (
        name[0].rstrip(_VOWELS)
        for name, territory in names().get(language, {}).items()
        if territory in territories and len(name) == 1
    )
    return any(len(start) >= _START and token.word.startswith(start) for start in starts)
