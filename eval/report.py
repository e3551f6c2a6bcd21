"""The report of a run, as JSON and as Markdown."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.questions import LANGUAGES
from eval.speed import Speed
from eval.summary import Result, Summary, summarise, twins_of
from eval.twins import TwinScore

_COLUMNS = {
    "n": "questions",
    "right": "right",
    "95 % CI": "interval",
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


@dataclass(frozen=True, slots=True)
class SplitReport:
    """The figures of one split: all of it, by group and by kind; `retrieval` by mode.

    Groups are the languages, as asked plainly and alone, then noisy questions and follow-ups.
    """

    overall: Summary
    groups: Mapping[str, Summary]
    kinds: Mapping[str, Summary]
    twins: TwinScore
    retrieval: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run."""

    splits: Mapping[str, SplitReport]
    speed: Speed | None
    results: tuple[Result, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready values, with one entry per question."""
        return {
            "splits": {name: _split_dict(split) for name, split in self.splits.items()},
            "speed": {**asdict(self.speed), "ratio": self.speed.ratio} if self.speed else None,
            "questions": [_result_dict(result) for result in self.results],
        }


def report_split(
    results: Sequence[Result], retrieval: Mapping[str, Mapping[str, float]]
) -> SplitReport:
    """Summarise the results of one split."""

    def group(key: Callable[[Result], str], names: Sequence[str]) -> dict[str, Summary]:
        found = {name: [r for r in results if key(r) == name] for name in names}
        return {name: summarise(own) for name, own in found.items() if own}

    kinds = sorted({result.question.kind for result in results})
    return SplitReport(
        overall=summarise(results),
        groups=group(_group, (*LANGUAGES, "noisy", "follow-up")),
        kinds=group(lambda r: r.question.kind, kinds),
        twins=twins_of(results),
        retrieval=retrieval,
    )


def _group(result: Result) -> str:
    question = result.question
    return "follow-up" if question.history else "noisy" if question.noise else question.language


def to_markdown(report: Report) -> str:
    """The report to be read: figures by split, language and kind, then every failure."""
    parts = ["# Evaluation\n"]
    for name, split in report.splits.items():
        rows = {"all": split.overall, **split.groups}
        parts += [f"## {name}\n", _markdown_table("", rows)]
        parts += ["### By kind of question\n", _markdown_table("kind", split.kinds)]
        parts += ["### Search\n", _retrieval_table(split.retrieval)]
        parts += ["### Twins\n", f"{twins_line(split.twins)}\n"]
    if report.speed:
        parts += ["## Speed\n", f"{speed_line(report.speed)}\n"]
    wrong = [result for result in report.results if _failed(result)]
    parts += [f"## Failures ({len(wrong)} of {len(report.results)})\n"]
    parts += [_failure(result) for result in wrong] or ["None.\n"]
    return "\n".join(parts)


def write_report(report: Report, directory: Path) -> tuple[Path, Path]:
    """Write `report.json` and `report.md`; returns their paths."""
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"
    return (
        write_text(directory / "report.json", text),
        write_text(directory / "report.md", to_markdown(report)),
    )


def write_text(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    return partial.replace(path)


def _failed(result: Result) -> bool:
    return not result.items.right or bool(result.citations.false_quotes) or not result.in_language


def _failure(result: Result) -> str:
    question, items = result.question, result.items
    expected = "; ".join(i[0] for i in question.items) if question.answerable else "no answer"
    lines = [
        f"- **{question.id}** ({question.split}, {question.kind}) {question.question}",
        f"  - expected: {expected}",
        f"  - got ({result.answer.status}): {_one_line(result.answer.answer)}",
    ]
    notes = {
        "missing": items.missing,
        "not expected": items.extra if question.answerable else (),
        "false citations": result.citations.false_quotes,
        "language": () if result.in_language else (f"not {question.language}",),
    }
    lines += [
        f"  - {name}: {'; '.join(_one_line(v) for v in values)}"
        for name, values in notes.items()
        if values
    ]
    return "\n".join(lines) + "\n"


def _one_line(text: str, limit: int = 400) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _markdown_table(title: str, rows: Mapping[str, Summary]) -> str:
    lines = [f"| {title} | " + " | ".join(_COLUMNS) + " |", "|---" * (len(_COLUMNS) + 1) + "|"]
    for name, summary in rows.items():
        values = (_figure(getattr(summary, attribute)) for attribute in _COLUMNS.values())
        lines.append(f"| {name} | " + " | ".join(values) + " |")
    return "\n".join(lines) + "\n"


def _retrieval_table(modes: Mapping[str, Mapping[str, float]]) -> str:
    measures = list(dict.fromkeys(name for values in modes.values() for name in values))
    lines = ["| search | " + " | ".join(measures) + " |", "|---" * (len(measures) + 1) + "|"]
    for mode, values in modes.items():
        lines.append(f"| {mode} | " + " | ".join(_figure(values.get(m)) for m in measures) + " |")
    return "\n".join(lines) + "\n"


def twins_line(twins: TwinScore) -> str:
    """How alike the Arabic and the English question of a fact fare."""
    return (
        f"gap {_figure(twins.gap)}, disagree {_figure(twins.disagreement)}, "
        f"same spans {_figure(twins.same_spans)} ({twins.pairs} facts)"
    )


def speed_line(speed: Speed) -> str:
    """How long an answer takes, beside a lexical search."""
    ratio = f"{speed.ratio:.1f}" if speed.ratio is not None else "–"
    return (
        f"answer: median {speed.median * 1000:.1f} ms, 95 % within {speed.p95 * 1000:.1f} ms; "
        f"lexical search alone: {speed.baseline_median * 1000:.1f} ms and "
        f"{speed.baseline_p95 * 1000:.1f} ms; ratio {ratio}"
    )


def _figure(value: float | str | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _split_dict(split: SplitReport) -> dict[str, Any]:
    return {
        "overall": split.overall.to_dict(),
        "groups": {name: summary.to_dict() for name, summary in split.groups.items()},
        "kinds": {name: summary.to_dict() for name, summary in split.kinds.items()},
        "twins": asdict(split.twins),
        "retrieval": {mode: dict(values) for mode, values in split.retrieval.items()},
    }


def _result_dict(result: Result) -> dict[str, Any]:
    question = result.question
    return {
        "id": question.id,
        "split": question.split,
        "kind": question.kind,
        "question": question.question,
        "right": result.items.right,
        "missing": list(result.items.missing),
        "extra": list(result.items.extra),
        "expected_refusal": question.refusal,
        "refusal": str(result.answer.refusal) if result.answer.refusal else None,
        "citations": asdict(result.citations),
        "in_language": result.in_language,
        "ranking": result.ranking,
        "answer": result.answer.to_dict(),
    }
