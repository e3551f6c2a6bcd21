"""The command line `isnad`.

Typer rather than click: commands are typed functions, so the types are checked and written once,
and the help comes from the same place as `docs/cli.md`. Everything that is slow to import
(torch, the index, gradio) is imported inside the commands: `isnad --help` stays quick.
"""

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from corpus.errors import IsnadError, UsageError
from ui.commands import (
    ask,
    chat,
    check,
    corpus,
    documents,
    evaluate,
    feedback,
    index,
    ingest,
    search,
)
from ui.commands import mcp as mcp_command
from ui.commands import settings as settings_command

INTERNAL, USAGE, UNREADABLE, INTERRUPTED = 1, 2, 3, 130
"""Exit statuses beside 0."""
BROKEN_PIPE = 1
"""When nobody reads what is written: what typer and rich make of it where they see it first."""

_EPILOG = (
    "Exit status: 0 answered or not found, 2 bad usage, 3 no index or unreadable input. "
    "Errors are one line on stderr; with --json, stdout holds JSON only."
)

app = typer.Typer(
    name="isnad",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("check")(check.check)
app.command("ingest")(ingest.ingest)
app.command("index")(index.index)
app.command("documents")(documents.documents)
app.command("chat")(chat.chat)
app.command("mcp")(mcp_command.mcp)
app.command("feedback")(feedback.feedback)
app.command("eval")(evaluate.evaluate)
app.command("settings")(settings_command.settings)
app.add_typer(corpus.app, name="corpus")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata

        try:
            version = metadata.version("isnad")
        except metadata.PackageNotFoundError:
            version = "(not installed as a package)"
        typer.echo(f"isnad {version}")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog=_EPILOG)
def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the log on stderr.")
    ] = False,
) -> None:
    """Ask documents written in Arabic, in your language; every answer cites its exact source."""
    handler = logging.StreamHandler(sys.stderr)
    # On the handler as well: a library that sets the level of its own logger passes by the root's.
    handler.setLevel(logging.INFO if verbose else logging.ERROR)
    logging.basicConfig(
        handlers=[handler], level=handler.level, format="%(levelname)s %(name)s: %(message)s"
    )
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Every error ends here as one line on stderr; a traceback shows with `--verbose` only.

    Args:
        arguments: instead of those of the process.
    """
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_process()
    try:
        status = app(arguments, prog_name="isnad", standalone_mode=False)
        # Here, not when the interpreter ends: a closed pipe would be a traceback there.
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except UsageError as error:
        return _fail(USAGE, str(error))
    except IsnadError as error:
        return _fail(UNREADABLE, str(error))
    except typer.TyperException as error:
        message = " ".join(error.format_message().split())
        return _fail(error.exit_code, f"{message} See `isnad --help`.")
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # Whatever is still buffered has no reader; without this the interpreter says so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        return _fail(UNREADABLE, f"can't use{place}: {error.strerror or error}")
    except Exception as error:
        logging.getLogger(__name__).info("internal error", exc_info=True)
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        return _fail(INTERNAL, f"internal error ({what}); run `isnad --verbose ...` for details")


def _prepare_process() -> None:
    """Make the streams UTF-8 whatever the locale says, and keep libraries offline and quiet."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a test may have put a plain buffer there
            stream.reconfigure(encoding="utf-8", errors="replace")
    for name, value in {
        "HF_HUB_OFFLINE": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "TOKENIZERS_PARALLELISM": "false",
        "TRANSFORMERS_VERBOSITY": "error",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    }.items():
        os.environ.setdefault(name, value)


def _fail(status: int, message: str) -> int:
    """Say what is wrong on stderr, in one line whatever the message holds."""
    sys.stderr.write(f"isnad: {' '.join(message.split())}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
