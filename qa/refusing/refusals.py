"""Writes refusals: why there is no answer, what was searched, and what comes nearest."""

from collections.abc import Mapping, Sequence

from corpus.records import Document, Passage, Unit
from qa.prose.evidence import Evidence
from qa.reading.understand import Question
from qa.records import Answer, Nearest, Refusal, Status
from qa.refusing.misses import Miss
from qa.refusing.premise import Place
from qa.tables.view import TableView
from qa.writing.compose import say, section_label, title
from qa.writing.messages import join, message


class Refusing:
    """Says that the documents do not answer; cites nothing."""

    def __init__(
        self, documents: Mapping[str, Document], passages: int, tables: Sequence[TableView]
    ) -> None:
        """Keep what a refusal tells: which documents, how many passages, which rows."""
        self.documents, self.passages, self.tables = documents, passages, tables

    def refuse(
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
        said.append(message("searched", language, self.passages, documents=titles))
        nearest = tuple(self._near(e.passage, e.unit, language) for e in found[:2])
        if nearest:
            near = nearest[0]
            said.append(message("nearest", language, section=near.section, page=near.page))
        return self._refusal(question, reason, " ".join(said), nearest, confidence)

    def correct(self, question: Question, against: Sequence[Place], confidence: float) -> Answer:
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
