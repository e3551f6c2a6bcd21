"""Twin questions: is a reader of one language served as well as a reader of the other?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.records import Answer


@dataclass(frozen=True, slots=True)
class TwinScore:
    """Figures over facts that were asked in both languages.

    `gap` is the difference of the two rates of right answers, `disagreement` the share of
    facts with exactly one of the two right (a gap of zero can hide many of these), and
    `same_spans` the share of facts answered in both languages with the same citations.
    """

    pairs: int
    gap: float
    disagreement: float
    same_spans: float | None


def score_twins(right: Mapping[str, tuple[bool, bool]], spans: Sequence[bool]) -> TwinScore:
    """Compare languages.

    Args:
        right: By fact, whether the (Arabic, English) answer is right.
        spans: For each fact answered in both, whether both cite the same spans.
    """
    count = len(right)
    arabic = sum(pair[0] for pair in right.values())
    english = sum(pair[1] for pair in right.values())
    differing = sum(pair[0] != pair[1] for pair in right.values())
    return TwinScore(
        pairs=count,
        gap=abs(arabic - english) / count if count else 0.0,
        disagreement=differing / count if count else 0.0,
        same_spans=sum(spans) / len(spans) if spans else None,
    )


def cited_spans(answer: Answer) -> frozenset[tuple[str, int, int]]:
    """The places an answer cites, whatever their numbers and order."""
    return frozenset((c.document_id, c.start, c.end) for c in answer.citations)
