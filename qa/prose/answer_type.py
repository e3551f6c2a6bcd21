"""Whether a sentence holds the kind of thing that is asked for: a number, a date, a place.

Where a glossary names the persons, bodies and places of the documents, those are looked for;
elsewhere the words that stand beside one: a title before a name, "street" or "floor".
"""

from collections.abc import Sequence

from corpus.records import Unit
from ingest.normalise import normalise
from qa.reading.forms import counts_people, numbers_people, says
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize
from qa.words.values import YEAR, is_label, month_names, months, names_day

_ASKED_FOR = {"where": ("place", "region"), "who": ("organisation", "entity", "place")}
"""Kinds of terms that answer a question word."""
_TOLD_BY = {"where": "place", "who": "titled"}
"""Words by which a sentence is known to hold such a thing, where no glossary names any."""
_LACKING = 0.3
"""What a sentence is worth that has none of those words: it may call somebody by the name alone."""


_MEASURES = (("times",), ("duration",), ("currency", "money"))
"""What a number may be of, and what else asks for it."""


def answer_type(question: Question, unit: Unit, vocabulary: Vocabulary) -> float:
    """1 when the sentence holds the kind of thing that is asked for, 0 when it lacks it.

    0.5 when the question asks for nothing that can be seen by its form.
    """
    if question.has("when"):
        if any(
            # A text on one year need not say which.
            YEAR.search(normalise(text)) or names_day(text, code)
            for code, text in unit.views.items()
        ):
            return 1.0
        # "When" asks for a date, for the time of year or for the circumstances.
        named = any(months(text, code) for code, text in unit.views.items())
        return 0.7 if named or _marked(unit, "conditions") else 0.0
    if question.has("how_often"):
        return 0.5
    if question.has("count"):
        if counts_people(question):
            return float(numbers_people(unit.views))
        if not vocabulary.prepared and _asks_price(question):
            return 1.0 if _has_sum(unit) else 0.0
        return 1.0 if counts(question, unit) else 0.3 if _has_number(question, unit) else 0.0
    if question.has("why"):
        return float(_marked(unit, "reasons"))
    return _named(question, unit, vocabulary)


def _named(question: Question, unit: Unit, vocabulary: Vocabulary) -> float:
    """Whether a sentence names somebody, or a place, where that is asked for."""
    for cue, kinds in _ASKED_FOR.items():
        if not question.has(cue):
            continue
        asked = {term.id for mention in question.mentions for term in mention.terms}
        held = bool(vocabulary.held(unit.views, kinds) - asked)
        if not vocabulary.prepared:
            return 1.0 if held or says(unit.views, _TOLD_BY[cue]) else _LACKING
        if vocabulary.has_kinds(kinds):
            return float(held)
    return 0.5


def _marked(unit: Unit, kind: str) -> bool:
    """Whether a sentence has one of the words by which reasons or conditions are known."""
    return any(
        getattr(words_of(code), kind).positions(tokenize(text, code))
        for code, text in unit.views.items()
    )


def _has_number(question: Question, unit: Unit) -> bool:
    """Whether a sentence holds a number that is neither a year nor the day of a date."""
    labels = _asks_label(question)
    return any(
        _counting(tokenize(text, code), code, labels=labels) for code, text in unit.views.items()
    )


def _asks_price(question: Question) -> bool:
    """Whether "how much" asks for a sum of money."""
    words, tokens = words_of(question.language), question.tokens
    after = {s + n for s, n in words.cues["count"].positions(tokens).items()}
    paid = {i for at in after for i in (at, at + 1, at + 2)}
    if words.fields["funder"].covered(tokens) & paid or words.asks["price"].positions(tokens):
        return True
    return bool(words.fields["price"].positions(tokens)) and not words.asks["percent"].positions(
        tokens
    )


def _has_sum(unit: Unit) -> bool:
    """Whether a sentence has a number, in digits or in words, beside a currency."""
    for code, text in unit.views.items():
        words, tokens = words_of(code), tokenize(text, code)
        money = words.asks["currency"].covered(tokens)
        ends = {start + n for start, (_, n) in words.numbers(tokens).items()}
        if money & {i for end in ends for i in (end - 2, end - 1, end, end + 1)}:
            return True
    return False


def _asks_label(question: Question) -> bool:
    """Whether a label is asked for: "what number in the series is it?"."""
    return bool(words_of(question.language).asks["label"].positions(question.tokens))


def _counting(tokens: Sequence[Token], language: str, *, labels: bool) -> list[int]:
    """Positions of numbers in digits that are no years and stand by no name of a month.

    Those that are labels count nothing, unless `labels` are asked for.
    """
    months = month_names(language)
    return [
        i
        for i, token in enumerate(tokens)
        if token.word.isdigit()
        and not YEAR.fullmatch(token.word)
        and (labels or not is_label(tokens, i, language))
        and not any(near.word in months for near in tokens[max(0, i - 1) : i + 3])
    ]


def counts(question: Question, unit: Unit) -> bool:
    """Whether a number that is no year stands within three words of a thing asked about.

    Of the translations only those of the very thing that is counted are looked for. "How many
    times" counts occurrences: only a number of times is one.
    """
    often = _asks_times(question)
    asked = {token.stem for token in question.leftover}
    for mention in question.mentions:
        if mention.of_kind("header", "topic"):
            asked |= {t.stem for t in question.tokens[mention.start : mention.end]}
    counted = next((i for i in question.content if i > question.cues["count"]), None)
    asked |= set(question.tokens[counted].glosses) if counted is not None else set()
    labels = _asks_label(question)
    for language, text in unit.views.items():
        words = words_of(language)
        tokens = tokenize(text, language)
        shares = words.asks["percent"].covered(tokens) | measures(question, tokens, language)
        for i, token in enumerate(tokens):
            value = words.number(token)
            if value is None or YEAR.fullmatch(token.word) or shares & {i, i + 1, i + 2}:
                continue  # a share of a hundred counts nothing
            if not labels and is_label(tokens, i, language):
                continue
            near = tokens[max(0, i - 3) : i + 4]
            if often and not words.asks["times"].positions(near):
                continue
            if any(_alike(t.stem, stem) for t in near for stem in asked):
                return True
    return False


def measures(question: Question, tokens: Sequence[Token], language: str) -> set[int]:
    """Positions right behind numbers of times, hours and coins, where none of these is asked for.

    "Donors who gave four times" does not say how many donations there were.
    """
    asks = words_of(question.language).asks
    found: set[int] = set()
    for kind, *others in _MEASURES:
        if not any(asks[name].covered(question.tokens) for name in (kind, *others)):
            found |= words_of(language).asks[kind].covered(tokens)
    return found


def _asks_times(question: Question) -> bool:
    """Whether "times" stands right behind "how many"."""
    first = question.cues["count"]
    named = words_of(question.language).asks["times"].covered(question.tokens)
    return bool(named & set(range(first, first + 4)))


def _alike(one: str, other: str) -> bool:
    """Equal, or one the other with an ending: light10 leaves the alef of "60 مشاركاً"."""
    short, long = sorted((one, other), key=len)
    close = len(short) >= 4 and long.startswith(short) and len(long) <= len(short) + 2
    return short == long or close
