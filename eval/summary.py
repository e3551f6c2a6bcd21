"""One question's results, and the figures of a group of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from eval.answers import AnswerScore
from eval.citations import CitationScore
from eval.questions import Question
from eval.refusals import score_refusals
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


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a group of questions; None where the group has no case to measure.

    Item figures and citation recall are means over answerable questions, a refusal counting
    zero; citation precisions are means over answers to these that cite anything; the exact
    rate is over single citations of all answers.
    """

    questions: int
    right: float | None
    right_low: float | None
    right_high: float | None
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

    @property
    def interval(self) -> str:
        """The 95 % confidence interval of `right`."""
        if self.right_low is None or self.right_high is None:
            return "–"
        return f"{self.right_low:.2f}–{self.right_high:.2f}"

    def to_dict(self) -> dict[str, int | float | None]:
        """The figures by name, rounded to four places."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()}


def summarise(results: Sequence[Result]) -> Summary:
    """Average the results of a group of questions."""
    answerable = [result for result in results if result.question.answerable]
    refusals = score_refusals((r.question.answerable, r.refused) for r in results)
    cited = sum(result.citations.cited for result in results)
    exact = sum(result.citations.exact for result in results)
    low, high = confidence_interval(results)
    return Summary(
        questions=len(results),
        right=_mean(results, lambda r: r.items.right),
        right_low=low,
        right_high=high,
        right_answerable=_mean(answerable, lambda r: r.items.right),
        item_precision=_mean(answerable, lambda r: r.items.precision),
        item_recall=_mean(answerable, lambda r: r.items.recall),
        item_f1=_mean(answerable, lambda r: r.items.f1),
        refusal_precision=refusals.precision,
        refusal_recall=refusals.recall,
        false_refusals=refusals.false_refusal_rate,
        citation_recall=_mean(answerable, lambda r: r.citations.recall),
        citation_precision=_mean(answerable, lambda r: r.citations.precision),
        citation_row_precision=_mean(answerable, lambda r: r.citations.row_precision),
        exact_quotes=exact / cited if cited else None,
        in_language=_mean(results, lambda r: r.in_language),
        ndcg_10=_mean(answerable, lambda r: (r.ranking or {}).get("nDCG@10")),
        recall_5=_mean(answerable, lambda r: (r.ranking or {}).get("recall@5")),
        success_1=_mean(answerable, lambda r: (r.ranking or {}).get("success@1")),
    )


def confidence_interval(
    results: Sequence[Result], *, samples: int = 1000, seed: int = 7
) -> tuple[float | None, float | None]:
    """The 95 % interval of the share of right answers, by bootstrap over facts (Efron 1979).

    Facts and not questions are drawn: a fact's questions in several languages fail together.
    """
    by_fact: dict[str, list[bool]] = {}
    for result in results:
        by_fact.setdefault(result.question.fact, []).append(result.items.right)
    if len(by_fact) < 2:
        return None, None
    right = np.array([sum(found) for found in by_fact.values()])
    asked = np.array([len(found) for found in by_fact.values()])
    drawn = np.random.default_rng(seed).integers(0, len(right), (samples, len(right)))
    shares = right[drawn].sum(1) / asked[drawn].sum(1)
    return float(np.percentile(shares, 2.5)), float(np.percentile(shares, 97.5))


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


def _mean(results: Iterable[Result], value: Callable[[Result], float | None]) -> float | None:
    """Mean over the results that have the value."""
    values = [found for result in results if (found := value(result)) is not None]
    return sum(values) / len(values) if values else None
