"""A page of its own for a table that is no run of the fixed set: ablations, risk."""

from dataclasses import dataclass

from eval.about import About
from eval.reporting.chart import Chart
from eval.reporting.markdown import about_list, markdown_table
from eval.reporting.tables import Table


@dataclass(frozen=True, slots=True)
class Study:
    """What is shown; `name` names its files, `notes` say how to read the table."""

    name: str
    title: str
    about: About
    table: Table
    notes: tuple[str, ...]
    chart: Chart | None = None


def study_markdown(study: Study) -> str:
    """The table and its notes; a chart is on the page only."""
    parts = [f"# {study.title}\n", about_list(study.about), markdown_table(study.table)]
    return "\n".join([*parts, *(f"{note}\n" for note in study.notes)])
