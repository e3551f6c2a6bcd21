"""What went wrong with a question, by name: the first step to whose fault it is."""

from enum import StrEnum

from eval.summary import Result


class Fault(StrEnum):
    """A way in which an answer failed; one answer may fail in several."""

    REFUSED = "refused"
    ANSWERED = "answered"
    MISSING = "missing"
    EXTRA = "extra"
    EVIDENCE = "evidence"
    QUOTE = "quote"
    LANGUAGE = "language"

    @property
    def words(self) -> str:
        """In words."""
        return _TITLES[self]


_TITLES = {
    Fault.REFUSED: "refused though answerable",
    Fault.ANSWERED: "answered though unanswerable",
    Fault.MISSING: "missing items",
    Fault.EXTRA: "extra names",
    Fault.EVIDENCE: "wrong evidence",
    Fault.QUOTE: "false quote",
    Fault.LANGUAGE: "wrong language",
}


def faults(result: Result) -> tuple[Fault, ...]:
    """Every way in which a result failed; nothing for one that is right in all respects.

    Evidence is wrong when no citation lies on a line that holds gold. An answer can be right and
    its evidence wrong: the right words, from another place than the one that proves them.
    """
    question, items, citations = result.question, result.items, result.citations
    answered = question.answerable and not result.refused
    failed = {
        Fault.REFUSED: question.answerable and result.refused,
        Fault.ANSWERED: not question.answerable and not items.right,
        Fault.MISSING: answered and bool(items.missing),
        Fault.EXTRA: answered and bool(items.extra),
        Fault.EVIDENCE: answered and not citations.row_precision,
        Fault.QUOTE: bool(citations.false_quotes),
        Fault.LANGUAGE: not result.in_language,
    }
    return tuple(fault for fault, found in failed.items() if found)
