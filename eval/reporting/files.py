"""The files of a report."""

import json
from pathlib import Path

from eval.report import Report
from eval.reporting.markdown import to_markdown
from eval.reporting.page import study_page, to_html
from eval.reporting.study import Study, study_markdown


def write_report(report: Report, directory: Path) -> tuple[Path, ...]:
    """Write `report.json`, `report.md` and `report.html`; returns their paths."""
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"
    return (
        write_text(directory / "report.json", text),
        write_text(directory / "report.md", to_markdown(report)),
        write_text(directory / "report.html", to_html(report)),
    )


def write_study(study: Study, directory: Path) -> tuple[Path, ...]:
    """Write a study as Markdown and as a page, named after it; returns their paths."""
    return (
        write_text(directory / f"{study.name}.md", study_markdown(study)),
        write_text(directory / f"{study.name}.html", study_page(study)),
    )


def write_text(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    return partial.replace(path)
