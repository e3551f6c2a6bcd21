"""Refusals: both ways of being wrong about "not in the documents"."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefusalScore:
    """Counts of refusals, and the rates made of them; a rate without cases is None."""

    refused_unanswerable: int
    refused_answerable: int
    unanswerable: int
    answerable: int

    @property
    def precision(self) -> float | None:
        """Share of refusals that were due."""
        return _rate(self.refused_unanswerable, self.refused_unanswerable + self.refused_answerable)

    @property
    def recall(self) -> float | None:
        """Share of unanswerable questions that were refused."""
        return _rate(self.refused_unanswerable, self.unanswerable)

    @property
    def false_refusal_rate(self) -> float | None:
        """Share of answerable questions that were refused."""
        return _rate(self.refused_answerable, self.answerable)


def score_refusals(cases: Iterable[tuple[bool, bool]]) -> RefusalScore:
    """Count refusals over pairs of (answerable, refused).

    >>> score_refusals([(True, False), (False, True)]).recall
    1.0
    """
    listed = list(cases)
    return RefusalScore(
        refused_unanswerable=sum(refused and not answerable for answerable, refused in listed),
        refused_answerable=sum(refused and answerable for answerable, refused in listed),
        unanswerable=sum(not answerable for answerable, _ in listed),
        answerable=sum(answerable for answerable, _ in listed),
    )


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
