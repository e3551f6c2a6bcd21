"""Documents that nobody prepared: `python -m eval.second [FOLDER ...] [--language CODE]`.

Without folders the one in `second/`, never looked at while `qa/` was written. A folder holds
`document.md` and `questions.jsonl`, as those in `practice_documents/` do. Its document is added as
a user adds one, by `ingest`, to a library of its own that is thrown away; it has no glossary, no
repairs and no translation. `questions.<code>.jsonl`, which some folders have, are its English
questions in another language. With `--beside-shipped` that library has the shipped documents too,
and all are asked. Only figures are printed: who reads the failures of `second/` can no longer
report it as unseen.
"""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from corpus.errors import IsnadError
from eval.added import library_of
from eval.questions import LANGUAGES, load_questions
from eval.report import Report
from eval.run import run
from eval.terminal import terminal_report

FOLDER = Path(__file__).parent / "second"
OTHERS = ("fr", "es", "ru", "zh")


def evaluate(
    folder: Path = FOLDER, *, beside_shipped: bool = False, language: str | None = None
) -> Report:
    """Ingest the document of a folder and put its questions.

    Args:
        folder: of the document and its questions.
        beside_shipped: ask a library that has the shipped documents too.
        language: of the questions; None: Arabic and English.

    Raises:
        IsnadError: it can't be read or indexed, or the questions are damaged.
    """
    document = folder / "document.md"
    questions = load_questions(folder / "questions.jsonl")
    if language:
        questions += load_questions(folder / f"questions.{language}.jsonl")
    with library_of(document, shipped=beside_shipped) as (engine, document_id):
        return run(
            engine,
            questions=questions,
            languages=[language] if language else LANGUAGES,
            source=document,
            document_id=document_id,
            together=beside_shipped,
        )


def main() -> int:
    """Print the figures; 0 when all runs were made, 3 when one could not be."""
    parser = argparse.ArgumentParser(prog="python -m eval.second", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[FOLDER], metavar="FOLDER")
    parser.add_argument("--beside-shipped", action="store_true", help="ask the whole library")
    parser.add_argument("--language", choices=OTHERS, help="not Arabic and English, but this one")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, one a line")
    options = parser.parse_args()
    for folder in options.folders:
        try:
            report = evaluate(
                folder, beside_shipped=options.beside_shipped, language=options.language
            )
        except IsnadError as error:
            sys.stderr.write(f"{error}\n")
            return 3
        if options.json:
            figures = report.to_dict()
            told = {k: figures[k] for k in ("splits", "speed")}
            sys.stdout.write(json.dumps({"folder": folder.name, **told}) + "\n")
        else:
            Console().print(folder.name, terminal_report(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
