"""The library: a card for each document, and how a document was read."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from html import escape

from corpus.records import Document, Span, Table
from ingest.library import LARGEST, SUFFIXES
from ingest.normalise import reading
from qa.words.language import detect
from qa.writing.compose import title
from ui.direction import direction
from ui.render.document_html import Runs
from ui.render.labels import INTERFACES, label
from ui.render.markup import bdi, block
from ui.render.table_html import table_html


def library_html(
    documents: Iterable[Document], added: Collection[str], language: str, *, changeable: bool = True
) -> str:
    """All documents.

    Args:
        documents: of the library.
        added: ids of those that a user added.
        language: of the page.
        changeable: whether documents can be added, and those that were added removed.
    """
    cards = "".join(_card(each, each.id in added, changeable, language) for each in documents)
    heading = f"<h2>{escape(label('library.title', language))}</h2>"
    if not changeable:
        body = cards or f'<p class="hint">{_say("library.none", language)}</p>'
        foot = f'<p class="hint">{_say("library.read_only", language)}</p>'
        return block("div", "isnad library", language, f"{heading}{body}{foot}")
    body = cards or f'<p class="hint">{_say("library.empty", language)}</p>'
    kinds = f"\u2066{', '.join(SUFFIXES)}\u2069"  # isolated: a dot leads each of them
    note = label("library.kinds", language, suffixes=kinds, megabytes=LARGEST // 10**6)
    foot = f'<p class="hint">{escape(note)}</p>'
    return block("div", "isnad library", language, f"{heading}{body}{foot}")


def _card(document: Document, added: bool, changeable: bool, language: str) -> str:
    shown = title(document, language)
    buttons = [_button("open", document, language), _button("details", document, language)]
    if added and changeable:
        buttons.append(_button("remove", document, language))
    shipped = "" if added else f'<span class="chip">{_say("library.shipped", language)}</span>'
    original = ""
    if shown != document.title:
        original = block("p", "original", document.language, escape(document.title))
    head = f"<h3>{bdi(shown, detect(shown))}</h3>{original}"
    facts = "".join(
        f"<div><dt>{_say(key, language)}</dt><dd>{value}</dd></div>"
        for key, value in _facts(document, language)
    )
    return (
        f'<article class="document-card" data-document="{escape(document.id)}">{head}'
        f'<dl>{facts}</dl><p class="card-foot">{"".join(buttons)}{shipped}</p></article>'
    )


def _say(key: str, language: str) -> str:
    return escape(label(key, language))


def _button(name: str, document: Document, language: str) -> str:
    words = _say(f"library.{name}", language)
    full = f"{words}: {escape(title(document, language))}"
    return (
        f'<button type="button" class="quiet" data-library="{name}" aria-label="{full}" '
        f'data-document="{escape(document.id)}">{words}</button>'
    )


def _facts(document: Document, language: str) -> Iterator[tuple[str, str]]:
    if document.publisher:
        yield "doc.publisher", bdi(document.publisher, detect(document.publisher))
    if document.date:
        yield "doc.date", bdi(document.date, detect(document.date))
    yield "doc.language", _language(document.language)
    yield "doc.pages", str(len({block.page for block in document.blocks}))
    yield "doc.characters", str(len(document.text))
    yield "doc.sentences", str(len(document.sentences))
    if document.tables:
        yield "doc.tables", str(len(document.tables))
    if document.repairs:
        yield "doc.repairs", str(len(document.repairs))
    if document.translations:
        names = (_language(code) for code in sorted(document.translations))
        yield "doc.translations", " · ".join(names)


def _language(code: str) -> str:
    return bdi(INTERFACES.get(code, code), code)


def details_html(document: Document, language: str) -> str:
    """How a document was read: its blocks, its tables, what was repaired and why."""
    runs = Runs(document, language)
    heading = f'<h2 tabindex="-1">{_say("library.details", language)}</h2>'
    shown = title(document, language)
    name = f"<p>{bdi(shown, detect(shown))}</p>"
    tables = "".join(_table(runs, table, language) for table in document.tables)
    parts = [heading, name, _blocks(document, language), tables]
    parts += [_repairs(document, language), _moves(document, language)]
    return block("section", "isnad details", language, "".join(parts), details=document.id)


def _folded(title_html: str, inside: str) -> str:
    return f"<details><summary>{title_html}</summary>{inside}</details>"


def _plain_table(keys: Iterable[str], rows: Iterable[str], name: str, language: str) -> str:
    heads = "".join(f'<th scope="col">{_say(key, language)}</th>' for key in keys)
    return (
        f'<div class="scroller" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _own(text: str, document: Document, tag: str = "td") -> str:
    code = document.language
    return f'<{tag} lang="{escape(code)}" dir="{direction(code)}">{escape(text)}</{tag}>'


def _blocks(document: Document, language: str) -> str:
    counts = Counter(each.kind for each in document.blocks)
    chips = "".join(
        f'<span class="chip">{_say(f"kind.{kind}", language)}: {count}</span>'
        for kind, count in counts.items()
    )
    rows = (
        f"<tr><td>{each.page}</td><td>{_say(f'kind.{each.kind}', language)}</td>"
        f"{_own(_short(each.text), document)}</tr>"
        for each in document.blocks
    )
    name = _say("doc.blocks", language)
    inside = _plain_table(("doc.page", "doc.kind", "doc.words"), rows, name, language)
    return _folded(f"{name} ({len(document.blocks)})", f'<p class="facts">{chips}</p>{inside}')


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _table(runs: Runs, table: Table, language: str) -> str:
    words = label("doc.table", language, rows=len(table.rows), columns=len(table.columns))
    code = runs.document.language
    inside = block("div", "document", code, table_html(runs, table))
    return _folded(escape(words), inside)


def _repairs(document: Document, language: str) -> str:
    if not document.repairs:
        return ""
    # One misprint comes dozens of times: each is shown once, with how often it stands there.
    text = document.text
    counts = Counter((r.span.of(text), r.replacement, r.reason) for r in document.repairs)
    rows = (
        f"<tr>{_own(printed, document)}{_own(read, document)}<td>{count}</td>"
        f"<td><bdi>{escape(reason)}</bdi></td></tr>"
        for (printed, read, reason), count in counts.most_common()
    )
    name = _say("doc.repairs_why", language)
    keys = ("doc.printed", "doc.read", "doc.times", "doc.why")
    return _folded(f"{name} ({len(document.repairs)})", _plain_table(keys, rows, name, language))


def _moves(document: Document, language: str) -> str:
    if not document.moves:
        return ""
    rows = (
        f"<tr>{_own(_start(document, move.span), document)}"
        f"<td><bdi>{escape(move.reason)}</bdi></td></tr>"
        for move in document.moves
    )
    name = _say("doc.moves", language)
    return _folded(name, _plain_table(("doc.words", "doc.why"), rows, name, language))


def _start(document: Document, span: Span) -> str:
    words = reading(document.text, span, document.repairs)
    return _short(" ".join(words.split()), 80)
