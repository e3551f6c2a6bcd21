"""Chooses between the tables and the prose, writes the answer, or says that there is none."""

from collections.abc import Mapping, Sequence

from corpus.records import Block, Document, Passage, Span
from index.store import SearchIndex
from qa.compose import Composer, say, section_label, support_of, title
from qa.listing import write
from qa.messages import message
from qa.prose import (
    Concept, Evidence, Prose, chosen, concepts, covers, definition, enumeration, foreign, negates, signals, years,
)  # fmt: skip
from qa.records import Answer, Nearest, Refusal, Status, TableUse
from qa.tables import Operation, TableReader, TableResult, TableView
from qa.tokens import stems
from qa.understand import Question
from qa.vocabulary import Vocabulary


class Answering:
    """Answers from one choice of documents."""

    def __init__(
        self, documents: Sequence[Document], passages: Mapping[str, Passage],
        vocabulary: Vocabulary, tables: Sequence[TableView], prose: Prose, index: SearchIndex,
        calibration: Mapping[str, float],
    ) -> None:  # fmt: skip
        """Keep what every question needs."""
        self.documents = {document.id: document for document in documents}
        self.passages, self.vocabulary, self.tables = passages, vocabulary, tables
        self.prose, self.index, self.calibration = prose, index, calibration

    def answer(self, question: Question) -> Answer:
        """Tables first, since they are complete; then prose; else the refusal."""
        if name := self._stranger(question):
            return self._refuse(question, Refusal.NO_SUCH_ENTITY, [], name=name)
        wanted = concepts(question, self.vocabulary)
        asked_topic = not wanted
        if asked_topic:
            wanted = concepts(question, self.vocabulary, topic=True)
        found = self._gather(question, wanted)
        rows = False
        for view in self.tables:
            reader = TableReader(view, question)
            rows |= bool(reader.rows)
            if not reader.applies:
                continue
            result = reader.read()
            if result is None:
                continue
            if result.operation is Operation.ABSENT:
                return self._refuse(question, Refusal.NOT_STATED, found)
            return self._from_table(question, view, result)
        if rows and (not found or found[0].coverage < 0.9):
            # One of the rows was asked about, something its table doesn't say: prose must say
            # all of it, since what it says of others would be a wrong answer.
            return self._refuse(question, Refusal.NOT_STATED, found)
        return self._from_prose(question, wanted, found)

    def _gather(self, question: Question, wanted: Sequence[Concept]) -> list[Evidence]:
        names = set(self.documents)
        units = self.index.search(question.text, 40, level="unit", language=question.language,
                                  documents=names)  # fmt: skip
        near = self.index.search(question.text, 15, language=question.language, documents=names)
        return self.prose.candidates(question, wanted, units, near)

    def _stranger(self, question: Question) -> str:
        """A name that is formed like those of the table's rows but belongs to none.

        The words that several row names share ("process", "dialogue") are read off the table;
        beside such a word a question names one, and a word that occurs nowhere names no row.
        """
        for view in self.tables:
            cased = any(t.raw != t.raw.lower() for t in question.tokens[1:])
            for i, token in enumerate(question.tokens):
                if token.word not in view.shared_words:
                    continue
                beside = i + 1 if question.language == "ar" else i - 1
                if not 0 <= beside < len(question.tokens):
                    continue
                other = question.tokens[beside]
                named = any(other is t for t in question.strong) and (
                    not cased or other.raw[:1] != other.raw[:1].lower() or not other.raw.isascii()
                )
                if named and not self.vocabulary.known(other.stem):
                    pair = (token, other) if question.language == "ar" else (other, token)
                    return " ".join(t.raw for t in pair)
        return ""

    def _from_table(self, question: Question, view: TableView, result: TableResult) -> Answer:
        composer = Composer(question.language)
        use = write(view, result, composer)
        return self._finish(question, composer, 0.95, use)

    def _from_prose(
        self, question: Question, wanted: Sequence[Concept], found: list[Evidence]
    ) -> Answer:
        composer = Composer(question.language)
        for document in self.documents.values():
            if question.has("define") and (spans := definition(question, document)):
                self._write_items(composer, document, spans)
                return self._finish(question, composer, 0.9)
            if not question.has("yes_no") and (items := enumeration(question, wanted, document)):
                self._write_items(composer, document, items)
                return self._finish(question, composer, 0.85)
        best = found[0] if found else None
        measured = signals(question, best, self.vocabulary)
        sure = measured.probability(self.calibration)
        known = [t for t in question.strong if self.vocabulary.known(t.stem)]
        if not question.mentions and len(known) <= len(question.strong) / 2:
            # No term of the documents, and half of the words occur nowhere in them.
            return self._refuse(question, Refusal.OFF_TOPIC, found)
        strange = best is not None and foreign(question, best, self.vocabulary)
        if best is None or strange or sure < self.calibration["threshold"]:
            nothing = not strange and (not wanted or (best is not None and best.coverage == 0.0))
            reason = Refusal.OFF_TOPIC if nothing else Refusal.NOT_STATED
            return self._refuse(question, reason, found, confidence=1 - sure)
        if conflict := self._conflict(question, wanted, found):
            composer.say(message("conflict", question.language))
            for evidence in conflict:
                composer.say("\n- ")
                self._write_evidence(composer, evidence)
        else:
            if question.has("yes_no"):
                key = "no" if negates(question, best.unit) else "yes"
                composer.say(message(key, question.language) + " ")
            for i, evidence in enumerate(chosen(found, wanted)):
                composer.say(" " if i else "")
                self._write_evidence(composer, evidence)
        return self._finish(question, composer, sure)

    def _conflict(
        self, question: Question, wanted: Sequence[Concept], found: Sequence[Evidence]
    ) -> list[Evidence]:
        """Sentences that hold all that was asked about and give different years."""
        if not question.has("when") or not wanted:
            return []
        result: list[Evidence] = []
        for evidence in found:
            views = {code: stems(text, code) for code, text in evidence.unit.views.items()}
            if not all(covers(concept, views) for concept in wanted if concept.weight > 0.3):
                continue
            language = self.documents[evidence.passage.document_id].language
            own = years(evidence.unit, language)
            if own and all(own.isdisjoint(years(e.unit, language)) for e in result):
                result.append(evidence)
        return result if len(result) > 1 else []

    def _write_evidence(self, composer: Composer, evidence: Evidence) -> None:
        document = self.documents[evidence.passage.document_id]
        label = section_label(document, evidence.passage.section, composer.language)
        text = say(document, evidence.unit.spans, composer.language)
        places = [(span, label) for span in evidence.unit.spans]
        composer.claim(text, document, places, support_of(document, composer.language))

    def _write_items(
        self, composer: Composer, document: Document, items: Sequence[tuple[Block, Span]]
    ) -> None:
        for i, (block, span) in enumerate(items):
            label = section_label(document, block.section, composer.language)
            if len(items) > 1:
                composer.say("\n- " if i else "- ")
            text = say(document, (span,), composer.language)
            composer.claim(text, document, [(span, label)], support_of(document, composer.language))

    def _refuse(
        self, question: Question, reason: Refusal, found: Sequence[Evidence], *, name: str = "",
        confidence: float = 0.8,
    ) -> Answer:  # fmt: skip
        """Say why, what was searched, and what comes nearest; cite nothing."""
        language = question.language
        titles = "; ".join(title(d, language) for d in self.documents.values()) or "—"
        said = [
            message(str(reason), language, name=name) if name else message(str(reason), language),
            message("searched", language, documents=titles, passages=len(self.passages)),
        ]
        nearest = tuple(self._near(evidence, language) for evidence in found[:2])
        if nearest:
            near = nearest[0]
            said.append(message("nearest", language, section=near.section, page=near.page))
        return Answer(question.text, language, Status.NOT_FOUND, " ".join(said), (), (), None,
                      confidence, 0.0, reason, nearest)  # fmt: skip

    def _near(self, evidence: Evidence, language: str) -> Nearest:
        document = self.documents[evidence.passage.document_id]
        spans = evidence.unit.spans
        quote = " ".join(span.of(document.text) for span in spans)
        label = section_label(document, evidence.passage.section, language)
        return Nearest(document.id, evidence.passage.page, label or title(document, language),
                       spans, quote, say(document, spans, language))  # fmt: skip

    def _finish(
        self, question: Question, composer: Composer, confidence: float,
        table: TableUse | None = None,
    ) -> Answer:  # fmt: skip
        return Answer(
            question.text, question.language, Status.ANSWERED, composer.text,
            tuple(composer.claims), tuple(composer.citations), table, confidence, 0.0,
        )  # fmt: skip
