"""Blocks put into reading order, each with its page, section, sentences and table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.errors import DocumentError
from corpus.records import Block, BlockKind, Move, Repair, Sentence, Span, Table
from ingest.edges import trim_markup
from ingest.markdown import RawBlock, read_blocks
from ingest.normalise import reading
from ingest.sentences import split_sentences
from ingest.tables import TablePlace, read_table


@dataclass(frozen=True, slots=True)
class Layout:
    """What a document's folder says about its source.

    `levels` maps the offset of a heading's line to its level; `pages` are (start, number) in
    order of start.
    """

    document_id: str
    repairs: Sequence[Repair] = ()
    moves: Sequence[Move] = ()
    levels: Mapping[int, int] | None = None
    pages: Sequence[tuple[int, int]] = ()
    ignored: Sequence[Span] = ()


def assemble(text: str, layout: Layout) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Blocks of `text` in reading order, and its tables.

    Raises:
        DocumentError: a move cuts through a block, or joins what has no sentence to join.
    """
    return _Assembler(text, layout).run()


class _Assembler:
    """Numbers blocks, sentences and tables as it goes, so that ids follow reading order."""

    def __init__(self, text: str, layout: Layout) -> None:
        self.text, self.layout = text, layout
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.headings: list[tuple[int, Span]] = []
        self.sentences = 0

    def run(self) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
        ordered, joining = self._ordered(read_blocks(self.text, self.layout.ignored))
        for raw in ordered:
            self._add(raw, joins=raw.line in joining)
        return tuple(self.blocks), tuple(self.tables)

    def _ordered(self, blocks: list[RawBlock]) -> tuple[list[RawBlock], set[int]]:
        """Blocks in reading order, and the lines of those that go on with the one before."""
        joining: set[int] = set()
        for move in self.layout.moves:
            taken = [b for b in blocks if move.span.contains(b.span)]
            cut = [b for b in blocks if b.span.overlaps(move.span) and b not in taken]
            if cut or not taken:
                raise DocumentError(
                    f"{self.layout.document_id}: the move [{move.span.start}, {move.span.end}) of"
                    " repairs.toml does not hold whole paragraphs: correct its offsets"
                )
            rest = [b for b in blocks if b not in taken]
            at = sum(b.span.start < move.after for b in rest)
            blocks = rest[:at] + taken + rest[at:]
            if move.join:
                joining.add(taken[0].line)
        return blocks, joining

    def _add(self, raw: RawBlock, *, joins: bool) -> None:
        level = (self.layout.levels or {}).get(raw.line, raw.level)
        if raw.kind is BlockKind.HEADING:
            self.headings = [entry for entry in self.headings if entry[0] < level]
        spans = self._split(raw)
        if joins:
            self._join(raw, spans.pop(0) if spans else None)
            if not spans:
                return
            raw = replace(raw, span=Span(spans[0].start, raw.span.end))
        number = f"b{len(self.blocks) + 1:03d}"
        section = tuple(span for _, span in self.headings)
        page = self._page(raw.span.start)
        if raw.kind is BlockKind.TABLE:
            raw, spans = self._table(raw, number, page, section)
        sentences = tuple(self._sentence(number, span, page, section) for span in spans)
        words = reading(self.text, raw.span, self.layout.repairs)
        self.blocks.append(
            Block(number, raw.kind, raw.span, words, level, page, section, sentences)
        )
        if raw.kind is BlockKind.HEADING:
            self.headings.append((level, raw.span))

    def _table(
        self, raw: RawBlock, number: str, page: int, section: tuple[Span, ...]
    ) -> tuple[RawBlock, list[Span]]:
        """Read a table; what has no data row is prose, so that no words are lost."""
        name = f"{self.layout.document_id}/t{len(self.tables) + 1}"
        place = TablePlace(name, self.layout.document_id, number, page, section)
        table = read_table(self.text, raw.lines, place, self.layout.repairs)
        if table is None:
            raw = replace(raw, kind=BlockKind.PARAGRAPH)
            return raw, self._split(raw)
        self.tables.append(table)
        return raw, []

    def _join(self, raw: RawBlock, rest: Span | None) -> None:
        """Let the last sentence of the block before go on with `rest`."""
        if rest is None or not self.blocks or not self.blocks[-1].sentences:
            raise DocumentError(
                f"{self.layout.document_id}: a move of repairs.toml joins the text at"
                f" {raw.span.start} to what is no sentence: correct `after` or take `join` off"
            )
        block = self.blocks[-1]
        *before, last = block.sentences
        spans = (*last.spans, rest)
        whole = replace(last, spans=spans, text=self._read(spans))
        self.blocks[-1] = replace(
            block, text=self._read((block.span, rest)), sentences=(*before, whole)
        )

    def _read(self, spans: Sequence[Span]) -> str:
        return " ".join(reading(self.text, span, self.layout.repairs) for span in spans)

    def _split(self, raw: RawBlock) -> list[Span]:
        """Sentences of a block; a caption is one statement, whatever stops it holds."""
        if raw.kind in (BlockKind.TABLE, BlockKind.HEADING):
            return []
        if raw.kind is BlockKind.CAPTION:
            return [raw.span]
        start = raw.span.start
        found = split_sentences(raw.span.of(self.text))
        trimmed = [trim_markup(self.text, Span(start + s.start, start + s.end)) for s in found]
        return [span for span in trimmed if span.start < span.end]

    def _sentence(self, block: str, span: Span, page: int, section: tuple[Span, ...]) -> Sentence:
        self.sentences += 1
        words = reading(self.text, span, self.layout.repairs)
        return Sentence(f"s{self.sentences:03d}", block, (span,), words, page, section)

    def _page(self, offset: int) -> int:
        """The page that was opened last before `offset`; 1 in a document without pages."""
        pages = [number for start, number in self.layout.pages if start <= offset]
        return pages[-1] if pages else 1


def check_apart(document_id: str, what: str, spans: Sequence[Span], length: int) -> None:
    """Raise unless the spans lie in the source and apart from each other.

    Raises:
        DocumentError: naming the first span that doesn't.
    """
    ordered = sorted(spans)
    for span in ordered:
        if span.start == span.end or span.end > length:
            raise DocumentError(
                f"{document_id}: [{span.start}, {span.end}) of {what} is not a range of the"
                " source: correct its offsets"
            )
    for one, other in pairwise(ordered):
        if one.overlaps(other):
            raise DocumentError(
                f"{document_id}: {what} has two entries for [{other.start}, {one.end}): keep one"
            )
