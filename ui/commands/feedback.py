"""`isnad feedback`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.options import AsJson

if TYPE_CHECKING:
    from rich.text import Text

    from ui.feedback import Entry


def feedback(as_json: AsJson = False) -> None:
    """List the votes on answers given in the chat, newest first.

    They are kept on this machine only, in feedback.sqlite of the data directory.
    """
    from ui.feedback import FILE_NAME, FeedbackStore
    from ui.session import load_settings
    from ui.streams import write_json
    from ui.terminal import console

    entries = FeedbackStore(load_settings().data_dir / FILE_NAME).entries()
    if as_json:
        write_json([entry.to_dict() for entry in entries])
        return
    out = console()
    for entry in entries:
        for line in _lines(entry):
            out.print(line)
    if not entries:
        out.print("No votes yet: they are given below an answer of the chat.")


def _lines(entry: "Entry") -> "Iterator[Text]":
    from rich.text import Text

    from qa.words.language import detect
    from ui.direction import isolate

    def shown(text: str) -> str:
        return isolate(" ".join(text.split()), detect(text))

    style = "green" if entry.vote == "up" else "bold red"
    yield Text.assemble((f"{entry.vote:<5}", style), (f"{entry.time}  ", "dim"))
    yield Text(f"     {shown(entry.question)}", style="bold")
    yield Text(f"     {shown(str(entry.answer.get('answer', '')))}")
    if entry.reason:
        yield Text(f"     reason: {shown(entry.reason)}", style="italic")
    yield Text("")
