"""The report as one page: no other file, no other host, readable without its script."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.failures import Fault
from eval.report import Report, SplitReport
from eval.reporting import chart
from eval.reporting.failure import Failure, failures
from eval.reporting.study import Study
from eval.reporting.tables import MAIN, Table, figure_of, search_table, summary_table, twins_line

_TEMPLATES = Path(__file__).parent / "templates"
UNSEEN = "test"
"""The split whose failures are folded away: who reads them can't report it as unseen any more."""


def to_html(report: Report) -> str:
    """The page of a run: figures with intervals, then every failure beside its evidence.

    Example:
        `Path("report.html").write_text(to_html(report), encoding="utf-8")`
    """
    found = {name: failures(report, name) for name in report.splits}
    every = [failure for of_split in found.values() for failure in of_split]
    return _render(
        "report.html",
        about=report.about,
        source_language=report.document.language,
        splits={name: _split(split, found[name]) for name, split in report.splits.items()},
        speed=report.speed,
        failures=found,
        filters=_filters(every),
        total=len(report.results),
        wrong=sum(not failure.result.items.right for failure in every),
        unseen=UNSEEN,
    )


def study_page(study: Study) -> str:
    """The page of a study."""
    return _render("study.html", study=study, size=(chart.WIDTH, chart.HEIGHT))


def direction(language: str) -> str:
    """`rtl` or `ltr` for a language code.

    >>> direction("ar"), direction("en")
    ('rtl', 'ltr')
    """
    try:
        right = Locale.parse(language, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if right else "ltr"


def _split(split: SplitReport, failed: tuple[Failure, ...]) -> dict[str, Any]:
    wrong = [failure.result.question for failure in failed]
    tables: dict[str, Table] = {
        "By language": summary_table("asked in", {"all": split.overall, **split.groups}),
        "By kind of question": summary_table("kind", split.kinds),
        "By kind of noise": summary_table("noise", split.noises),
        "Unanswerable questions": summary_table("reason", split.refusals, ("right", "language")),
        "Search": search_table(split.retrieval),
    }
    return {
        "main": [(name, figure_of(split.overall, name), of) for name, of in MAIN.items()],
        "tables": {title: table for title, table in tables.items() if table.rows},
        "twins": twins_line(split.twins),
        "failed_kinds": {kind: sum(q.kind == kind for q in wrong) for kind in split.kinds},
    }


def _filters(found: list[Failure]) -> dict[str, dict[str, tuple[str, int]]]:
    """By filter and value: its name, and how many failures it keeps."""
    questions = [failure.result.question for failure in found]
    kinds = sorted({q.kind for q in questions})
    languages = sorted({q.language for q in questions})
    counts = {fault: sum(fault in failure.faults for failure in found) for fault in Fault}
    return {
        "fault": {str(f): (f.words, n) for f, n in counts.items() if n},
        "kind": {kind: (kind, sum(q.kind == kind for q in questions)) for kind in kinds},
        "language": {own: (own, sum(q.language == own for q in questions)) for own in languages},
    }


def _render(name: str, **values: object) -> str:
    script = (_TEMPLATES / "filter.js").read_text("utf-8")
    # The page's own script is named by its hash: another one would not run even if a question
    # got past the escaping.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        direction=direction,
        style=(_TEMPLATES / "page.css").read_text("utf-8"),
        script=script,
        script_hash=digest,
    )
    return environment.get_template(name).render(**values)
