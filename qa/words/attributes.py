"""Words of small closed sets, of which a text that has one excludes the others: days and colours.

What a document says of the yellow ticket it doesn't say of a red one, however near the
sentence is in meaning.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel.dates import get_day_names

from ingest.normalise import normalise
from qa.words.language import record_of, words_of
from qa.words.phrases import Phrases
from qa.words.tokens import tokenize

_LOCALES = {"ar": "ar", "en": "en", "fr": "fr", "es": "es", "ru": "ru"}


@lru_cache(maxsize=8)
def _colours(language: str) -> tuple[Phrases, ...]:
    return tuple(Phrases(forms, language) for forms in record_of(language).get("colours", ()))


@lru_cache(maxsize=8)
def _days(language: str) -> Mapping[str, int]:
    """Names of the days of the week, folded, also in the English plural."""
    if language not in _LOCALES:
        return {}
    names = get_day_names("wide", locale=_LOCALES[language])
    known = {normalise(name): day for day, name in names.items()}
    return known | ({name + "s": day for name, day in known.items()} if language == "en" else {})


def colours(text: str, language: str) -> set[int]:
    """Which colours a text names, the same numbers in every language.

    >>> colours("the red ticket", "en") == colours("البطاقة الحمراء", "ar") != set()
    True
    """
    tokens = tokenize(text, language)
    return {i for i, forms in enumerate(_colours(language)) if forms.positions(tokens)}


def weekdays(text: str, language: str) -> set[int]:
    """Which days of the week a text names, Monday 0; no numbers such as the Arabic "eleven".

    >>> weekdays("closed on Mondays", "en"), weekdays("يوم الاثنين", "ar")
    ({0}, {0})
    """
    words, tokens, known = words_of(language), tokenize(text, language), _days(language)
    numbered = {
        i for at, (_, n) in words.numbers(tokens).items() if n > 1 for i in range(at, at + n)
    }
    return {
        known[form]
        for i, token in enumerate(tokens)
        if i not in numbered
        for form in (token.word, *words.bare(token.word))
        if form in known
    }


def of_other_colours(text: str, language: str, told: Iterable[Mapping[str, str]]) -> bool:
    """Whether texts, each by language, name colours and not the one that a question names."""
    asked = colours(text, language)
    held = {one for views in told for code, said in views.items() for one in colours(said, code)}
    return bool(asked and held) and asked.isdisjoint(held)
