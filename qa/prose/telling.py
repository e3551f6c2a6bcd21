"""Writes what prose says: sentences, figures side by side, the items under a heading."""

from collections.abc import Mapping, Sequence

from corpus.records import Document, Passage, Unit
from qa.prose.choosing import chosen, conflict
from qa.prose.comparing import Figure
from qa.prose.denying import negates
from qa.prose.evidence import Evidence
from qa.prose.headings import Item, listed_below
from qa.prose.short import short_answer
from qa.reading.concepts import Concept
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.writing.compose import Composer, begin, say, section_label, support_of
from qa.writing.messages import message


class Telling:
    """Writes from the sentences of these documents, in the language of the question."""

    def __init__(self, documents: Mapping[str, Document], vocabulary: Vocabulary) -> None:
        """Keep the documents, by id, and what they call things."""
        self.documents, self.vocabulary = documents, vocabulary

    def sentences(
        self,
        question: Question,
        wanted: Sequence[Concept],
        found: Sequence[Evidence],
    ) -> Composer:
        """The sentences that answer, with yes or no, a short answer and the list they announce."""
        document = self.documents[found[0].passage.document_id]
        several = conflict(question, wanted, found, self.documents)
        whether = ""
        if question.has("yes_no") and not question.or_at and not several:
            key = "no" if negates(question, found[0].unit) else "yes"
            whether = message(key, question.language) + " "
        composer = begin(question.language, document, whether)
        if several:
            composer.say(message("conflict", question.language))
            for evidence in several:
                composer.say("\n- ")
                self._write_evidence(composer, evidence)
        else:
            # Where a glossary knows the names, the form of a sentence tells whether one is there.
            told = chosen(question, found, () if self.vocabulary.prepared else wanted)
            self._write_short(question, composer, told)
            for i, evidence in enumerate(told):
                composer.say(" " if i else "")
                self._write_evidence(composer, evidence)
            if items := listed_below(document, told[-1].unit):
                composer.say("\n")
                write_items(composer, document, items)
        return composer

    def figures(self, question: Question, figures: Sequence[Figure]) -> Composer:
        """The figures with their sentences, from the largest on."""
        composer = begin(question.language, self.documents[figures[0].passage.document_id])
        same = len({figure.value for figure in figures}) == 1
        composer.say(message("same_number" if same else "compare", question.language, len(figures)))
        for figure in figures:
            document = self.documents[figure.passage.document_id]
            label = section_label(document, figure.passage.section, question.language)
            support = support_of(document, question.language)
            composer.say("\n- ")
            short = figure.said.get(question.language) or figure.said.get(document.language, "")
            if short:
                places = [(span, label) for span in figure.unit.spans]
                composer.claim(short, document, places, support)
                composer.say(": ")
            if figure.naming.id != figure.unit.id:
                self._write_unit(composer, figure.passage, figure.naming)
                composer.say(" ")
            self._write_unit(composer, figure.passage, figure.unit)
        return composer

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
        self._write_unit(composer, evidence.passage, evidence.unit)

    def _write_unit(self, composer: Composer, passage: Passage, unit: Unit) -> None:
        document = self.documents[passage.document_id]
        label = section_label(document, passage.section, composer.language)
        text = say(document, unit.spans, composer.language)
        places = [(span, label) for span in unit.spans]
        composer.claim(text, document, places, support_of(document, composer.language))


def write_items(composer: Composer, document: Document, items: Sequence[Item]) -> None:
    """Write what stands under a heading, as a list where it is more than one thing."""
    for block, span in items:
        label = section_label(document, block.section, composer.language)
        if len(items) > 1:
            composer.say("\n- " if composer.text and not composer.text.endswith("\n") else "- ")
        text = say(document, (span,), composer.language)
        composer.claim(text, document, [(span, label)], support_of(document, composer.language))
