"""Chooses between the tables and the prose, writes the answer, or says that there is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.records import Document, Passage, Unit
from index.store import Mode, SearchIndex
from qa import table_engine, table_query
from qa.compose import Composer, say, section_label, support_of, title
from qa.countries import countries, countries_of
from qa.decision import Calibration, Miss, grounds, misses, typed_first
from qa.evidence import Concept, Evidence, Evidences, concepts, covers, stems_of
from qa.forms import lacks_form
from qa.headings import (
    Item,
    definition,
    enumeration,
    listed_below,
    overview,
    views_with_headings,
)
from qa.language import words_of
from qa.listing import related, write
from qa.meaning import Meanings
from qa.messages import join, message
from qa.premise import Place
from qa.prose import chosen, conflict, negates
from qa.records import Answer, Nearest, Refusal, Status, TableUse
from qa.short import short_answer
from qa.table_result import Operation, TableResult
from qa.table_search import by_cells
from qa.table_view import TableView
from qa.understand import Question
from qa.vocabulary import Vocabulary

_LEAST = 0.3
"""Share of a question that the sentence of an untranslated document must have by its words."""
_TABLE, _HEADING = 0.95, 0.85
"""Confidence in answers that are read off a table or a heading."""


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
        calibration: Calibration,
        mode: Mode = "fused",
    ) -> None:
        """Keep what every question needs; `mode` is how sentences are searched."""
        self.meanings = meanings
        self.documents = {document.id: document for document in documents}
        self.passages, self.vocabulary, self.tables = passages, vocabulary, tables
        self.evidences = Evidences(passages, index, vocabulary, calibration.ranking, mode)
        self.calibration = calibration

    def answer(self, question: Question) -> Answer:
        """Tables first, since they are complete; then headings and prose; else the refusal."""
        if small := self._small_talk(question):
            return small
        if name := self.stranger(question):
            return self._refuse(question, Refusal.NO_SUCH_ENTITY, [], name=name)
        wanted, found = self.gather(question)
        view, result, named = self._ask_tables(question)
        if view is not None and result is not None:
            if result.operation is Operation.ABSENT:
                return self._refuse(question, Refusal.NOT_STATED, found, about=named)
            return self._from_table(question, view, result)
        if named and (
            not found or (found[0].signals.coverage < 0.9 and not _names_row(wanted, found[0]))
        ):
            # One of the rows was asked about, something its table doesn't say: prose must say
            # all of it, or name the row: what it says of others would be a wrong answer.
            return self._refuse(question, Refusal.NOT_STATED, found, about=named)
        return self._from_prose(question, wanted, found)

    def gather(self, question: Question) -> tuple[list[Concept], list[Evidence]]:
        """What the question is about, and the sentences that may answer it, best first."""
        wanted = concepts(question, self.vocabulary)
        wanted = wanted or concepts(question, self.vocabulary, topic=True)
        found = self.evidences.find(question, wanted)
        return wanted, typed_first(question, found, self.vocabulary)

    def _ask_tables(self, question: Question) -> tuple[TableView | None, TableResult | None, str]:
        """The first table with an answer, that answer, and the row that was asked about."""
        named = ""
        for view in self.tables:
            query = table_query.read(view, question)
            if query.rows:
                named = view.name_of(query.rows[0], question.language)
            elif question.has("define") and table_query.only_values(query):
                continue  # what a thing is, is not told by the rows that have it
            result = table_engine.compute(query) if table_engine.applies(query) else None
            if result is not None and self._tells(question, view, result):
                return view, result, named
        return None, None, named

    def _tells(self, question: Question, view: TableView, result: TableResult) -> bool:
        """Whether cells hold what is asked for by its form, and the countries that are named."""
        codes = (view.document.language, question.language)
        cells = [
            {code: view.text(value, code) for code in codes}
            for match in result.matches
            for value in (v for cell in match.row.cells for v in cell.values)
        ]
        if not cells:
            return True
        # "Year of opening" is said by the header alone.
        filled = [
            c
            for c in view.table.columns
            if any(m.row.cells[c.index].values for m in result.matches)
        ]
        cells += [{code: view.header(column, code) for code in codes} for column in filled]
        asked = set(countries(question.tokens[question.lead :], question.language).values())
        lacking = asked and not asked <= {code for cell in cells for code in countries_of(cell)}
        return not lacking and not lacks_form(question, cells, self.vocabulary, cells=True)

    def is_prose(self, question: Question) -> bool:
        """Whether a question comes down to the sentences of the prose."""
        if self._small_talk(question) or self.stranger(question):
            return False
        _, result, named = self._ask_tables(question)
        return result is None and not named and not self._items(question)

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
            if items and not lacks_form(
                question, views_with_headings(document, items), self.vocabulary, cells=True
            ):
                return document, items
        return None

    def _small_talk(self, question: Question) -> Answer | None:
        """Greetings, "what can you do", and "what is this about"."""
        words = words_of(question.language)
        composer = Composer(question.language)
        titles = join([title(d, question.language) for d in self.documents.values()], "ar")
        if words.summary.positions(question.tokens):
            for document in self.documents.values():
                self._write_items(composer, document, overview(document))
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

    def stranger(self, question: Question) -> str:
        """A name that is formed like those of the table's rows but belongs to none.

        The words that several row names share ("process", "dialogue") are read off the table;
        beside such a word a question names one, and a word that occurs nowhere names no row.
        """
        if question.language not in self.vocabulary.size:
            return ""  # its names are told by their sound, and no word of it occurs anywhere
        tokens = question.tokens
        open_ = set(question.open)
        words = words_of(question.language)
        cased = any(t.raw != t.raw.lower() for t in tokens)
        if name := self._unknown_run(question) or self._unknown_acronym(question):
            return name
        for view in self.tables:
            for i, token in enumerate(tokens):
                if token.word not in view.shared_words:
                    continue
                for beside in (i - 1, i + 1):
                    if beside not in open_ or self.vocabulary.known(tokens[beside].stem):
                        continue
                    if words.is_verb(tokens[beside]):
                        continue
                    raw = tokens[beside].raw
                    proper = raw[:1] != raw[:1].lower()
                    if proper or (not cased and self._names_so(view, question, i, beside)):
                        first, last = sorted((i, beside))
                        return " ".join(t.raw for t in tokens[first : last + 1])
        return ""

    def _unknown_acronym(self, question: Question) -> str:
        """A word in Latin capitals that the documents lack: an acronym, unless all is shouted."""
        tokens = question.tokens
        shouted = [t.raw.isascii() and t.raw.isupper() and len(t.raw) > 2 for t in tokens]
        if sum(shouted) > 0.6 * len(tokens):
            return ""
        unknown = (
            tokens[i].raw
            for i in question.open
            if shouted[i] and not self.vocabulary.known(tokens[i].stem)
        )
        return next(unknown, "")

    def _unknown_run(self, question: Question) -> str:
        """Two or more words in capitals that the documents never say together.

        Each word by itself may occur, and the name that they make may not. Where all words begin
        with capitals, as in a headline, they tell nothing.
        """
        tokens = question.tokens
        capital = [t.raw[:1] != t.raw[:1].lower() for t in tokens]
        if sum(capital) > 0.6 * len(tokens):
            return ""
        covered = {i for m in question.mentions for i in range(m.start, m.end)}
        for first, last in _runs(capital):
            run = range(first, last)
            if len(run) < 2 or all(i in covered for i in run) or 0 in run:
                continue
            if set(run) & set(question.open) and not self.vocabulary.says(
                [tokens[i].stem for i in run], question.language
            ):
                return " ".join(tokens[i].raw for i in run)
        return ""

    @staticmethod
    def _names_so(view: TableView, question: Question, shared: int, beside: int) -> bool:
        """Whether the language puts the name on this side of the shared word, as the rows do."""
        return view.name_follows(question.language) == (beside > shared)

    def _from_table(self, question: Question, view: TableView, result: TableResult) -> Answer:
        composer = self._composer(question, view.document)
        use = write(view, result, composer)
        answer = self._finish(question, composer, _TABLE, use)
        near = related(view, result, question.language, len(answer.citations) + 1)
        return replace(answer, related=near.answered()) if near.claims else answer

    def _composer(self, question: Question, document: Document) -> Composer:
        """A new answer; it says first when the document can't be read in this language."""
        composer = Composer(question.language)
        foreign = question.language != document.language
        if foreign and question.language not in document.translations:
            composer.say(message("untranslated", question.language) + "\n")
        return composer

    def _from_prose(
        self, question: Question, wanted: Sequence[Concept], found: list[Evidence]
    ) -> Answer:
        if (under := self._items(question)) is not None:
            composer = self._composer(question, under[0])
            self._write_items(composer, *under)
            return self._finish(question, composer, _HEADING)
        known = [t for t in question.strong if self.vocabulary.knows(t)]
        readable = question.language in self.vocabulary.size
        bare = not question.mentions and not (question.numbers or question.ordinals)
        few = 2 * len(known) < len(question.strong) or (bare and not question.strong)
        if readable and not question.mentions and few:
            # No term of the documents, and most of the words occur nowhere in them.
            return self._refuse(question, Refusal.OFF_TOPIC, found)
        sure = grounds(question, found, self.meanings).probability(self.calibration)
        miss = misses(question, wanted, found, self.vocabulary)
        refused = not found or miss or sure < self.calibration.threshold
        refused = refused or _says_little(question, found[0])
        refused = refused or self._names_no_row(question, found[0])
        if refused and (answer := self._from_cells(question, wanted)):
            return answer
        if miss and miss.against:
            return self._correct(question, miss.against, confidence=1 - sure)
        if refused:
            nothing = not miss and (not found or found[0].signals.coverage == 0.0)
            reason = Refusal.OFF_TOPIC if nothing else Refusal.NOT_STATED
            return self._refuse(question, reason, found, miss=miss, confidence=1 - sure)
        return self._say_prose(question, wanted, found, sure)

    def _names_no_row(self, question: Question, best: Evidence) -> bool:
        """Whether it is asked which rows of a table, and a sentence names none of them."""
        asked = any(
            table_query.asks_for_rows(table_query.read(view, question)) for view in self.tables
        )
        return asked and not self.vocabulary.held(best.unit.views, ("entity",))

    def _say_prose(
        self,
        question: Question,
        wanted: Sequence[Concept],
        found: Sequence[Evidence],
        confidence: float,
    ) -> Answer:
        """The sentences that answer, with yes or no, a short answer and the list they announce."""
        document = self.documents[found[0].passage.document_id]
        composer = self._composer(question, document)
        if several := conflict(question, wanted, found, self.documents):
            composer.say(message("conflict", question.language))
            for evidence in several:
                composer.say("\n- ")
                self._write_evidence(composer, evidence)
        else:
            if question.has("yes_no") and not question.or_at:
                key = "no" if negates(question, found[0].unit) else "yes"
                composer.say(message(key, question.language) + " ")
            told = chosen(found, wanted)
            self._write_short(question, composer, told)
            for i, evidence in enumerate(told):
                composer.say(" " if i else "")
                self._write_evidence(composer, evidence)
            if items := listed_below(document, told[-1].unit):
                composer.say("\n")
                self._write_items(composer, document, items)
        return self._finish(question, composer, confidence)

    def _from_cells(self, question: Question, wanted: Sequence[Concept]) -> Answer | None:
        """An answer from cells of a table that hold all of it, None without such."""
        for view in self.tables:
            result = by_cells(view, question, wanted)
            if result is not None and self._tells(question, view, result):
                return self._from_table(question, view, result)
        return None

    def _write_short(
        self, question: Question, composer: Composer, told: Sequence[Evidence]
    ) -> None:
        """The date, number or place by itself, from the first sentence that has it."""
        for evidence in told:
            document = self.documents[evidence.passage.document_id]
            language = composer.language
            if language not in (document.language, *document.translations):
                return
            text = say(document, evidence.unit.spans, language)
            if short := short_answer(question, text, language, self.vocabulary):
                label = section_label(document, evidence.passage.section, language)
                places = [(span, label) for span in evidence.unit.spans]
                composer.claim(short, document, places, support_of(document, language))
                composer.say("\n")
                return

    def _write_evidence(self, composer: Composer, evidence: Evidence) -> None:
        document = self.documents[evidence.passage.document_id]
        label = section_label(document, evidence.passage.section, composer.language)
        text = say(document, evidence.unit.spans, composer.language)
        places = [(span, label) for span in evidence.unit.spans]
        composer.claim(text, document, places, support_of(document, composer.language))

    def _write_items(self, composer: Composer, document: Document, items: Sequence[Item]) -> None:
        for block, span in items:
            label = section_label(document, block.section, composer.language)
            if len(items) > 1:
                composer.say("\n- " if composer.text and not composer.text.endswith("\n") else "- ")
            text = say(document, (span,), composer.language)
            composer.claim(text, document, [(span, label)], support_of(document, composer.language))

    def _refuse(
        self,
        question: Question,
        reason: Refusal,
        found: Sequence[Evidence],
        *,
        name: str = "",
        about: str = "",
        miss: Miss | None = None,
        confidence: float = 0.8,
    ) -> Answer:
        """Say why, what was searched, and what comes nearest; cite nothing."""
        language = question.language
        said = []
        if reason is Refusal.NO_SUCH_ENTITY:
            said.append(message("no_such_entity", language, name=name))
            said += [self._entities(view, language) for view in self.tables]
        elif about:
            said.append(message("not_stated_of", language, name=about))
        elif miss and miss.name:
            said.append(message("nothing_of", language, name=miss.name))
        elif miss and miss.lacks:
            said.append(message(f"no_{miss.lacks}", language))
        else:
            said.append(message(str(reason), language))
        titles = join([title(d, language) for d in self.documents.values()], language) or "—"
        said.append(message("searched", language, len(self.passages), documents=titles))
        nearest = tuple(self._near(e.passage, e.unit, language) for e in found[:2])
        if nearest:
            near = nearest[0]
            said.append(message("nearest", language, section=near.section, page=near.page))
        return self._refusal(question, reason, " ".join(said), nearest, confidence)

    def _correct(self, question: Question, against: Sequence[Place], confidence: float) -> Answer:
        """Say that the documents deny what the question takes for granted, and what they say."""
        nearest = tuple(self._near(*place, question.language) for place in against)
        said = " … ".join(near.translation.rstrip(" .;؛。；") for near in nearest)
        text = message("false_premise", question.language, text=said)
        return self._refusal(question, Refusal.FALSE_PREMISE, text, nearest, confidence)

    @staticmethod
    def _refusal(
        question: Question,
        reason: Refusal,
        text: str,
        nearest: tuple[Nearest, ...],
        confidence: float,
    ) -> Answer:
        return Answer(
            question=question.text,
            language=question.language,
            status=Status.NOT_FOUND,
            answer=text,
            claims=(),
            citations=(),
            table=None,
            confidence=confidence,
            seconds=0.0,
            refusal=reason,
            nearest=nearest,
        )

    @staticmethod
    def _entities(view: TableView, language: str) -> str:
        names = [view.name_of(row, language) for row in view.table.rows]
        table = section_label(view.document, view.table.section[-1:], language)
        listed = join(names, language)
        return message("entities_listed", language, len(names), table=table, names=listed)

    def _near(self, passage: Passage, unit: Unit, language: str) -> Nearest:
        document = self.documents[passage.document_id]
        spans = unit.spans
        quote = " ".join(span.of(document.text) for span in spans)
        label = section_label(document, passage.section, language)
        return Nearest(
            document_id=document.id,
            page=passage.page,
            section=label or title(document, language),
            spans=spans,
            quote=quote,
            translation=say(document, spans, language),
        )

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


def _says_little(question: Question, best: Evidence) -> bool:
    """Whether a sentence that can't be read in the question's language has few of its words.

    The decision was fitted on texts that can; likeness alone is too little here.
    """
    return question.language not in best.passage.views and best.signals.coverage < _LEAST


def _names_row(wanted: Sequence[Concept], evidence: Evidence) -> bool:
    """Whether a sentence names all things by which a question was about a row."""
    names = [concept for concept in wanted if concept.kind == "name"]
    texts = stems_of(evidence.unit.views)
    return bool(names) and all(covers(concept, texts) for concept in names)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of true flags."""
    start = None
    for i, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield start, i
            start = None
