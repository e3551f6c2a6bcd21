"""Another document, never looked at while `qa/` was written: `python -m eval.second`.

The document is added as a user adds one, by `ingest`, to a library of its own that is thrown away;
it has no glossary, no repairs and no translation. Only figures are printed: who reads its failures
can no longer report it as unseen.
"""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from corpus.errors import IsnadError
from eval.added import library_of
from eval.questions import load_questions
from eval.report import Report
from eval.run import run
from eval.terminal import terminal_report

FOLDER = Path(__file__).parent / "second"


def evaluate() -> Report:
    """Ingest the document and put its questions.

    Raises:
        IsnadError: it can't be read or indexed.
    """
    with library_of(FOLDER / "document.md") as (engine, document_id):
        return run(
            engine,
            split="test",
            questions=load_questions(FOLDER / "questions.jsonl"),
            source=FOLDER / "document.md",
            document_id=document_id,
        )


def main() -> int:
    """Print the figures; 0 when the run was made, 3 when it could not be."""
    parser = argparse.ArgumentParser(prog="python -m eval.second", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    try:
        report = evaluate()
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if options.json:
        figures = report.to_dict()
        sys.stdout.write(json.dumps({k: figures[k] for k in ("splits", "speed")}) + "\n")
    else:
        Console().print(terminal_report(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
