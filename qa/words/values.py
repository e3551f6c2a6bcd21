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


def _month_places(tokens: Sequence[Token], language: str) -> list[tuple[int, int, int]]:
    """Where months begin and end: one word or, in the Levant, two; an English "May" in capitals."""
    known = month_names(language)
    found = []
    for at, token in enumerate(tokens):
        pair = " ".join(t.word for t in tokens[at : at + 2])
        if language == "en" and not token.raw[:1].isupper():
            continue
        for name, end in ((pair, at + 2), (token.word, at + 1)):
            if name in known and (end == at + 1 or len(tokens) > at + 1):
                found.append((at, end, known[name]))
                break
    return found


def months(text: str, language: str) -> set[int]:
    """The months that a text names; an English "may" only with a capital."""
    found = {month for _, _, month in _month_places(tokenize(text, language), language)}
    if language == "zh":
        found |= {int(month) for month in regex.findall(r"(\d{1,2})月", normalise(text))}
    return found


@lru_cache(maxsize=8)
def _weekdays(language: str) -> frozenset[str]:
    """Names of the days of the week, folded."""
    return frozenset(
        normalise(name)
        for locale in _LOCALES.get(language, ())
        for name in get_day_names("wide", locale=locale).values()
    )


_NUMERIC_DATE = regex.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d\d)?\d\d(?!\d)|\d{4}-\d\d-\d\d")
_CHINESE_DAY = regex.compile(
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|星期[一二三四五六日天]|周[一二三四五六日]"
)
_MOST_DAYS = 31


def names_day(text: str, language: str) -> bool:
    """Whether a text names a day: by its number beside a month, or as one of the week.

    >>> [names_day(t, "en") for t in ("on 3 May 2020", "May 3rd", "every Tuesday", "in May 2020")]
    [True, True, True, False]
    """
    folded = normalise(text)
    if _NUMERIC_DATE.search(folded) or (language == "zh" and _CHINESE_DAY.search(folded)):
        return True
    if language == "zh":
        return False
    words = words_of(language)
    tokens = tokenize(text, language)
    # "الأحد" is Sunday, and in "الأحد عشر" eleven.
    found = words.numbers(tokens).items()
    numbers = {i for at, (_, n) in found if n > 1 for i in range(at, at + n)}
    for at, token in enumerate(tokens):
        if at not in numbers and _weekdays(language) & {token.word, *words.bare(token.word)}:
            return True
    for start, end, _ in _month_places(tokens, language):
        near = (*tokens[max(0, start - 2) : start], *tokens[end : end + 1])
        if any(map(_is_day, near)):
            return True
        # "The first of May".
        told = start > 1 and 0 < words.ordinals.get(tokens[start - 2].word, 0) <= _MOST_DAYS
        if told and words.is_stopword(tokens[start - 1]):
            return True
    return False


def _is_day(token: Token) -> bool:
    """Whether a word is the number of a day in digits: "3", "3rd", "1er"."""
    digits = regex.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª)?", token.word)
    return digits is not None and 0 < int(digits[1]) <= _MOST_DAYS


@lru_cache(maxsize=4096)
def is_date(text: str, language: str) -> bool:
    """Whether a text is a date or a year and says nothing else.

    >>> is_date("14 May 1988", "en"), is_date("since the fire of 1988", "en")
    (True, False)
    """
    words, names, tokens = words_of(language), month_names(language), tokenize(text, language)
    years = words.asks["year"].covered(tokens)
    plain = all(
        token.word.isdigit() or token.word in names or i in years or words.is_stopword(token)
        for i, token in enumerate(tokens)
    )
    return plain and bool(YEAR.search(normalise(text)))


_TICKS = {"\u2713": True, "\u2714": True, "\u2705": True, "\u2717": False, "\u2718": False}


@lru_cache(maxsize=4096)
def undecided(text: str, language: str) -> bool:
    """Whether a text says nothing but that a matter is not decided yet: "under study"."""
    tokens = tokenize(text, language)
    return bool(tokens) and words_of(language).pending.at(tokens, 0) == len(tokens)


def yes_or_no(text: str, language: str) -> bool | None:
    """What a text answers that is nothing but a yes or a no, None for any other.

    >>> yes_or_no("Yes", "en"), yes_or_no("not available", "en"), yes_or_no("no lift", "en")
    (True, False, None)
    """
    if text.strip() in _TICKS:
        return _TICKS[text.strip()]
    words, tokens = words_of(language), tokenize(text, language)
    for phrases, answer in ((words.declining, False), (words.affirming, True)):
        if tokens and len(phrases.covered(tokens)) == len(tokens):
            return answer
    return None
