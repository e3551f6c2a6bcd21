"""What a statement says otherwise than its evidence: numbers, months, names, or what it denies."""

from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile
from types import MappingProxyType

import regex

from index.analyzer import HAN
from ingest.normalise import normalise
from qa.checking.bodies import bodies, bodies_of
from qa.checking.frequency import frequencies
from qa.reading.concepts import stems_of
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention, Vocabulary
from qa.words.cities import CASED, cities, cities_of
from qa.words.countries import countries, countries_of, is_of_country
from qa.words.denials import polarity_words
from qa.words.language import words_of
from qa.words.polarity import contradicts
from qa.words.tokens import Token, find, tokenize
from qa.words.transliteration import same_name
from qa.words.values import YEAR, months, numbers

_PROPER = ("entity", "organisation", "place", "region", "event")
Views = Mapping[str, str]
"""A text by language."""


def differences(
    question: Question,
    vocabulary: Vocabulary,
    unit: Views,
    around: Views,
    context: Views,
    headings: Views = MappingProxyType({}),
) -> tuple[str, ...]:
    """What of a claim its evidence lacks or denies: numbers, months, names, negation.

    Args:
        question: the claim, read.
        vocabulary: of the documents.
        unit: the sentence or cell that it is held against, by language.
        around: that with the rest of its row.
        context: the sentence before it, which may name what "the meeting" is.
        headings: above it, which may say what it is all about.
    """
    language = question.language
    joined = {code: f"{context.get(code, '')}\n{text}" for code, text in around.items()}
    found: list[str] = []
    held = {number for code, text in around.items() for number in numbers(text, code)}
    carried = _carried(question, unit, context)
    if carried or not any(YEAR.search(text) for text in around.values()):
        held |= {year for text in context.values() for year in YEAR.findall(normalise(text))}
    found += sorted(_numbers(question, joined) - held)
    told = {month for code, text in around.items() for month in months(text, code)}
    if told and not months(question.text, language) <= told:
        found.append("month")
    often = {days for code, text in unit.items() for days in frequencies(text, code)}
    said = frequencies(question.text, language)
    if often and said and not said & often:
        found.append("frequency")
    found += _missing_names(question, around, joined, carried=carried)
    found += _exchanged_terms(question, vocabulary, around, headings)
    found += _begun_names(question, around, vocabulary)
    evidence = unit.get(language)
    if not found and evidence and contradicts(question.text, evidence, language):
        found.append("negation")
    return tuple(dict.fromkeys(found))


def _numbers(question: Question, views: Views) -> set[str]:
    """The numbers of a claim, but not those of Chinese names that the evidence holds."""
    text = question.text
    if question.language == "zh":
        texts = stems_of(views)
        for mention in question.mentions:
            if mention.of_kind("event") and _held(mention, texts, views):
                name = "".join(t.raw for t in question.tokens[mention.start : mention.end])
                text = text.replace(name, "")
    return numbers(text, question.language)


def _carried(question: Question, unit: Views, context: Views) -> bool:
    """Whether the sentence before names the event that a claim and its evidence speak of."""
    events = [m for m in question.mentions if m.of_kind("event")]
    texts, earlier = stems_of(unit), stems_of(context)
    return any(_held(m, earlier, context) and not _held(m, texts, unit) for m in events)


def _missing_names(question: Question, views: Views, joined: Views, *, carried: bool) -> list[str]:
    """Names of the claim, by the glossary or by their form, that the evidence lacks.

    Events may be named in the sentence before, `joined` to the evidence.
    """
    texts, wider = stems_of(views), stems_of(joined)
    proper = [
        m
        for m in question.mentions
        if m.of_kind(*_PROPER) and not m.of_kind("topic") and not _is_word(question, m)
    ]
    missing = [
        _spelled(question, m.start, m.end)
        for m in proper
        if not (_held(m, wider, joined) if m.of_kind("event") else _held(m, texts, views))
    ]
    missing += _missing_places(question, joined if carried else views)
    words = {word for text in texts.values() for word in text.split()}
    for i in question.open:
        token = question.tokens[i]
        capital = i > 0 and token.raw[:1].isupper() and question.language in CASED
        if capital and token.stem not in words:
            if not any(same_name(token.raw, word) for word in words) and not (
                is_of_country(token, countries_of(views), question.language)
            ):
                missing.append(token.raw)
    missing += _missing_organisations(question, joined)
    return missing + _missing_bodies(question, texts) + _missing_transcribed(question, texts)


def _is_word(question: Question, mention: Mention) -> bool:
    """Whether one word of a longer name stands there as a common word: "the central theme"."""
    words = question.tokens[mention.start : mention.end]
    if question.language not in CASED or len(words) > 1 or not words[0].raw[:1].islower():
        return False
    return bool(mention.of_kind("entity", "organisation", "place", "region"))


def _missing_organisations(question: Question, views: Views) -> list[str]:
    """Well-known organisations of the claim that neither the evidence nor a glossary names."""
    named = {i for m in question.mentions if m.of_kind(*_PROPER) for i in range(m.start, m.end)}
    told = bodies_of(views)
    return [
        _spelled(question, at, at + length)
        for at, (length, body) in bodies(question.tokens, question.language).items()
        if body not in told and not set(range(at, at + length)) <= named
    ]


def _exchanged_terms(
    question: Question, vocabulary: Vocabulary, views: Views, headings: Views
) -> list[str]:
    """The term that a claim is about, where its evidence is about another of the glossary's."""
    terms = [m for m in question.mentions if m.of_kind("term")]
    wider = {code: f"{headings.get(code, '')}\n{text}" for code, text in views.items()}
    missing = [m for m in terms if not _held(m, stems_of(wider), wider)]
    if len(terms) != 1 or len(missing) != 1:
        return []
    others = vocabulary.held(views, ("term",)) - {term.id for term in terms[0].terms}
    return [_spelled(question, m.start, m.end) for m in missing if others]


def _held(mention: Mention, texts: Views, views: Views) -> bool:
    """Whether one of the spellings of a name stands in a text, given in stems by language.

    An acronym must stand there as it is: by its stem "LEA" is the French "les".
    """
    return any(
        _stands(name, views[code])
        if _is_acronym(name)
        else stems_of({code: name})[code] in texts[code]
        for term in mention.terms
        for code, names in term.names.items()
        if code in texts
        for name in names
    )


def _is_acronym(name: str) -> bool:
    return name.isalpha() and name.isupper() and not HAN.search(name)


def _stands(name: str, text: str) -> bool:
    return bool(regex.search(rf"(?<!\p{{L}}){name}(?!\p{{L}})", text))


def _missing_places(question: Question, views: Views) -> list[str]:
    """Countries and cities of the claim that the evidence does not name in any language."""
    tokens, language = question.tokens, question.language
    states, towns = countries_of(views), cities_of(views)
    stated = {
        at: code not in states
        for at, code in countries(tokens, language).items()
        if language not in CASED or tokens[at].raw[:1].isupper()
    }
    named = {m.start for m in question.mentions}
    for at, zone in cities(tokens, language).items():
        stated.setdefault(at, zone not in towns and at not in named)
    return [tokens[at].raw for at, missing in stated.items() if missing]


def _missing_bodies(question: Question, texts: Views) -> list[str]:
    """Bodies that no glossary names, where names have no capitals: "bank of ...", "...基金会".

    The common part of such a name stands in the evidence with another word beside it, or not at
    all.
    """
    language = question.language
    evidence = texts.get(language, "").split()
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    missing = []
    for start, length in polarity_words(language).bodies.positions(question.tokens).items():
        before = bool(HAN.search(question.tokens[start].word))
        end = start + length if before else start + length + 1
        begin = start - 2 if before else start
        if begin < 0 or end > len(question.tokens) or covered & set(range(begin, end)):
            continue
        if not before and not _may_name(question.tokens[begin:end]):
            continue
        run = [token.stem for token in question.tokens[begin:end]]
        if find(run, evidence) < 0:
            missing.append(_spelled(question, begin, end))
    return missing


def _may_name(tokens: Sequence[Token]) -> bool:
    """Whether an Arabic word for a body and the one after it can be a name: "bank of X".

    "The bank" takes an adjective, with the article as well; nothing in the accusative belongs
    to either: "organised well" is written as "organisation" is.
    """
    head, after = tokens[0].word, tokens[-1].raw
    definite = head.removeprefix("و").startswith("ال")
    return not after.endswith(("اً", "ًا")) and (not definite or after.startswith(("ال", "لل")))


def _missing_transcribed(question: Question, texts: Views) -> list[str]:
    """Names written by sound in Chinese signs, which the evidence has not: "多哈"."""
    signs = polarity_words(question.language).transcribing
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    written = [i not in covered and token.word in signs for i, token in enumerate(question.tokens)]
    missing = []
    for is_name, run in groupby(range(len(written)), key=lambda i: written[i]):
        at = list(run)
        if is_name and len(at) > 1:
            stems = [question.tokens[i].stem for i in at]
            if not any(f" {' '.join(stems)} " in text for text in texts.values()):
                missing.append(_spelled(question, at[0], at[-1] + 1))
    return missing


def _begun_names(question: Question, views: Views, vocabulary: Vocabulary) -> list[str]:
    """Names that begin like one in the evidence and end otherwise: "World Organization of ..."."""
    language, tokens = question.language, question.tokens
    if language not in CASED:
        return []
    words = [token.word for token in tokens]
    stems = stems_of(views)
    missing = []
    for term in vocabulary.held(views, _PROPER):
        names = [tuple(t.word for t in tokenize(name, language))
                 for name in vocabulary.terms[term].names.get(language, ())]  # fmt: skip
        if any(find(name, words) >= 0 for name in names):
            continue
        for name in names:
            at = find(name[:2], words) if len(name) > 2 else -1
            if at < 0 or not tokens[at].raw[:1].isupper():
                continue
            pairs = zip(name, words[at:], strict=False)
            end = at + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            if end < len(tokens) and not words_of(language).is_stopword(tokens[end]):
                if not any(f" {tokens[end].stem} " in text for text in stems.values()):
                    missing.append(_spelled(question, at, end + 1))
    return missing


def _spelled(question: Question, start: int, end: int) -> str:
    return " ".join(token.raw for token in question.tokens[start:end])
