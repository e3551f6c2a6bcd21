"""`docs/cli.md`, made from the commands themselves; a test compares it with the file.

Write it anew with `python -m ui.clidocs > docs/cli.md`.
"""

import sys
from collections.abc import Iterator
from typing import Any

import typer

_HEAD = """\
# The command line

<!-- Made by `python -m ui.clidocs > docs/cli.md`; a test fails when it is out of date. -->
"""
_STATUS = """\
## Exit status

| status | meaning |
|---|---|
| 0 | answered, or the documents hold no answer |
| 1 | `isnad corpus check` found problems |
| 2 | bad usage: an empty question, an unknown document or language, a bad line of a batch |
| 3 | no usable index, or unreadable input |
| 130 | interrupted |

Errors are one line on stderr. With `--json`, stdout holds JSON only; progress and notes go to
stderr. A batch is read and checked whole before its first question is answered.
"""


def render() -> str:
    """The whole page as Markdown."""
    from ui.cli import app

    root = typer.main.get_command(app)
    context = root.context_class(root, info_name="isnad")
    return "\n".join([_HEAD, *_section(root, context), _STATUS])


def _section(command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401 - typer's own types
    """A command's usage, help and parameters, then its subcommands."""
    path = context.command_path
    pieces = " ".join([path, *command.collect_usage_pieces(context)])
    depth = "#" * min(path.count(" ") + 2, 4)
    yield f"{depth} `{path}`\n\n{_clean(command.help)}\n\n    {pieces}\n"
    rows = [row for parameter in command.params if (row := _row(parameter, context))]
    if rows:
        yield "| parameter | meaning |\n|---|---|\n" + "\n".join(rows) + "\n"
    for name in getattr(command, "commands", {}):
        inner = command.commands[name]
        yield from _section(inner, inner.context_class(inner, info_name=name, parent=context))


def _row(parameter: Any, context: Any) -> str | None:  # noqa: ANN401
    record = parameter.get_help_record(context)
    if record is None or "--help" in parameter.opts:
        return None
    left, right = (_clean(text).replace("|", "\\|") for text in record)
    return f"| `{left}` | {right} |"


def _clean(text: str | None) -> str:
    """The text in paragraphs of one line each, without the indents of the code."""
    paragraphs = (text or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


if __name__ == "__main__":
    sys.stdout.write(render())
