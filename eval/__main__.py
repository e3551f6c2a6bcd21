"""`python -m eval [--split dev|test|all] [--questions FILE] [--json] [--out DIR]`."""

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from corpus.errors import IsnadError
from eval.questions import load_questions
from eval.run import run
from eval.terminal import terminal_report
from qa.engine import Engine
from qa.settings import Settings


def main() -> int:
    """Run the evaluation; 0 when it ran, 3 when it could not."""
    parser = argparse.ArgumentParser(prog="eval", description="Run the fixed question set.")
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--questions", type=Path, help="a file of questions instead of the set")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--out", type=Path, help="where the report goes (default: data dir/eval)")
    arguments = parser.parse_args()
    try:
        settings = Settings()
        out = arguments.out or Path(settings.data_dir) / "eval"
        questions = load_questions(arguments.questions) if arguments.questions else None
        report = run(Engine.open(settings), split=arguments.split, out=out, questions=questions)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    if arguments.json:
        sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=False) + "\n")
    else:
        console = Console()
        console.print(terminal_report(report))
        console.print(f"Report: {out / 'report.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
