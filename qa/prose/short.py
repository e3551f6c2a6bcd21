"""The short answer before the sentence: the date, number or place that was asked for.

Taken from the very sentence that is cited, in the words it has there; where more than one could
be meant, none is given, and the sentence speaks for itself.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

import regex

from qa.reading.forms import counts_people
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize
from qa.words.values import YEAR, is_label, month_names

_NEAR = 3
"""How many words may stand between a number and what it counts."""


def short_answer(question: Question, text: str, language: str, vocabulary: Vocabulary) -> str:
    """The words of `text` that answer by themselves, "" when there are none or several.

    Args:
        question: what was asked.
        text: the sentence that answers, in `language`.
        language: of the answer.
        vocabulary: of the documents, for places.
    """
    if question.has("yes_no", "why", "how_often", "compare") or question.or_at:
        return ""
    if question.has("count"):
        return _number(question, text, language)
    if question.has("when"):
        return "" if question.years() else _only(_dates(language).findall(text))
    if question.has("where"):
        return _place(question, text, language, vocabulary)
    return ""


def _only(found: list[str]) -> str:
    distinct = list(dict.fromkeys(piece.strip() for piece in found))
    return distinct[0] if len(distinct) == 1 else ""


@lru_cache(maxsize=8)
def _dates(language: str) -> regex.Pattern[str]:
    """A year, with the month and the days before it where they are given."""
    if language == "zh":
        return regex.compile(r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?")
    names = "|".join(regex.escape(name) for name in _spelled(language))
    year = r"(?<!\p{Nd})(?:[12١٢]\p{Nd}{3})(?!\p{Nd})"
    if not names:
        return regex.compile(year)
    days = r"(?:\p{Nd}{1,2}(?:\s?[-–]\s?\p{Nd}{1,2})?\s+)?"
    month = rf"(?:{names})(?:\p{{L}}*)"
    return regex.compile(
        rf"(?<!\p{{L}})(?:{days}{month}(?:[،,]?\s+{month})?[،,]?\s+(?:de\s+)?)?{year}", regex.I
    )


@lru_cache(maxsize=8)
def _spelled(language: str) -> tuple[str, ...]:
    """Month names as they are written, the longest first."""
    from babel.dates import get_month_names

    locales = {"ar": ("ar", "ar_LB")}.get(language, (language,))
    found = {
        name
        for locale in locales
        for context in ("format", "stand-alone")
        for name in get_month_names("wide", context=context, locale=locale).values()
    }
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _number(question: Question, text: str, language: str) -> str:
    """The one number that stands beside what is counted, with that word and with "about"."""
    tokens = tokenize(text, language)
    found = numbers_beside(tokens, _counted(question, tokens, language), language)
    return next(iter(found.values())) if len(found) == 1 else ""


def numbers_beside(
    tokens: Sequence[Token], counted: Collection[int], language: str
) -> dict[int, str]:
    """Numbers that stand within three words before one of the positions, as they are said.

    Years, days of a date and numbers that are labels ("No. 7") count nothing.
    """
    words = words_of(language)
    hedged = words.asks["approximately"].covered(tokens)
    found: dict[int, str] = {}
    for start, (value, length) in words.numbers(tokens).items():
        year = YEAR.fullmatch(str(value))
        if year or is_label(tokens, start, language) or _dated(tokens, start, language):
            continue
        after = range(start + length, start + length + _NEAR)
        if any(i in counted for i in after):
            first, last = start, start + length
            while last in counted and not tokens[last].raw.isupper():
                last += 1  # an acronym stands in brackets after the name that it is short for
            while first - 1 in hedged:  # "some sixty" is not sixty
                first -= 1
            said = [token.raw for token in tokens[first:last]]
            found[value] = ("" if language == "zh" else " ").join(said)
    return found


def _counted(question: Question, tokens: tuple[Token, ...], language: str) -> set[int]:
    """Positions of the words that a number would have to count.

    What is named beside the thing that is counted ("member states of X") is not counted.
    """
    if counts_people(question):
        return words_of(language).asks["person"].covered(tokens)
    start = question.cues.get("count", 0)
    named = {
        i for m in question.mentions if not m.of_kind("topic", "header", "theme", "term")
        for i in range(m.start, m.end)
    }  # fmt: skip
    asked = {
        t.stem
        for i, t in enumerate(question.tokens[start + 1 : start + 5], start + 1)
        if len(t.stem) > 2 and i not in named
    }
    return {i for i, token in enumerate(tokens) if token.stem in asked}


def _dated(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a number is the day of a date."""
    months = month_names(language)
    return any(token.word in months for token in tokens[max(0, at - 1) : at + 3])


def _place(question: Question, text: str, language: str, vocabulary: Vocabulary) -> str:
    """Places of the glossary that the sentence names and the question does not, in their order."""
    asked = {term.id for mention in question.mentions for term in mention.terms}
    found: dict[str, int] = {}
    for name in vocabulary.held({language: text}, ("place",)) - asked:
        for spelled in vocabulary.terms[name].names.get(language, ()):
            at = text.casefold().find(spelled.casefold())
            if at >= 0:
                found[spelled] = at
                break
    comma = {"ar": "، ", "zh": "，"}.get(language, ", ")
    return comma.join(sorted(found, key=lambda place: found[place]))
