"""Whether the best sentence is kept back, though it was found, or said although words are against.

What is missing can often be told without weights (`qa.refusing.misses`); the calibrated decision
and a few thresholds see to the rest.
"""

from collections.abc import Sequence

from qa.prose.direct import holds, names_others
from qa.prose.evidence import Evidence, margin
from qa.reading.concepts import Concept
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.records import Refusal
from qa.refusing.misses import Miss, misses
from qa.refusing.unsaid import says_neither
from qa.tables import query as table_query
from qa.tables.view import TableView
from qa.words.meaning import Meanings

_LEAST = 0.3
"""Share of a question that the sentence of an untranslated document must have by its words."""
_ELSEWHERE = 0.12
"""Cosine below which a sentence is about something else, whatever words were translated."""
_NEAR, _AHEAD = 0.35, 0.3
"""Cosine and lead of a sentence that is about the question though they share few words."""
_LATE, _LATE_AHEAD = 0.5, 0.1
"""Late interaction, and its lead before other passages, of one that is about the question.

On the practice and development sets no question about something else has more than 0.41.
"""
_UNLIKE = 0.19
"""Both cosines of the best sentence are seldom so small where it answers."""

_DECIDED = 0.45
"""Confidence from which on few words and little likeness are no ground against a sentence.

Of 20 questions about fourteen documents that nobody prepared, held back for nothing else, eleven
had the right sentence first, eight of them with more than this, and three that are not answered.
"""
_WHOLE = 0.9
"""Share of a question from which on a sentence has its very words."""
_ABOUT = 0.42
"""Late interaction from which on no question is about something else, however it is worded."""


class Withholding:
    """Holds back what a choice of documents says beside the question."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        tables: Sequence[TableView],
        threshold: float,
        meanings: Meanings,
    ) -> None:
        """Keep what is looked up; below `threshold` a decision is too unsure."""
        self.vocabulary, self.tables, self.threshold = vocabulary, tables, threshold
        self.meanings = meanings

    def reason(
        self,
        question: Question,
        wanted: Sequence[Concept],
        found: Sequence[Evidence],
        sure: float,
    ) -> tuple[Refusal | None, Miss | None]:
        """Why the best sentence is not to be said, and what it lacks; None if it may be said."""
        told = self.is_direct(question, found)
        elsewhere = not (told or _stands_out(found) or _is_about(found))
        if (elsewhere and self._off_topic(question)) or self._only_placed(question):
            return Refusal.OFF_TOPIC, None
        miss = misses(question, wanted, found, self.vocabulary)
        if found and not miss and says_neither(question, found[0], self.meanings):
            miss = Miss()
        if told and not miss:
            return None, None
        refused = not found or miss or sure < self.threshold
        # About a document that nobody prepared the decision itself weighs words and likeness.
        decided = not self.vocabulary.prepared and sure >= _DECIDED
        decided = decided and bool(found) and _has_something(found[0])
        refused = refused or (not decided and _says_little(question, found))
        refused = refused or (not decided and self._is_unlike(question, found[0]))
        refused = refused or self._names_no_row(question, found[0])
        return (Refusal.NOT_STATED if refused else None), miss

    def is_direct(self, question: Question, found: Sequence[Evidence]) -> bool:
        """Whether the best sentence holds the very thing that is asked for, however it is put."""
        return bool(found) and (
            holds(question, found[0], found, self.vocabulary)
            or names_others(question, found[0], self.vocabulary)
        )

    def overrules(
        self,
        question: Question,
        wanted: Sequence[Concept],
        clear: Evidence,
    ) -> bool:
        """Whether a sentence that is clearly first by meaning is said though words are against."""
        return not (
            misses(question, wanted, [clear], self.vocabulary)
            or says_neither(question, clear, self.meanings)
            or _says_little(question, [clear])
            or self._names_no_row(question, clear)
        )

    def is_elsewhere(self, question: Question, found: Sequence[Evidence]) -> bool:
        """Whether the best sentence has nothing, or little and nothing alike, of a question."""
        nothing = not found or found[0].signals.coverage == 0.0
        few = nothing or found[0].signals.coverage < _LEAST
        return nothing or (few and self._is_unlike(question, found[0]))

    def _off_topic(self, question: Question) -> bool:
        """Whether nothing is named and most words occur nowhere in the documents."""
        if question.language not in self.vocabulary.size or question.mentions:
            return False
        bare = not (question.numbers or question.ordinals)
        known = [t for t in question.strong if self.vocabulary.knows(t)]
        return 2 * len(known) < len(question.strong) or (bare and not question.strong)

    def _only_placed(self, question: Question) -> bool:
        """Whether a question has nothing but a place in common with the documents.

        "How do I get a visa for Norway?" asks for nothing that they say of Peru.
        """
        placed = bool(question.mentions) and all(
            m.of_kind("place") == m.terms
            or not question.countries.keys().isdisjoint(range(m.start, m.end))
            for m in question.mentions
        )
        if not placed or question.language not in self.vocabulary.size or not question.strong:
            return False
        told = question.numbers or question.ordinals or question.has("when", "where", "who")
        return not told and not any(self.vocabulary.knows(t) for t in question.strong)

    def _is_unlike(self, question: Question, best: Evidence) -> bool:
        """Whether a sentence is not alike at all; a follow-up by a number alone is like nothing."""
        bare = not (question.numbers or question.ordinals)
        readable = question.language in self.vocabulary.size
        alike = max(best.signals.cosine, best.signals.likeness) >= _UNLIKE
        other_words = best.signals.coverage < _WHOLE
        return bare and readable and not alike and other_words and best.signals.late < _LATE

    def _names_no_row(self, question: Question, best: Evidence) -> bool:
        """Whether it is asked which rows of a table, and a sentence names none of them."""
        asked = any(
            table_query.asks_for_rows(table_query.read(view, question)) for view in self.tables
        )
        return asked and not self.vocabulary.held(best.unit.views, ("entity",))


def _has_something(best: Evidence) -> bool:
    """Whether a sentence has what is asked for by its form, and a word asked about, or is alike."""
    alike = best.signals.cosine >= _UNLIKE
    return best.signals.typed > 0.0 and (best.signals.share > 0.0 or alike)


def _is_about(found: Sequence[Evidence]) -> bool:
    """Whether the best sentence's passage is about what is asked, though in other words."""
    return bool(found) and found[0].signals.late >= _ABOUT


def _stands_out(found: Sequence[Evidence]) -> bool:
    """Whether the best sentence is near in meaning, and well ahead of other passages.

    Then few shared words mean that a text says it in others.
    """
    if not found:
        return False
    best = found[0]
    others = (e.signals.late for e in found if e.passage.id != best.passage.id)
    late = best.signals.late
    ahead = late >= _LATE and late - max(others, default=0.0) >= _LATE_AHEAD
    return ahead or (best.signals.cosine >= _NEAR and margin(found) >= _AHEAD)


def _says_little(question: Question, found: Sequence[Evidence]) -> bool:
    """Whether a sentence that can't be read in the question's language has few of its words.

    The decision was fitted on texts that can; likeness alone is too little here, unless it is
    great and no other passage comes near. Which things are so takes more than a near sentence.
    """
    best = found[0]
    if question.language in best.passage.views:
        return False
    if best.signals.likeness < _ELSEWHERE and not question.has("define"):
        return True  # it has the words, and is about something else
    far = question.has("list") or not _stands_out(found)
    return best.signals.coverage < _LEAST and far
