"""Chooses between the tables and the prose, and writes the answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.records import Document, Passage, Value
from index.store import Mode, SearchIndex
from qa.prose.comparing import compared
from qa.prose.decision import Weights, grounds
from qa.prose.defining import asks_meaning, defining
from qa.prose.evidence import Evidence, Evidences
from qa.prose.headings import (
    Item,
    definition,
    enumeration,
    overview,
    summary,
    views_with_headings,
)
from qa.prose.ordering import clearest, typed_first
from qa.prose.telling import Telling, write_items
from qa.reading.concepts import Concept, concepts, covers, stems_of
from qa.reading.forms import lacks_form
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.records import Answer, Refusal, Status, TableUse
from qa.refusing.refusals import Refusing
from qa.refusing.strangers import stranger
from qa.refusing.unnamed import lacks_country, only_counted
from qa.refusing.withholding import Withholding
from qa.tables import engine as table_engine
from qa.tables import query as table_query
from qa.tables.described import read_described
from qa.tables.lacking import asks_other_price, tells_no_time
from qa.tables.listing import related, write
from qa.tables.meant import Meant
from qa.tables.phrased import Phrased
from qa.tables.result import Match, Operation, TableResult
from qa.tables.search import by_cells, by_likeness
from qa.tables.times import timed
from qa.tables.view import TableView
from qa.words.attributes import of_other_colours
from qa.words.countries import countries_of
from qa.words.language import words_of
from qa.words.meaning import Meanings
from qa.writing.compose import Composer, begin, title
from qa.writing.messages import join, message

_TABLE, _HEADING, _COMPARED = 0.95, 0.85, 0.85
"""Confidence in answers that are read off a table, a heading, or figures side by side."""
_CLEAR = 0.5
"""Confidence, at least, in a sentence that is clearly first by meaning."""
_WEAK = 0.25
"""With less confidence the sentence that is clearly first by meaning goes first."""


class Answering:
    """Answers from one choice of documents."""

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Mapping[str, Passage],
        vocabulary: Vocabulary,
        tables: Sequence[TableView],
        index: SearchIndex,
        meanings: Meanings,
        weights: Weights,
        mode: Mode = "fused",
    ) -> None:
        """Keep what every question needs; `mode` is how sentences are searched."""
        self.meanings = meanings
        self.documents = {document.id: document for document in documents}
        self.passages, self.vocabulary, self.tables = passages, vocabulary, tables
        self.phrased = [Phrased(view, meanings) for view in tables]
        self.meant = [(view, Meant(view, meanings)) for view in tables]
        self.evidences = Evidences(passages, index, vocabulary, weights.ranking, mode)
        self.weights = weights
        self.telling = Telling(self.documents, vocabulary)
        self.withholding = Withholding(vocabulary, tables, weights.threshold, meanings)
        self.refusing = Refusing(self.documents, len(passages), tables)

    def answer(self, question: Question) -> Answer:
        """Tables first, since they are complete; then headings and prose; else the refusal."""
        if small := self.small_talk(question):
            return small
        if name := stranger(question, self.vocabulary, self.tables):
            return self.refusing.refuse(question, Refusal.NO_SUCH_ENTITY, [], name=name)
        for document in self.documents.values():
            if items := summary(question, document):
                composer = begin(question.language, document)
                write_items(composer, document, items)
                return self._finish(question, composer, _HEADING)
        wanted, found = self.gather(question)
        view, result, named = self._ask_tables(question)
        if view is not None and result is not None:
            if result.operation is Operation.ABSENT:
                return self.refusing.refuse(question, Refusal.NOT_STATED, found, about=named)
            return self._from_table(question, view, result)
        if named and (
            not found or (found[0].signals.coverage < 0.9 and not _names_row(wanted, found[0]))
        ):
            # One of the rows was asked about, something its table doesn't say: prose must say
            # all of it, or name the row: what it says of others would be a wrong answer.
            return self.refusing.refuse(question, Refusal.NOT_STATED, found, about=named)
        return self._by_meaning(question) or self._from_prose(question, wanted, found)

    def gather(self, question: Question) -> tuple[list[Concept], list[Evidence]]:
        """What the question is about, and the sentences that may answer it, best first."""
        wanted = concepts(question, self.vocabulary)
        wanted = wanted or concepts(question, self.vocabulary, topic=True)
        found = self.evidences.find(question, wanted)
        return wanted, typed_first(question, found, self.vocabulary)

    def _ask_tables(self, question: Question) -> tuple[TableView | None, TableResult | None, str]:
        """The first table with an answer, that answer, and the row that was asked about."""
        named = ""
        for view, phrased in zip(self.tables, self.phrased, strict=True):
            query = table_query.read(view, question)
            phrased.settle(query)
            if query.rows:
                named = view.name_of(query.rows[0], question.language)
            elif asks_meaning(question) or (
                question.has("define") and table_query.only_values(query)
            ):
                continue  # what a thing is, or means, is not told by the rows that have it
            result = table_engine.compute(query) if table_engine.applies(query) else None
            described = read_described(view, question) if result is None else None
            if described is not None and table_engine.applies(described):
                result = table_engine.compute(described)
            if result is not None and self._tells(question, view, result):
                if not _guesses(question, view, result):
                    return view, result, named
        return None, None, named

    def _tells(self, question: Question, view: TableView, result: TableResult) -> bool:
        """Whether cells hold what is asked for by its form, and the countries that are named."""
        codes = (view.document.language, question.language)
        cells = [
            {code: view.text(value, code) for code in codes}
            for match in result.matches
            for value in _said(match, result)
        ]
        if asks_other_price(question, view, result) or tells_no_time(question, view, result):
            return False
        if not cells or result.operation is Operation.COUNT:
            return True  # "how many were paid for" asks for a number, not for money
        # "Year of opening" is said by the header alone.
        filled = [
            c
            for c in view.table.columns
            if any(m.row.cells[c.index].values for m in result.matches)
        ]
        cells += [{code: view.header(column, code) for code in codes} for column in filled]
        asked = {code for at, code in question.countries.items() if at >= question.lead}
        told = {code for cell in cells for code in countries_of(cell)}
        lacking = not asked <= told
        # "Which countries are there more of?" asks for rows.
        counts = result.operation in (Operation.COMPARE, Operation.EXTREME, Operation.RANK)
        lacking |= not counts and lacks_country(question, cells, self.vocabulary)
        if lacking or only_counted(question, cells):
            return False
        dated = result.column in timed(view)
        return not lacks_form(question, cells, self.vocabulary, cells=True, dated=dated)

    def is_prose(self, question: Question) -> bool:
        """Whether a question comes down to the sentences of the prose."""
        if self.small_talk(question) or stranger(question, self.vocabulary, self.tables):
            return False
        _, result, named = self._ask_tables(question)
        return result is None and not named and not self._items(question)

    def _defined(self, question: Question) -> tuple[Document, list[Item]] | None:
        """The first document that defines what is to be explained, and the sentence."""
        said = ((d, defining(question, d)) for d in self.documents.values())
        return next(((document, items) for document, items in said if items), None)

    def _items(self, question: Question) -> tuple[Document, list[Item]] | None:
        """The document with a heading that the question asks for, and what stands under it."""
        # "The three kinds of effects": how many there are is seen, not said, under the heading.
        wanted = concepts(question, self.vocabulary, numerals=False)
        for document in self.documents.values():
            if question.open and question.language not in {
                document.language,
                *document.translations,
            }:
                continue  # words that can't be compared with a heading may say something else
            items = definition(question, document)
            items = items or enumeration(question, wanted, document, self.meanings)
            told = views_with_headings(document, items) if items else []
            if not told or of_other_colours(question.text, question.language, told):
                continue
            if not lacks_form(question, told, self.vocabulary, cells=True):
                return document, items
        return None

    def small_talk(self, question: Question) -> Answer | None:
        """Greetings, "what can you do", and "what is this about"."""
        words = words_of(question.language)
        composer = Composer(question.language)
        titles = join([title(d, question.language) for d in self.documents.values()], "ar")
        about = words.summary.covered(question.tokens)
        of = [i for i in question.open if i not in about]
        of += [m.start for m in question.mentions if not m.of_kind("topic", "header")]
        if about and not of:
            for document in self.documents.values():
                write_items(composer, document, overview(document))
            return self._finish(question, composer, _HEADING) if composer.claims else None
        if question.open or question.mentions:
            return None
        if words.help.positions(question.tokens):
            composer.say(message("help", question.language, documents=titles))
        elif words.greetings.positions(question.tokens):
            composer.say(message("greeting", question.language))
        else:
            return None
        return self._finish(question, composer, 1.0)

    def _from_table(self, question: Question, view: TableView, result: TableResult) -> Answer:
        composer = begin(question.language, view.document)
        use = write(view, result, composer)
        answer = self._finish(question, composer, _TABLE, use)
        near = related(view, result, question.language, len(answer.citations) + 1)
        return replace(answer, related=near.answered()) if near.claims else answer

    def _from_prose(
        self, question: Question, wanted: Sequence[Concept], found: list[Evidence]
    ) -> Answer:
        if figures := compared(question, wanted, found, self.vocabulary):
            return self._finish(question, self.telling.figures(question, figures), _COMPARED)
        if (under := self._defined(question) or self._items(question)) is not None:
            composer = begin(question.language, under[0])
            write_items(composer, *under)
            return self._finish(question, composer, _HEADING)
        sure = grounds(question, found, self.meanings).probability(self.weights)
        refused, miss = self.withholding.reason(question, wanted, found, sure)
        direct = not miss and self.withholding.is_direct(question, found)
        if not miss and not direct and (refused or sure < _WEAK):
            clear = clearest(found)
            if clear and self.withholding.overrules(question, wanted, clear):
                found = [clear, *(e for e in found if e is not clear)]
                told = self.telling.sentences(question, wanted, found)
                return self._finish(question, told, max(sure, _CLEAR))
        if refused is Refusal.OFF_TOPIC:
            return self.refusing.refuse(question, Refusal.OFF_TOPIC, found)
        if refused and (answer := self._from_cells(question, wanted)):
            return answer
        if miss and miss.against:
            return self.refusing.correct(question, miss.against, confidence=1 - sure)
        if refused:
            elsewhere = not miss and self.withholding.is_elsewhere(question, found)
            reason = Refusal.OFF_TOPIC if elsewhere else Refusal.NOT_STATED
            return self.refusing.refuse(question, reason, found, miss=miss, confidence=1 - sure)
        return self._finish(question, self.telling.sentences(question, wanted, found), sure)

    def _by_meaning(self, question: Question) -> Answer | None:
        """The rows that list what is asked for in words that no cell has, None without such."""
        if question.countries:
            return None  # likeness doesn't tell one country from another
        for view, meant in self.meant:
            result = meant.find(question)
            if result is not None:
                return self._from_table(question, view, result)
        return None

    def _from_cells(self, question: Question, wanted: Sequence[Concept]) -> Answer | None:
        """An answer from cells of a table that hold all of it, None without such."""
        for view in self.tables:
            result = by_cells(view, question, wanted)
            result = result or by_likeness(view, question, self.meanings)
            if result is not None and self._tells(question, view, result):
                return self._from_table(question, view, result)
        return None

    def _finish(
        self,
        question: Question,
        composer: Composer,
        confidence: float,
        table: TableUse | None = None,
    ) -> Answer:
        return Answer(
            question=question.text,
            language=question.language,
            status=Status.ANSWERED,
            answer=composer.text,
            claims=tuple(composer.claims),
            citations=tuple(composer.citations),
            table=table,
            confidence=confidence,
            seconds=0.0,
        )


def _said(match: Match, result: TableResult) -> Iterator[Value]:
    """The values by which a match may answer: of the cell that is asked for, else of its row."""
    if result.operation is Operation.CELL:
        yield from match.values
    else:
        yield from (value for cell in match.row.cells for value in cell.values)


def _guesses(question: Question, view: TableView, result: TableResult) -> bool:
    """Whether "none" rests on words that were only translated: another reading may find rows."""
    listed = result.operation in (Operation.LIST, Operation.COUNT)
    return listed and not result.matches and question.language not in view.languages


def _names_row(wanted: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether a sentence names all things by which a question was about a row."""
    names = [concept for concept in wanted if concept.kind == "name"]
    texts = stems_of(evidence.unit.views)
    return bool(names) and all(covers(concept, texts) for concept in names)
