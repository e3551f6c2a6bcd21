"""`isnad check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import AsJson
from ui.serialize import claim_dict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from qa.checking.check import CheckedClaim

_STYLES = {
    "exact_quote": "green",
    "supported": "green",
    "altered": "bold yellow",
    "wrong_passage": "bold yellow",
}


def check(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A text to check; - for stdin.")],
    as_json: AsJson = False,
) -> None:
    """Check every sentence of a text against the documents.

    Each is found to be an exact quote, supported, altered (what differs is named), right but given
    to a wrong page, or unsupported.
    """
    from corpus.errors import UsageError
    from ui.session import load_settings, open_engine
    from ui.streams import read_text, write_json
    from ui.terminal import console

    text = read_text(file)
    if not text.strip():
        raise UsageError("the text is empty: give a file with the sentences to check")
    engine = open_engine(load_settings())

    # Heavy, and the engine has loaded most of it by now.
    from qa.checking.check import check_text

    claims = check_text(engine, text)
    if as_json:
        write_json({"claims": [claim_dict(claim) for claim in claims]})
        return
    out = console()
    for claim in claims:
        for line in _lines(claim):
            out.print(line)
    if not claims:
        out.print("The text holds no statement to check.")


def _lines(claim: "CheckedClaim") -> "Iterator[Text]":
    from rich.text import Text

    from qa.words.language import detect
    from ui.direction import isolate
    from ui.terminal import citation_lines

    verdict = str(claim.verdict)
    language = detect(claim.text)
    style = _STYLES.get(verdict, "bold red")
    yield Text.assemble((verdict.replace("_", " "), style), f"  {isolate(claim.text, language)}")
    if claim.differs:
        yield Text(f"    differs: {isolate(', '.join(claim.differs), 'en')}", style=style)
    # What is nearest to an unsupported sentence proves nothing, so it isn't shown as evidence.
    if claim.evidence is not None and verdict != "unsupported":
        yield from citation_lines(claim.evidence)
    yield Text("")
