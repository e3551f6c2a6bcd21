"""Checks any text against the documents, sentence by sentence: `isnad check`.

A sentence is an exact quote of the source, supported by it, altered (with what differs),
right but given to a wrong passage, or not supported. Statements on the rows of a table are checked
by the table engine over every row; all others by their words, their meaning, and their values:
numbers, dates, names and what they deny.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import regex

from corpus.records import Document, ShadowText, Span, Value
from ingest.normalise import normalise, shadow
from ingest.sentences import split_sentences
from qa import table_query
from qa.compose import cite, page_of, section_label
from qa.countries import countries, countries_of
from qa.evidence import concepts, coverage, logistic, readable, stems_of
from qa.language import detect
from qa.records import Citation
from qa.table_query import Condition, TableQuery
from qa.table_select import select
from qa.table_view import TableView
from qa.transliteration import same_name
from qa.understand import Question, understand
from qa.values import denied, months, numbers

if TYPE_CHECKING:
    from qa.answering import Answering
    from qa.engine import Engine

_MARKER = regex.compile(r"\s*\[\d{1,3}(?:\s*[,،]\s*\d{1,3})*\]")
_PAGE = regex.compile(
    r"\s*[(（\[]\s*(?:p{1,2}\.?|pages?|pág(?:ina)?s?\.?|ص\.?|صفحة|الصفحة|с\.|стр\.?|страница|第)"
    r"\s*(\p{Nd}+)\s*页?\s*[)）\]]",
    regex.IGNORECASE,
)
_EXACT = 12
"""The shortest quotation, in characters, that is no accident."""
_OWN, _DIFFERS = 0.25, 0.15
"""What the claim's content in a sentence is worth beside its support, and what it costs to say
otherwise. From 0 to 0.3 and to 0.15 the development claims make no difference between them."""
_PROPER = ("entity", "organisation", "place", "region", "event")


class Verdict(StrEnum):
    """What a check found."""

    EXACT_QUOTE = "exact_quote"
    SUPPORTED = "supported"
    ALTERED = "altered"
    WRONG_PASSAGE = "wrong_passage"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A sentence of a checked text: its range, the verdict, what differs, the best evidence."""

    text: str
    start: int
    end: int
    verdict: Verdict
    differs: tuple[str, ...]
    evidence: Citation | None


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one place says of a claim; `own` is the share of its content that is there.

    The documents' topic, which is everywhere, is no content.
    """

    support: float
    differs: tuple[str, ...]
    document: Document
    spans: tuple[Span, ...]
    page: int
    own: float = 1.0


def _fitness(finding: _Finding) -> tuple[float, float]:
    """By which the place is chosen that a claim is held against."""
    fits = finding.support + _OWN * finding.own
    return fits - _DIFFERS * bool(finding.differs), finding.support


def check_text(engine: "Engine", text: str) -> list[CheckedClaim]:
    """Check every sentence of `text` against the library."""
    checker = _Checker(engine)
    result: list[CheckedClaim] = []
    for span in split_sentences(text):
        sentence, page = _cited_page(span.of(text))
        sentence = _MARKER.sub("", sentence).strip(" -•\t\n")
        if not any(char.isalnum() for char in sentence):
            if page and result and result[-1].end <= span.start:
                # "The statement. (p. 3)": the marker was split off as a sentence of its own.
                result[-1] = checker.check(result[-1].text, result[-1].start, span.end, page)
            continue
        result.append(checker.check(sentence, span.start, span.end, page))
    return result


def _cited_page(sentence: str) -> tuple[str, int | None]:
    """The sentence without its page marker, and the page."""
    match = _PAGE.search(sentence)
    if not match:
        return sentence, None
    return sentence[: match.start()] + sentence[match.end() :], int(match.group(1))


class _Checker:
    """Checks sentences against all documents of an engine."""

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self.answering: Answering = engine.answering()

    def check(self, sentence: str, start: int, end: int, page: int | None) -> CheckedClaim:
        """One sentence, and the page it cites if it does."""
        language = detect(sentence)
        if (quoted := self._quote(sentence)) is not None:
            finding, verdict = quoted, Verdict.EXACT_QUOTE
        else:
            found = self._best(sentence, language)
            if found is None:
                return CheckedClaim(sentence, start, end, Verdict.UNSUPPORTED, (), None)
            finding, verdict = found, self._verdict(found)
        right = verdict in (Verdict.EXACT_QUOTE, Verdict.SUPPORTED)
        if right and page is not None and page != finding.page:
            verdict = Verdict.WRONG_PASSAGE
        citation = self._citation(finding, language)
        differs = finding.differs if verdict is Verdict.ALTERED else ()
        return CheckedClaim(sentence, start, end, verdict, differs, citation)

    def _verdict(self, finding: _Finding) -> Verdict:
        if finding.support < self.engine.calibration.checking["threshold"]:
            return Verdict.UNSUPPORTED
        return Verdict.ALTERED if finding.differs else Verdict.SUPPORTED

    def _quote(self, sentence: str) -> _Finding | None:
        """Where a document holds the sentence, folded and repaired alike."""
        needle = normalise(sentence).strip(" .؟!،؛:\"'«»“”")
        if len(needle) < _EXACT:
            return None
        for document in self.engine.documents.values():
            for folded in _texts(document):
                at = folded.text.find(needle)
                if at >= 0:
                    span = folded.to_source(Span(at, at + len(needle)))
                    return _Finding(1.0, (), document, (span,), page_of(document, span))
        return None

    def _best(self, sentence: str, language: str) -> _Finding | None:
        """What the tables say of the sentence, else what the nearest passages do."""
        question = understand(sentence, self.answering.vocabulary)
        for view in self.answering.tables:
            found = check_rows(view, question)
            if found is not None:
                differs, values = found
                spans = tuple(value.span for value in values)
                return _Finding(1.0, differs, view.document, spans, view.table.page)
        return max(self._findings(sentence, language, question), key=_fitness, default=None)

    def _findings(self, sentence: str, language: str, question: Question) -> Iterator[_Finding]:
        # A number that was altered must not hide the sentence that it was altered in.
        wanted = concepts(question, self.answering.vocabulary, topic=True, numerals=False)
        told = concepts(question, self.answering.vocabulary, numerals=False)
        hits = self.engine.index.search(sentence, 10, level="unit", language=language)
        weights = self.engine.calibration.checking
        for hit in hits:
            passage = self.engine.passage(hit.passage_id)
            unit = next(u for u in passage.units if u.id == hit.unit_id)
            views = readable(unit.views, language)
            share = coverage(wanted, views, readable(passage.context, language))
            z = weights["bias"] + weights["share"] * share + weights["cosine"] * (hit.dense or 0.0)
            table = {} if passage.table_id is None else passage.views
            differs = differences(sentence, language, question, {**unit.views, **table})
            document = self.engine.documents[hit.document_id]
            own = coverage(told, views, {}) if told else 1.0
            yield _Finding(logistic(z), differs, document, unit.spans, passage.page, own)

    def _citation(self, finding: _Finding, language: str) -> Citation:
        document, span = finding.document, finding.spans[0]
        section = next((b.section for b in document.blocks if b.span.overlaps(span)), ())
        return cite(document, span, section_label(document, section, language), language, 1)


def _texts(document: Document) -> tuple[ShadowText, ShadowText]:
    """The document folded with its repairs, and as it is printed."""
    return document.shadow, shadow(document.text)


# -------------------------------------------------------------------------- by the table


def check_rows(
    view: TableView, question: Question
) -> tuple[tuple[str, ...], tuple[Value, ...]] | None:
    """What differs in a statement on the table's rows, and the cells that show it.

    None when the statement is not about rows, or says more than the table does.
    """
    query = table_query.read(view, question)
    if query.strangers or len(query.unread) > 1:
        return None
    if query.rows:
        return _named_rows(view, query)
    if query.about_rows and query.conditions and question.numbers:
        return _counted_rows(query)
    return None


def _named_rows(
    view: TableView, query: TableQuery
) -> tuple[tuple[str, ...], tuple[Value, ...]] | None:
    """A statement on rows by name: every condition and number must hold for every row."""
    proofs: list[Value] = []
    differs: list[str] = []
    said = {str(n.value) for n in query.question.numbers if n.value > 1}
    if not query.conditions and not said:
        return None
    for condition in query.conditions:
        for row in query.rows:
            own = [hit for hit in condition.hits if hit.row.index == row.index]
            proofs += [h.value for h in own] or view.cell(row, condition.column).values
            if not condition.holds(row):
                differs.append("negation" if own or condition.negated else _name(query, condition))
    held = {
        str(n)
        for row in query.rows
        for cell in row.cells
        for value in cell.values
        for n in value.numbers
    }
    counted = {str(len(query.rows)), str(len(view.table.rows))}
    counted |= {
        str(len(view.cell(row, c).values)) for row in query.rows for c in view.table.columns
    }
    for number in sorted(said - held - counted):
        differs.append(number)
    if said and query.number:
        proofs += [v for row in query.rows for v in view.cell(row, query.number).values[:1]]
    proofs = list(dict.fromkeys(proofs))
    return (tuple(dict.fromkeys(differs)), tuple(proofs)) if proofs else None


def _counted_rows(query: TableQuery) -> tuple[tuple[str, ...], tuple[Value, ...]] | None:
    """A statement on how many rows fulfil a condition."""
    selected = select(replace(query, bounds=[]))
    said = {n.value for n in query.question.numbers}
    counts = {len(selected), len(query.view.table.rows)}
    values = tuple(value for match in selected for value in match.values)
    wrong = tuple(str(n) for n in sorted(said - counts))
    return (wrong, values) if values else None


def _name(query: TableQuery, condition: Condition) -> str:
    """The words by which the question names a condition."""
    for mention in query.question.mentions:
        if mention.start == condition.position:
            return " ".join(t.raw for t in query.question.tokens[mention.start : mention.end])
    return query.question.tokens[condition.position].raw


# -------------------------------------------------------------------------- by the words


def differences(
    sentence: str,
    language: str,
    question: Question,
    views: dict[str, str],
) -> tuple[str, ...]:
    """Values of a sentence that its evidence lacks: numbers, months, names, negation.

    Args:
        sentence: the claim.
        language: its language.
        question: the claim, read.
        views: the evidence, by language.
    """
    found: list[str] = []
    held = {number for code, text in views.items() for number in numbers(text, code)}
    found += sorted(numbers(sentence, language) - held)
    told = {month for code, text in views.items() for month in months(text, code)}
    if told and not months(sentence, language) <= told:
        found.append("month")
    found += _missing_names(question, views, language)
    if not found and _denies_otherwise(sentence, language, views):
        found.append("negation")
    return tuple(dict.fromkeys(found))


def _missing_countries(question: Question, views: dict[str, str]) -> list[str]:
    """Countries of the claim that the evidence does not name in any language."""
    held = countries_of(views)
    named = countries(question.tokens, question.language)
    return [question.tokens[at].raw for at, code in named.items() if code not in held]


def _missing_names(question: Question, views: dict[str, str], language: str) -> list[str]:
    """Names of the claim, by the glossary or by their form, that the evidence lacks."""
    texts = stems_of(views)
    missing = []
    for mention in question.mentions:
        if mention.of_kind(*_PROPER) and not mention.of_kind("topic"):
            spelled = [t.raw for t in question.tokens[mention.start : mention.end]]
            names = {
                code: {
                    stems_of({code: name})[code]
                    for t in mention.terms
                    for name in t.names.get(code, ())
                }
                for code in texts
                if any(code in t.names for t in mention.terms)
            }
            if not any(name in texts[code] for code, known in names.items() for name in known):
                missing.append(" ".join(spelled))
    missing += _missing_countries(question, views)
    words = {word for text in texts.values() for word in text.split()}
    for i in question.open:
        token = question.tokens[i]
        capital = i > 0 and token.raw[:1].isupper() and language not in ("ar", "zh")
        if capital and token.stem not in words:
            if not any(same_name(token.raw, word) for word in words):
                missing.append(token.raw)
    return missing


def _denies_otherwise(sentence: str, language: str, views: dict[str, str]) -> bool:
    """Whether a word that both have is denied in one and not in the other."""
    evidence = views.get(language)
    if evidence is None:
        return False
    claim, source = denied(sentence, language), denied(evidence, language)
    shared = claim.keys() & source.keys()
    return any(claim[stem] != source[stem] for stem in shared) and (
        any(claim.values()) != any(source[stem] for stem in shared)
    )
