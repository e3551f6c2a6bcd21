"""A whole document as a page, every run of source text with its offset.

The browser gets a document once. Citations are then marked there, by the offsets in `data-s`:
code points of the source, counted from its beginning, just as in a citation.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from corpus.records import Block, BlockKind, Document, Span
from ui.direction import direction
from ui.render.labels import label
from ui.render.markup import block, embedded
from ui.render.runs import Runs
from ui.render.table_html import table_html

WHOLE = 1_000_000
"""Characters of the longest document that is sent whole: some six megabytes of page."""
_PART = 150_000
"""Characters before and after a place, of a document that is too long to be sent whole."""
_TAGS = {BlockKind.CAPTION: "p", BlockKind.FOOTNOTE: "p", BlockKind.LIST_ITEM: "li"}


def document_html(document: Document, language: str, near: int = 0) -> str:
    """The whole document in reading order, with page numbers and a translation by sentence.

    Args:
        document: to show.
        language: of the page around it, in which labels and the translation are chosen.
        near: the offset around which a document longer than `WHOLE` is shown. Its source does not
            come with it: the server then says whether a quote is exact.
    """
    runs = Runs(document, language)
    blocks: Sequence[Block] = document.blocks
    part: dict[str, object] = {}
    source = ""
    if len(document.text) <= WHOLE:
        source = embedded(document.text, "text")
    else:
        window = Span(max(0, near - _PART), near + _PART)
        blocks = [each for each in blocks if each.span.overlaps(window)]
        part = {"from": window.start, "to": window.end}
    inside = "".join(_pages(runs, blocks))
    title = f'<h3 class="title">{escape(document.title)}</h3>'
    return block(
        "article", "isnad document", document.language,
        source + title + inside,
        document=document.id, sha256=document.sha256, translated=runs.translated,
        labels=language, **part,
    )  # fmt: skip


def _pages(runs: Runs, shown: Sequence[Block]) -> Iterator[str]:
    for page, blocks in groupby(shown, key=lambda each: each.page):
        words = label("page", runs.labels, page=page)
        yield block("div", "folio", runs.labels, f"<span>{escape(words)}</span>", page=page)
        for is_list, group in groupby(blocks, key=lambda b: b.kind is BlockKind.LIST_ITEM):
            inside = "".join(_block(runs, each) for each in group)
            yield f"<ul>{inside}</ul>" if is_list else inside


def _block(runs: Runs, each: Block) -> str:
    if each.kind is BlockKind.TABLE:
        table = next((t for t in runs.document.tables if t.block_id == each.id), None)
        if table is not None:
            return table_html(runs, table)
    if each.kind is BlockKind.HEADING:
        tag = f"h{min(6, each.level + 3)}"  # below the page's own headings
    else:
        tag = _TAGS.get(each.kind, "p")
    return f'<{tag} class="{each.kind}">{_sentences(runs, each)}</{tag}>'


def _sentences(runs: Runs, each: Block) -> str:
    """A block's sentences beside their translations, and whatever stands between them."""
    if not each.sentences:
        return _pair(runs, (each.span,))
    parts, done = [], each.span.start
    for sentence in each.sentences:
        first = sentence.spans[0]
        if done < first.start and each.span.contains(first):
            parts.append(_between(runs, Span(done, first.start)))
        parts.append(_pair(runs, sentence.spans))
        done = max(done, *(s.end for s in sentence.spans if each.span.contains(s)), done)
    if done < each.span.end:
        parts.append(_between(runs, Span(done, each.span.end)))
    return "".join(parts)


def _between(runs: Runs, span: Span) -> str:
    text = span.of(runs.document.text)
    return runs.html(span) if text.strip() else " "


def _pair(runs: Runs, spans: Sequence[Span]) -> str:
    own = runs.document.language
    # Where the page broke a sentence apart, a space stands for what lay between its pieces.
    words = " ".join(runs.html(span) for span in spans)
    original = f'<span class="s" lang="{escape(own)}" dir="{direction(own)}">{words}</span>'
    return f'<span class="pair">{original}{runs.translation(*spans)}</span>'
