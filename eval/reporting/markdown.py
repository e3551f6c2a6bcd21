"""The report as Markdown: figures by split, language and kind, then every failure."""

from collections.abc import Iterator
from html import escape

from corpus.records import Span
from eval.about import About
from eval.failures import Fault, faults
from eval.report import Report, SplitReport
from eval.reporting.evidence import cited_spans
from eval.reporting.tables import (
    MAIN,
    Figure,
    Table,
    figure_of,
    search_table,
    speed_line,
    summary_table,
    twins_line,
)
from eval.summary import Result

_SHOWN = 6
"""Quotes and gold spans shown of one failure; a list can have dozens."""


def to_markdown(report: Report) -> str:
    """The report to be read: what was run, the figures, then every failure."""
    parts = ["# Evaluation\n", about_list(report.about)]
    for name, split in report.splits.items():
        parts += [f"## {name}\n", *_split(split)]
    if report.speed:
        parts += ["## Speed\n", f"{speed_line(report.speed)}\n"]
    failed = [result for name in report.splits for result in report.failed(name)]
    wrong = sum(not result.items.right for result in failed)
    parts.append(f"## Failures ({wrong} wrong of {len(report.results)})\n")
    if len(failed) > wrong:
        parts.append(f"{len(failed) - wrong} more have the right words but another fault.\n")
    parts += ["\n".join(_failure(result, report)) + "\n" for result in failed] or ["None.\n"]
    return "\n".join(parts)


def about_list(about: About) -> str:
    """What was run, a line each."""
    return "".join(f"- {name}: {value}\n" for name, value in about.rows())


def markdown_table(table: Table) -> str:
    """A table; an interval stands behind its figure."""
    lines = [f"| {table.label} | " + " | ".join(table.head) + " |"]
    lines.append("|---" * (len(table.head) + 1) + "|")
    for name, figures in table.rows.items():
        lines.append(f"| {name} | " + " | ".join(map(_cell, figures)) + " |")
    return "\n".join(lines) + "\n"


def _cell(figure: Figure) -> str:
    return f"{figure.text} ({figure.bounds})" if figure.bounds else figure.text


def _split(split: SplitReport) -> Iterator[str]:
    main = {
        name: (figure_of(split.overall, name), Figure(meaning)) for name, meaning in MAIN.items()
    }
    yield markdown_table(Table("figure", ("value (95 % interval)", "of"), main))
    yield "### By language\n"
    yield markdown_table(summary_table("", {"all": split.overall, **split.groups}))
    yield "### By kind of question\n"
    yield markdown_table(summary_table("kind", split.kinds))
    if split.noises:
        yield "### By kind of noise\n"
        yield markdown_table(summary_table("noise", split.noises))
    if split.refusals:
        yield "### Unanswerable questions\n"
        yield markdown_table(summary_table("reason", split.refusals, ("right", "language")))
    yield "### Search\n"
    yield markdown_table(search_table(split.retrieval))
    yield "### Twins\n"
    yield f"{twins_line(split.twins)}\n"


def _failure(result: Result, report: Report) -> Iterator[str]:
    question, answer, items = result.question, result.answer, result.items
    found = faults(result)
    expected = "; ".join(_one_line(i[0]) for i in question.items) or "no answer"
    names = ", ".join(fault.words for fault in found)
    yield (
        f"- **{question.id}** ({question.split}, {question.kind}; {names}) "
        f"{_one_line(question.question)}"
    )
    if answer.resolved:
        yield f"  - completed to: {_one_line(answer.resolved)}"
    yield f"  - expected: {expected}"
    yield f"  - got ({answer.status}): {_one_line(answer.answer)}"
    notes = {
        "missing": items.missing,
        "not expected": items.extra if question.answerable else (),
        "false citations": result.citations.false_quotes,
        "language": (f"not {question.language}",) if Fault.LANGUAGE in found else (),
    }
    for name, values in notes.items():
        if values:
            yield f"  - {name}: {'; '.join(_one_line(v) for v in values)}"
    cited = cited_spans(result, report.document, report.source)
    yield from _quotes("gold", question.gold, cited, report, ("cited", "not cited"))
    yield from _quotes("cited", cited, question.gold, report, ("gold", "not gold"))


def _quotes(
    name: str,
    spans: tuple[Span, ...],
    others: tuple[Span, ...],
    report: Report,
    words: tuple[str, str],
) -> Iterator[str]:
    """What the source says at some spans, and whether each is among the other ones."""
    if not spans:
        return
    shown = [
        f"«{_one_line(span.of(report.source.text), 120)}» "
        f"({words[0] if any(span.overlaps(other) for other in others) else words[1]})"
        for span in spans[:_SHOWN]
    ]
    more = f" and {len(spans) - _SHOWN} more" if len(spans) > _SHOWN else ""
    yield f"  - {name}: {' '.join(shown)}{more}"


def _one_line(text: str, limit: int = 400) -> str:
    flat = " ".join(text.split())
    # Viewers of Markdown run the HTML that a question or a document may hold.
    return escape(flat if len(flat) <= limit else flat[: limit - 1] + "…", quote=False)
