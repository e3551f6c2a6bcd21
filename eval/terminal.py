"""The figures of a run on a terminal: a line a figure, a column a group, in 80 columns."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.report import Report, SplitReport
from eval.reporting.tables import speed_line, twins_line
from eval.summary import Summary

_ROWS = {
    "questions": "questions",
    "right": "right",
    "95 % from": "right_low",
    "95 % to": "right_high",
    "of answerable": "right_answerable",
    "item F1": "item_f1",
    "refusal prec.": "refusal_precision",
    "refusal recall": "refusal_recall",
    "false refusals": "false_refusals",
    "citation recall": "citation_recall",
    "citation prec.": "citation_precision",
    "row prec.": "citation_row_precision",
    "exact quotes": "exact_quotes",
    "in language": "in_language",
    "nDCG@10": "ndcg_10",
    "recall@5": "recall_5",
    "success@1": "success_1",
}
_SHORT = {"follow-up": "more"}


def terminal_report(report: Report) -> RenderableType:
    """A table for each split, by language and by kind of question; then twins and speed."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    for name, split in report.splits.items():
        yield _groups(name, split)
        yield _kinds(name, split)
        yield Text(f"twins: {twins_line(split.twins)}")
    if report.speed:
        yield Text(speed_line(report.speed))


def _groups(name: str, split: SplitReport) -> Table:
    groups = {"all": split.overall, **split.groups}
    table = _table(f"{name} split")
    for label in groups:
        table.add_column(_SHORT.get(label, label), justify="right", no_wrap=True)
    for title, attribute in _ROWS.items():
        table.add_row(title, *(_short(getattr(summary, attribute)) for summary in groups.values()))
    return table


def _kinds(name: str, split: SplitReport) -> Table:
    table = _table(f"{name} split, by kind")
    for title in ("questions", "right", "item F1", "refused", "cit. recall", "cit. prec."):
        table.add_column(title, justify="right", no_wrap=True)
    for kind, summary in split.kinds.items():
        table.add_row(kind, *map(_short, _of_kind(summary)))
    return table


def _of_kind(summary: Summary) -> tuple[float | int | None, ...]:
    refused = summary.false_refusals if summary.refusal_recall is None else summary.refusal_recall
    return (
        summary.questions,
        summary.right,
        summary.item_f1,
        refused,
        summary.citation_recall,
        summary.citation_precision,
    )


def _table(title: str) -> Table:
    table = Table(title=title, box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    return table


def _short(value: float | int | None) -> str:
    """Three places and no leading zero: ten columns must fit."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}".removeprefix("0")
