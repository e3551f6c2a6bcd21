"""Tables of figures with their intervals, before they become Markdown or HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.bootstrap import Interval
from eval.speed import Speed
from eval.summary import Summary
from eval.twins import TwinScore

COLUMNS = {
    "right": "right",
    "answerable": "right_answerable",
    "item F1": "item_f1",
    "refusal P": "refusal_precision",
    "refusal R": "refusal_recall",
    "false refusals": "false_refusals",
    "cit. recall": "citation_recall",
    "cit. prec.": "citation_precision",
    "cit. row prec.": "citation_row_precision",
    "exact quotes": "exact_quotes",
    "language": "in_language",
    "nDCG@10": "ndcg_10",
    "recall@5": "recall_5",
    "success@1": "success_1",
}
MAIN = {
    "right": "questions with the right answer, or refused where there is none",
    "item F1": "items said and items expected, over answerable questions",
    "refusal R": "unanswerable questions refused",
    "false refusals": "answerable questions refused; lower is better",
    "cit. recall": "gold spans that a citation overlaps",
    "cit. prec.": "citations that overlap a gold span",
    "nDCG@10": "fused search, answerable questions",
}
"""The main figures, and what each is a share or a mean of."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its interval; a missing value shows as a dash."""

    value: float | str | None
    interval: Interval | None = None

    @property
    def text(self) -> str:
        """The value with three places."""
        if self.value is None:
            return "–"
        if isinstance(self.value, str | int):
            return str(self.value)
        return f"{self.value:.3f}"

    @property
    def bounds(self) -> str:
        """The interval; nothing where both bounds are the figure, which would look certain."""
        low, high = self.interval or (0.0, 0.0)
        if low == high:
            return ""
        return f"{low:+.3f} to {high:+.3f}" if low < 0 else f"{low:.2f}–{high:.2f}"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures below a head; the first column, named `label`, holds what a row is about."""

    label: str
    head: tuple[str, ...]
    rows: Mapping[str, tuple[Figure, ...]]


def summary_table(
    label: str, groups: Mapping[str, Summary], columns: Iterable[str] = COLUMNS
) -> Table:
    """A row for each group of questions: how many, then the figures.

    Example:
        `summary_table("kind", report.splits["dev"].kinds, ("right", "item F1"))`
    """
    chosen = tuple(columns)
    rows = {
        name: (Figure(summary.questions), *(figure_of(summary, column) for column in chosen))
        for name, summary in groups.items()
    }
    return Table(label, ("n", *chosen), rows)


def figure_of(summary: Summary, column: str) -> Figure:
    """One figure of a group, by the name of its column."""
    attribute = COLUMNS[column]
    return Figure(getattr(summary, attribute), summary.intervals.get(attribute))


def search_table(modes: Mapping[str, Mapping[str, float]]) -> Table:
    """A row for each way to search."""
    measures = tuple(dict.fromkeys(name for values in modes.values() for name in values))
    rows = {mode: tuple(Figure(v.get(m)) for m in measures) for mode, v in modes.items()}
    return Table("search", measures, rows)


def twins_line(twins: TwinScore) -> str:
    """How alike the Arabic and the English question of a fact fare."""
    return (
        f"gap {Figure(twins.gap).text}, disagree {Figure(twins.disagreement).text}, "
        f"same spans {Figure(twins.same_spans).text} ({twins.pairs} facts)"
    )


def speed_line(speed: Speed) -> str:
    """How long an answer takes, beside a lexical search."""
    ratio = f"{speed.ratio:.1f}" if speed.ratio is not None else "–"
    return (
        f"answer: median {speed.median * 1000:.1f} ms, 95 % within {speed.p95 * 1000:.1f} ms; "
        f"lexical search alone: {speed.baseline_median * 1000:.1f} ms and "
        f"{speed.baseline_p95 * 1000:.1f} ms; ratio {ratio}"
    )
