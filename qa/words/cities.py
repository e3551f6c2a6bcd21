"""Names of cities in six languages: those by which Unicode CLDR calls the time zones.

Some four hundred, most capitals among them: enough to tell that a statement names another city.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel import Locale

from qa.words.language import LANGUAGES, words_of
from qa.words.tokens import Token, tokenize

_LONGEST = 4
_AREAS = ("Africa/", "America/", "Asia/", "Europe/", "Australia/", "Atlantic/")
_SHORTEST = {"ar": 4}
"""Letters of a name at least: shorter Arabic ones are words as well."""
CASED = frozenset(("en", "fr", "es", "ru"))
"""Languages that write names with a capital."""


def _form(token: Token, language: str) -> str:
    return token.stem if language == "ru" else token.word


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """All zones of cities; a language leaves out those that it spells as English does."""
    return frozenset(zone for code in LANGUAGES for zone in Locale(code).time_zones)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """By language: the words of each name, and the zone it belongs to."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for code in LANGUAGES:
        own = found.setdefault(code, {})
        zones = Locale(code).time_zones
        for zone in _zones():
            if zone.startswith(_AREAS) and zone.count("/") == 1:
                name = zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
                key = tuple(_form(token, code) for token in tokenize(name, code))
                if 0 < len(key) <= _LONGEST and len("".join(key)) >= _SHORTEST.get(code, 2):
                    own.setdefault(key, zone)
    return found


def cities(tokens: Sequence[Token], language: str) -> dict[int, str]:
    """Zones of the cities that a text names, by the position where each name begins.

    >>> cities(tokenize("They met in Nairobi and in Addis Ababa.", "en"), "en")
    {3: 'Africa/Nairobi', 6: 'Africa/Addis_Ababa'}
    """
    known, words = _names().get(language, {}), words_of(language)
    found: dict[int, str] = {}
    for at, token in enumerate(tokens):
        if language in CASED and not token.raw[:1].isupper():
            continue
        firsts = (_form(token, language), *words.bare(token.word))
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            rest = tuple(_form(t, language) for t in tokens[at + 1 : at + length])
            zone = next((known[(f, *rest)] for f in firsts if (f, *rest) in known), None)
            if zone:
                found[at] = zone
                break
    return found


def cities_of(views: Mapping[str, str]) -> set[str]:
    """Zones of the cities that a text names in any of its languages."""
    return {
        zone
        for language, text in views.items()
        for zone in cities(tokenize(text, language), language).values()
    }
