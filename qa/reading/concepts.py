"""What a question is about, as spellings that a text can hold: names, words, numbers, places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa.reading.forms import counts_people
from qa.reading.understand import Numeral, Question
from qa.reading.vocabulary import Mention, Vocabulary
from qa.words.countries import names as country_names
from qa.words.language import LANGUAGES, words_of
from qa.words.polarity import pairs_of, spellings_of
from qa.words.tokens import Token, stems

_UBIQUITOUS = 0.05
"""A word that weighs no more stands everywhere, and tells nothing."""
_SIZE, _FEW = 0.3, 10
"""Weight of the number of things that are asked for, and how many those are at most."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something the question is about: the spellings that stand for it, by language.

    A spelling is a run of stems as `padded` writes it; `named` marks names and numbers. `kind` is
    "name", "event", "ordinal", "country" or "year" of what a sentence can hold another of; `terms`
    are the glossary's.
    """

    weight: float
    names: Mapping[str, frozenset[str]]
    named: bool = False
    kind: str = ""
    terms: frozenset[str] = frozenset()


@lru_cache(maxsize=32768)
def padded(text: str, language: str) -> str:
    """Stems of `text`, each between blanks, so that a run of them is found as a substring."""
    return f" {' '.join(stems(text, language))} "


def concepts(
    question: Question, vocabulary: Vocabulary, *, topic: bool = False, numerals: bool = True
) -> list[Concept]:
    """What the question is about.

    The documents' ubiquitous topic is left out unless `topic`, and numbers (but not places
    in an order) with `numerals` false.
    """
    found: list[Concept] = []
    language = question.language
    excluded = question.excluded
    for mention in question.mentions:
        if (mention.of_kind("topic") and not topic) or mention in excluded:
            continue
        found.append(named_concept(question, mention, vocabulary))
    # Where no document has a word of the question's language, words can't be held or missing.
    readable = language in vocabulary.size
    people = _people(question)
    for token in question.strong:
        if token in people:
            continue
        if not readable or (token.glosses and not vocabulary.known(token.stem)):
            found += _translated(token, vocabulary)
            continue
        weight = vocabulary.weight(token.stem, language)
        # With nothing else to go by, what all the documents are about is looked for.
        weight = max(weight, 0.1) if topic else weight
        if weight > _UBIQUITOUS:
            found.append(Concept(weight, {language: frozenset([f" {token.stem} "])}))
    if question.has("yes_no"):
        found += (_pair_concept(name) for name in sorted(pairs_of(question.text, language)))
    for numeral in (*(question.numbers if numerals else ()), *question.ordinals):
        concept = numeral_concept(question, numeral, vocabulary)
        # A text that names two bodies need not say that they are two.
        sized = _sizes_answer(question, numeral)
        found.append(replace(concept, weight=_SIZE, named=False) if sized else concept)
    return found


def _sizes_answer(question: Question, numeral: Numeral) -> bool:
    """Whether a small number says how many things are asked for: "which two bodies", "the two"."""
    if numeral in question.ordinals or numeral.value > _FEW or question.has("count", "compare"):
        return False
    asked = [question.cues[kind] for kind in ("which", "who", "list") if question.has(kind)]
    between = set(range(max(asked, default=0) + 1, numeral.position)) & set(question.open)
    # Arabic puts it behind the thing: "which bodies the two".
    most = 1 if question.language == "ar" else 0
    return any(at < numeral.position for at in asked) and len(between) <= most


def named_concept(question: Question, mention: Mention, vocabulary: Vocabulary) -> Concept:
    """What a mention names, in all spellings of its terms and as the question has it."""
    names: dict[str, set[str]] = {}
    for term in mention.terms:
        for code, spelled in term.names.items():
            # An acronym may be an article in another language, or have the stem of one.
            words, keys = words_of(code), {padded(name, code) for name in spelled}
            names.setdefault(code, set()).update(k for k in keys if not words.stopwords_only(k))
    asked = [t.stem for t in question.tokens[mention.start : mention.end]]
    names.setdefault(question.language, set()).add(f" {' '.join(asked)} ")
    weight = max(vocabulary.weight(stem, question.language) for stem in asked)
    proper = bool(mention.of_kind("entity", "organisation", "region", "place", "event"))
    kind = "name" if mention.of_kind("entity", "organisation", "region", "place") else ""
    kind = kind or ("event" if mention.of_kind("event") else "")
    terms = frozenset(term.id for term in mention.terms)
    return Concept(max(0.5, weight), _frozen(names), proper, kind, terms)


def _people(question: Question) -> set[Token]:
    """The word for the people who are counted: a sentence may call them participants or guests."""
    if not (question.has("count") and counts_people(question)):
        return set()
    named = words_of(question.language).asks["person"].covered(question.tokens)
    return {question.tokens[i] for i in named}


def _translated(token: Token, vocabulary: Vocabulary) -> list[Concept]:
    """A word by its translations that the documents have; one that they lack is not held."""
    if not token.glosses:
        return []
    forms = {form for gloss in token.glosses for form in vocabulary.forms(gloss)}
    weight = max((vocabulary.weight(form, "ar") for form in forms), default=1.0)
    if forms and weight <= _UBIQUITOUS:
        return []
    return [Concept(weight, {"ar": frozenset(f" {form} " for form in forms)})]


def _pair_concept(pair: str) -> Concept:
    """A pair of opposites: whether something is one-off is told by "recurring" as well."""
    spelled = {
        code: frozenset(padded(word, code) for word in spellings_of(pair, code))
        for code in LANGUAGES
    }
    return Concept(0.3, spelled)


def numeral_concept(question: Question, numeral: Numeral, vocabulary: Vocabulary) -> Concept:
    """A number or ordinal, in digits and in the words of every language of the documents."""
    token, value = question.tokens[numeral.position], numeral.value
    names: dict[str, set[str]] = {}
    ordinal = numeral in question.ordinals
    for code in {question.language, *vocabulary.size}:
        words = words_of(code)
        values = words.ordinals if ordinal else words.number_words
        names[code] = {padded(word, code) for word, worth in values.items() if worth == value}
        if not ordinal:
            names[code].add(f" {value} ")
        elif words.ordinal_mark:
            marked = [word for word, worth in words.number_words.items() if worth == value]
            names[code] |= {f" {words.ordinal_mark} {word} " for word in (*marked, str(value))}
    names[question.language].add(f" {token.stem} ")
    kind = "ordinal" if ordinal else "year" if 1900 <= value <= 2100 else ""
    return Concept(0.7, _frozen(names), named=True, kind=kind)


def country_concept(territory: str) -> Concept:
    """A country by its names in every language."""
    spellings = {
        code: frozenset(
            padded(" ".join(name), code) for name, own in known.items() if own == territory
        )
        for code, known in country_names().items()
    }
    return Concept(0.7, spellings, named=True, kind="country")


def _frozen(names: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {code: frozenset(found - {"  "}) for code, found in names.items()}


def covers(concept: Concept, texts: Mapping[str, str]) -> bool:
    """Whether a text, given as `padded` stems by language, holds one of the spellings."""
    return any(
        name in texts[code]
        for code, names in concept.names.items()
        if code in texts
        for name in names
    )


def readable(views: Mapping[str, str], language: str) -> dict[str, str]:
    """The views by which a question in `language` is judged: that one and the document's own.

    In further languages another word may share a stem with the one that was meant.
    """
    own = next(iter(views), "")
    return {code: text for code, text in views.items() if code in (own, language)}


def stems_of(views: Mapping[str, str]) -> dict[str, str]:
    """Padded stems of every view, by language."""
    return {code: padded(text, code) for code, text in views.items()}


def coverage(
    wanted: Sequence[Concept], views: Mapping[str, str], context: Mapping[str, str]
) -> float:
    """Weighted share of the concepts that the text holds; 0.6 for those in its headings."""
    total = sum(concept.weight for concept in wanted)
    if not total:
        return 0.0
    inside, around = stems_of(views), stems_of(context)
    held = sum(
        concept.weight * (1.0 if covers(concept, inside) else 0.6 if covers(concept, around) else 0)
        for concept in wanted
    )
    return held / total


def content_tokens(question: Question) -> list[Token]:
    """The words that carry content: mentions and what is left beside empty words.

    What is named only to be left out is not searched for.
    """
    inside = {
        i
        for m in question.mentions
        if not m.of_kind("topic") and m not in question.excluded
        for i in range(m.start, m.end)
    }
    kept = inside | set(question.open)
    kept |= {n.position for n in (*question.numbers, *question.ordinals)}
    return [token for i, token in enumerate(question.tokens) if i in kept]
