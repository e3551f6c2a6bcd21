"""The values a statement stands or falls with: numbers and dates."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import regex
from babel.dates import get_day_names, get_month_names

from ingest.normalise import normalise
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize

_NUMBER = regex.compile(r"\d+(?:\+\d+)+|\d{1,3}(?:[,،٬\s]\d{3})+(?!\d)|\d+")
_LOCALES = {"ar": ("ar", "ar_LB"), "en": ("en",), "fr": ("fr",), "es": ("es",), "ru": ("ru",)}
YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
CLAUSE = regex.compile(r"[,;:،؛.!?؟。，；]")
"""Where clauses end, as far as negation goes."""


def numbers(text: str, language: str) -> set[str]:
    """The numbers of a text in digits; words for numbers above one as well ("one" is a pronoun).

    >>> sorted(numbers("Sixty of 1,200 people, 5+5", "en"))
    ['1200', '5+5', '60']
    """
    found = set()
    for number in _NUMBER.findall(normalise(text)):
        found.add(number if "+" in number else str(int(regex.sub(r"\D", "", number))))
    words = words_of(language)
    tokens = tokenize(text, language)
    for position, (value, _) in words.numbers(tokens).items():
        if not tokens[position].word.isdigit():
            found.add(str(value))
    return found


def is_label(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a number is a label and counts nothing: "No. 7", "page 7", "ISO 7".

    >>> is_label(tokenize("see ISO 9001", "en"), 2, "en")
    True
    """
    if at == 0:
        return False
    before = tokens[at - 1]
    acronym = 1 < len(before.raw) <= 5 and before.raw.isupper() and before.raw.isalpha()
    return acronym or at - 1 in words_of(language).asks["label"].covered(tokens)


@lru_cache(maxsize=8)
def month_names(language: str) -> Mapping[str, int]:
    """Month names of a language, folded, with the month's number."""
    return {
        normalise(name): month
        for locale in _LOCALES.get(language, ())
        for context in ("format", "stand-alone")
        for month, name in get_month_names("wide", context=context, locale=locale).items()
    }


_WRITTEN_DATE = regex.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\d日")


@lru_cache(maxsize=8)
def _weekdays(language: str) -> frozenset[str]:
    """Names of the days of the week, folded."""
    return frozenset(
        normalise(name)
        for locale in _LOCALES.get(language, ("zh",))
        for context in ("format", "stand-alone")
        for name in get_day_names("wide", context=context, locale=locale).values()
    )


def names_day(text: str, language: str) -> bool:
    """Whether a text names a day: by its date, or by its name in the week.

    >>> names_day("on 8 June", "en"), names_day("in June 2020", "en")
    (True, False)
    """
    if _WRITTEN_DATE.search(normalise(text)):
        return True
    tokens, known, words = tokenize(text, language), month_names(language), words_of(language)
    weekdays = _weekdays(language)
    if any(token.word in weekdays for token in tokens):
        return True
    places = words.places(tokens)
    return any(
        token.word in known
        and any(
            j in places or (words.number(tokens[j]) or 32) <= 31
            for j in range(max(0, i - 2), min(len(tokens), i + 2))
        )
        for i, token in enumerate(tokens)
    )


def months(text: str, language: str) -> set[int]:
    """The months that a text names; an English "may" only with a capital."""
    known = month_names(language)
    found = {
        known[token.word]
        for token in tokenize(text, language)
        if token.word in known and (language != "en" or token.raw[:1].isupper())
    }
    if language == "zh":
        found |= {int(month) for month in regex.findall(r"(\d{1,2})月", normalise(text))}
    return found
