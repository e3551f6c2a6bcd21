"""The records that cross the borders between rooms: frozen, slotted, made only by `ingest/`.

All offsets are half-open ranges of Unicode code points into `Document.text`, which is the
source file, byte for byte, decoded as UTF-8. "Reading text" means the source with the
document's repairs applied, for reading and searching; it is never quoted as the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the source.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the characters of `text` in this range."""
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """Whether `other` lies inside this range."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class ShadowText:
    """Text changed for searching, with a way back to the source.

    `starts[i]` and `ends[i]` are the source range which shadow character `i` stands for;
    both have `len(text)` entries and never decrease within one stretch of source.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a map that is longer or shorter than the text."""
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("a shadow text needs one source range per character")

    def to_source(self, span: Span) -> Span:
        """Map a range of the shadow to the smallest source range that covers it.

        Raises:
            ValueError: `span` is empty or reaches beyond the shadow.
        """
        if span.start == span.end or span.end > len(self.text):
            raise ValueError(f"no shadow characters in [{span.start}, {span.end})")
        return Span(min(self.starts[span.start : span.end]), max(self.ends[span.start : span.end]))


@dataclass(frozen=True, slots=True)
class Repair:
    """A misprint of the source and what it is read as; the source itself stays."""

    span: Span
    replacement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """A stretch of source that is to be read after offset `after`.

    With `join`, its first sentence goes on with the sentence that ends at `after`.
    """

    span: Span
    after: int
    join: bool
    reason: str


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in reading order.

    `spans` is a single range, or several in reading order where the page layout broke the
    sentence apart. `section` is the path of headings above it, as spans of their words.
    """

    id: str
    block_id: str
    spans: tuple[Span, ...]
    text: str
    page: int
    section: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, caption, footnote or table; in reading order.

    `span` excludes markup at the edges (`#`, bullets). `level` is 1 to 6 for headings, else 0.
    `section` is the path of headings above, outermost first, without the block itself.
    """

    id: str
    kind: BlockKind
    span: Span
    text: str
    level: int
    page: int
    section: tuple[Span, ...]
    sentences: tuple[Sentence, ...] = ()


class ColumnRole(StrEnum):
    """How the cells of a column are to be read."""

    NAME = "name"
    NUMBER = "number"
    TEXT = "text"
    LIST = "list"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `span` and `text` (reading text) are those of its header.

    `span` is None when the table has no words for the column.
    """

    index: int
    role: ColumnRole
    span: Span | None
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a cell: a bullet, or the whole cell. `numbers` holds those it contains."""

    span: Span
    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. Without values it is missing: `reason` says how the reader knows."""

    column: int
    values: tuple[Value, ...]
    reason: str = ""

    @property
    def number(self) -> int | None:
        """The number of a number cell: the first one it holds."""
        return self.values[0].numbers[0] if self.values and self.values[0].numbers else None


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: one cell per column, in the order of `Table.columns`, group column last."""

    index: int
    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A parsed table: columns in reading order (name column first, group column last)."""

    id: str
    document_id: str
    block_id: str
    span: Span
    page: int
    section: tuple[Span, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def column(self, role: ColumnRole) -> Column | None:
        """Return the first column with this role, or None."""
        return next((column for column in self.columns if column.role is role), None)


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: a name or term with its spellings by language, usual one first."""

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    related: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The usual name in `language`, else in any language (Latin script first)."""
        for code in (language, "en", *self.names):
            if self.names.get(code):
                return self.names[code][0]
        return self.id


@dataclass(frozen=True, slots=True)
class Translation:
    """An unofficial translation of the whole document, aligned sentence by sentence."""

    language: str
    status: str
    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    def of(self, *spans: Span) -> str:
        """Return what stands for these source spans, in the order given; "" if nothing does."""
        found = [
            text
            for span in spans
            for own, text in zip(self.spans, self.texts, strict=True)
            if own.overlaps(span)
        ]
        return " ".join(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Document:
    """A document as `ingest/` reads it. `text` is the source, unchanged."""

    id: str
    title: str
    titles: Mapping[str, str]
    publisher: str
    language: str
    date: str
    sha256: str
    text: str
    shadow: ShadowText
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    glossary: tuple[Term, ...] = ()
    repairs: tuple[Repair, ...] = ()
    moves: tuple[Move, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)


class PassageKind(StrEnum):
    """What a passage was made of."""

    PROSE = "prose"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is searched and cited: a sentence or a cell value.

    `views` are searchable texts by language: the reading text in the document's own language
    and its sidecar translations. All views lead to the same `spans`.
    """

    id: str
    spans: tuple[Span, ...]
    views: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """What search returns: a paragraph, a list item or a table row, with its context.

    `context` (by language) is what must be known to understand the passage out of place: the
    heading path, or for a row the headers. It is indexed in front of the text, never quoted.
    """

    id: str
    document_id: str
    kind: PassageKind
    spans: tuple[Span, ...]
    page: int
    section: tuple[Span, ...]
    views: Mapping[str, str]
    context: Mapping[str, str]
    units: tuple[Unit, ...]
    table_id: str | None = None
    row: int | None = None
