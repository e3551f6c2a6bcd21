"""One question's results, and the figures of a group of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from eval.answers import AnswerScore
from eval.bootstrap import Interval, interval
from eval.citations import CitationScore
from eval.questions import Question
from eval.twins import TwinScore, cited_spans, score_twins
from qa.records import Answer, Status


@dataclass(frozen=True, slots=True)
class Result:
    """Everything measured of one question; `ranking` holds the measures of fused search."""

    question: Question
    answer: Answer
    items: AnswerScore
    citations: CitationScore
    in_language: bool
    ranking: dict[str, float] | None

    @property
    def refused(self) -> bool:
        """Whether the system said that the documents don't answer this."""
        return self.answer.status is Status.NOT_FOUND


Case = Callable[[Result], float | None]
"""What one result counts for in a rate; None where it is no case of it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a group of questions; None where the group has no case to measure.

    Item figures and citation recall are means over answerable questions, a refusal counting
    zero; citation precisions are means over answers to these that cite anything; the exact
    rate is over single citations of all answers. `intervals` holds the 95 % confidence interval
    of every figure that is a mean over questions and has two facts or more.
    """

    questions: int
    right: float | None
    right_answerable: float | None
    item_precision: float | None
    item_recall: float | None
    item_f1: float | None
    refusal_precision: float | None
    refusal_recall: float | None
    false_refusals: float | None
    citation_recall: float | None
    citation_precision: float | None
    citation_row_precision: float | None
    exact_quotes: float | None
    in_language: float | None
    ndcg_10: float | None
    recall_5: float | None
    success_1: float | None
    intervals: Mapping[str, Interval]

    @property
    def right_low(self) -> float | None:
        """The lower bound of `right`."""
        return self.intervals["right"][0] if "right" in self.intervals else None

    @property
    def right_high(self) -> float | None:
        """The upper bound of `right`."""
        return self.intervals["right"][1] if "right" in self.intervals else None

    def to_dict(self) -> dict[str, Any]:
        """The figures by name, rounded to four places; `intervals` as [low, high]."""
        names = (item.name for item in fields(self) if item.name != "intervals")
        values = {name: getattr(self, name) for name in names}
        figures = {k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()}
        bounds = {k: [round(v, 4) for v in both] for k, both in self.intervals.items()}
        return {**figures, "intervals": bounds}


def _answerable(value: Case) -> Case:
    return lambda r: value(r) if r.question.answerable else None


def _found(measure: str) -> Case:
    return _answerable(lambda r: (r.ranking or {}).get(measure))


_CASES: Mapping[str, Case] = {
    "right": lambda r: r.items.right,
    "right_answerable": _answerable(lambda r: r.items.right),
    "item_precision": _answerable(lambda r: r.items.precision),
    "item_recall": _answerable(lambda r: r.items.recall),
    "item_f1": _answerable(lambda r: r.items.f1),
    # Share of refusals that were due, of unanswerable and of answerable questions refused.
    "refusal_precision": lambda r: not r.question.answerable if r.refused else None,
    "refusal_recall": lambda r: None if r.question.answerable else r.refused,
    "false_refusals": _answerable(lambda r: r.refused),
    "citation_recall": _answerable(lambda r: r.citations.recall),
    "citation_precision": _answerable(lambda r: r.citations.precision),
    "citation_row_precision": _answerable(lambda r: r.citations.row_precision),
    "in_language": lambda r: r.in_language,
    "ndcg_10": _found("nDCG@10"),
    "recall_5": _found("recall@5"),
    "success_1": _found("success@1"),
}


def summarise(results: Sequence[Result]) -> Summary:
    """Average the results of a group of questions.

    Example:
        `summarise([r for r in report.results if r.question.kind == "list"]).right`
    """
    cited = sum(result.citations.cited for result in results)
    exact = sum(result.citations.exact for result in results)
    means = {name: _mean(results, case) for name, case in _CASES.items()}
    bounds = {
        name: interval((r.question.fact, case(r)) for r in results) for name, case in _CASES.items()
    }
    return Summary(
        questions=len(results),
        exact_quotes=exact / cited if cited else None,
        intervals={name: both for name, both in bounds.items() if both},
        **means,
    )


def change(results: Sequence[Result], baseline: Sequence[Result]) -> tuple[float, Interval | None]:
    """How the share of right answers differs from the baseline's, question by question.

    Raises:
        ValueError: The two are not of the same questions.
    """
    if [r.question.id for r in results] != [r.question.id for r in baseline] or not results:
        raise ValueError("only results of the same questions can be compared")
    gains = [
        (own.question.fact, float(own.items.right) - float(other.items.right))
        for own, other in zip(results, baseline, strict=True)
    ]
    return sum(gain for _, gain in gains) / len(gains), interval(gains)


def twins_of(results: Iterable[Result]) -> TwinScore:
    """Pair the results by fact and compare the two languages."""
    by_fact: dict[str, dict[str, Result]] = {}
    for result in results:
        if result.question.noise is None and not result.question.history:
            by_fact.setdefault(result.question.fact, {})[result.question.language] = result
    pairs = {f: (p["ar"], p["en"]) for f, p in by_fact.items() if {"ar", "en"} <= p.keys()}
    right = {f: (one.items.right, other.items.right) for f, (one, other) in pairs.items()}
    same = [
        cited_spans(one.answer) == cited_spans(other.answer)
        for one, other in pairs.values()
        if one.question.answerable and not one.refused and not other.refused
    ]
    return score_twins(right, same)


def _mean(results: Iterable[Result], value: Case) -> float | None:
    """Mean over the results that have the value."""
    values = [found for result in results if (found := value(result)) is not None]
    return sum(values) / len(values) if values else None
