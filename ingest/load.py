"""A document's folder read into a Document."""

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from corpus.records import (
    Block, BlockKind, Document, Move, Repair, Sentence, Span, Table, Term, Translation,
)  # fmt: skip
from ingest.markdown import RawBlock, read_blocks
from ingest.normalise import reading, shadow
from ingest.sentences import split_sentences
from ingest.tables import read_table


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path.name} of {path.parent.name} is damaged: {error}") from error


def read_source(folder: Path, name: str, sha256: str) -> str:
    """The source text, its hash checked.

    Raises:
        DocumentError: it is missing, not UTF-8, or not what `document.toml` says.
    """
    path = folder / name
    if not path.is_file():
        raise DocumentError(f"{folder.name}: {name} is missing: restore it or remove the folder")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DocumentError(
            f"{folder.name}: {name} is not the file its document.toml describes (SHA-256 differs):"
            " restore it or ingest it anew"
        )
    try:
        return data.decode("utf8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{folder.name}: {name} is not UTF-8 text: convert it") from error


def load_document(folder: Path) -> Document:
    """Read the document in `folder`.

    Raises:
        DocumentError: a file is missing or damaged, or the source is not the recorded one.
    """
    record = _toml(folder / "document.toml")
    if not record:
        raise DocumentError(f"{folder} holds no document.toml: add the document with isnad ingest")
    try:
        text = read_source(folder, record.get("source", "source.md"), record["sha256"])
        changes = _toml(folder / "repairs.toml")
        repairs = tuple(
            Repair(Span(r["start"], r["end"]), r["replacement"], r["reason"])
            for r in changes.get("repairs", ())
        )
        moves = tuple(
            Move(Span(m["start"], m["end"]), m["after"], m["join"], m["reason"])
            for m in changes.get("moves", ())
        )
        levels = {entry["start"]: entry["level"] for entry in changes.get("levels", ())}
        pages = [(page["start"], page["number"]) for page in record.get("pages", ())]
        ignored = [Span(i["start"], i["end"]) for i in record.get("ignored", ())]
        reader = _Reader(text, record["id"], repairs, moves, levels, sorted(pages), ignored)
        blocks, tables = reader.read()
        return Document(
            id=record["id"], title=record["title"], titles=record.get("titles", {}),
            publisher=record.get("publisher", ""), language=record.get("language", "ar"),
            date=record.get("date", ""), sha256=record["sha256"], text=text,
            shadow=shadow(text, repairs), blocks=blocks, tables=tables,
            glossary=_glossary(folder), repairs=repairs, moves=moves,
            translations=_translations(folder, record["sha256"]),
        )  # fmt: skip
    except KeyError as error:
        raise DocumentError(f"{folder.name}: a record lacks {error}: see docs/documents.md") from error


def _glossary(folder: Path) -> tuple[Term, ...]:
    found = []
    for entry in _toml(folder / "glossary.toml").get("terms", ()):
        names = {code: tuple(value) for code, value in entry.items()
                 if isinstance(value, list) and len(code) == 2}  # fmt: skip
        found.append(Term(entry["id"], entry["kind"], names, tuple(entry.get("related", ()))))
    return tuple(found)


def _translations(folder: Path, sha256: str) -> dict[str, Translation]:
    found = {}
    for path in sorted((folder / "translations").glob("*.toml")):
        record = _toml(path)
        if record.get("sha256") != sha256:
            raise DocumentError(f"{folder.name}: {path.name} translates another text: remove it")
        entries = record.get("sentences", ())
        found[record["language"]] = Translation(
            record["language"], record["status"],
            tuple(Span(e["start"], e["end"]) for e in entries),
            tuple(e["text"] for e in entries),
        )  # fmt: skip
    return found


class _Reader:
    """Puts blocks into reading order and gives each its page, section and sentences."""

    def __init__(
        self, text: str, document_id: str, repairs: Sequence[Repair], moves: Sequence[Move],
        levels: dict[int, int], pages: Sequence[tuple[int, int]], ignored: Sequence[Span],
    ) -> None:  # fmt: skip
        self.text, self.document_id, self.repairs = text, document_id, repairs
        self.moves, self.levels, self.pages, self.ignored = moves, levels, pages, ignored
        self.sentences = 0

    def read(self) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
        blocks: list[Block] = []
        tables: list[Table] = []
        path: list[tuple[int, Span]] = []
        for raw in self._ordered(read_blocks(self.text, self.ignored)):
            level = self.levels.get(raw.line, raw.level)
            if raw.kind is BlockKind.HEADING:
                path = [entry for entry in path if entry[0] < level]
            section = tuple(span for _, span in path)
            number = f"b{len(blocks) + 1:03d}"
            page = self._page(raw.span.start)
            if raw.kind is BlockKind.TABLE:
                table = read_table(self.text, raw.lines, f"{self.document_id}/t{len(tables) + 1}",
                                   self.document_id, number, page, section, self.repairs)
                if table is not None:
                    tables.append(table)
            spans = self._split(raw)
            if self._joins(raw) and blocks and spans:
                blocks[-1] = self._joined(blocks[-1], spans.pop(0))
                if not spans:
                    continue
                raw = RawBlock(raw.kind, Span(spans[0].start, raw.span.end), raw.line)
            sentences = tuple(self._sentence(number, (s,), page, section) for s in spans)
            blocks.append(Block(number, raw.kind, raw.span,
                                reading(self.text, raw.span, self.repairs), level, page, section,
                                sentences))
            if raw.kind is BlockKind.HEADING:
                path.append((level, raw.span))
        return tuple(blocks), tuple(tables)

    def _ordered(self, blocks: list[RawBlock]) -> list[RawBlock]:
        for move in self.moves:
            taken = [b for b in blocks if move.span.contains(b.span)]
            rest = [b for b in blocks if not move.span.contains(b.span)]
            at = max((i for i, b in enumerate(rest) if b.span.start < move.after), default=-1) + 1
            blocks = rest[:at] + taken + rest[at:]
        return blocks

    def _joins(self, raw: RawBlock) -> bool:
        return any(m.join and raw.span.start <= m.span.start < raw.span.end for m in self.moves)

    def _joined(self, block: Block, rest: Span) -> Block:
        """The block with its last sentence continued by `rest`."""
        *before, last = block.sentences
        spans = (*last.spans, rest)
        whole = Sentence(last.id, last.block_id, spans, self._read(spans), last.page, last.section)
        return Block(block.id, block.kind, block.span, self._read((block.span, rest)), block.level,
                     block.page, block.section, (*before, whole))

    def _read(self, spans: Sequence[Span]) -> str:
        return " ".join(reading(self.text, span, self.repairs) for span in spans)

    def _split(self, raw: RawBlock) -> list[Span]:
        """Sentences of a block; a caption is one statement, whatever stops it holds."""
        if raw.kind in (BlockKind.TABLE, BlockKind.HEADING):
            return []
        if raw.kind is BlockKind.CAPTION:
            return [raw.span]
        start = raw.span.start
        found = split_sentences(raw.span.of(self.text))
        return [Span(start + s.start, start + s.end) for s in found]

    def _sentence(
        self, block: str, spans: tuple[Span, ...], page: int, section: tuple[Span, ...]
    ) -> Sentence:
        self.sentences += 1
        return Sentence(f"s{self.sentences:03d}", block, spans, self._read(spans), page, section)

    def _page(self, offset: int) -> int:
        return max((n for start, n in self.pages if start <= offset), default=1)
