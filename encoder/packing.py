"""The data folder to a pack: read, cleaned, tokenised, each text once."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from encoder import data, overlap
from encoder.pack import Pack, tokens
from encoder.pairs import Pair, pairs
from encoder.scenes import scenes

ENDS = (".", "؟", "!", "؛", "?")
"""Pieces that close a sentence."""
_READ = 190
"""Tokens that the teacher reads of a text."""

Handle = tuple[str, int]
"""A language and the place of a text in its line."""
_Row = list[Handle | None]


@dataclass(slots=True)
class _Texts:
    """Collects texts by language, tokenises them, and says where each went.

    A language's texts lie together, in the order of the rows: joined rows are slices.
    """

    tokenizer: Tokenizer
    by_language: dict[str, list[str]] = field(
        default_factory=lambda: {code: [] for code in data.LANGUAGES}
    )

    def add(self, language: str, text: str) -> Handle:
        """Put a text into line."""
        line = self.by_language.setdefault(language, [])
        line.append(text)
        return language, len(line) - 1

    def flat(self) -> tuple[np.ndarray, np.ndarray, dict[str, int]]:
        """Ids, starts, and the number of the first text of every language."""
        ids, lengths, first = [], [], {}
        count = 0
        for language, line in self.by_language.items():
            first[language] = count
            count += len(line)
            found, sizes = tokens(self.tokenizer, line)
            ids.append(found)
            lengths.append(sizes)
        starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths), dtype=np.int64)])
        return np.concatenate(ids), starts, first


class _Packer:
    """What has been read so far."""

    def __init__(self, tokenizer: Tokenizer, forbidden: set[int] | None) -> None:
        """Read into the pieces of `tokenizer`, leaving out texts with runs that are forbidden."""
        self.texts, self.forbidden = _Texts(tokenizer), forbidden or set()
        self.names: list[str] = []
        self.english: list[str] = []
        self.meanings: list[list[Handle | None]] = []
        self.sources: list[int] = []
        self.ordered: list[bool] = []
        self.pairs: list[tuple[int, _Row, _Row, _Row]] = []
        self.paragraphs: list[Handle | None] = []
        self.titles: list[Handle | None] = []

    def barred(self, *found: str) -> bool:
        """Whether one of the texts may not be read."""
        return bool(self.forbidden) and overlap.shared(found, self.forbidden)

    def _number(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def _lined_up(self, row: Mapping[str, str]) -> list[Handle | None]:
        return [self.texts.add(c, row[c]) if c in row else None for c in data.LANGUAGES]

    def _meaning(
        self, name: str, handles: list[Handle | None], english: str, goes_on: bool
    ) -> None:
        self.meanings.append(handles)
        self.english.append(english)
        self.sources.append(self._number(name))
        self.ordered.append(goes_on)

    def add_rows(self, rows: Iterable[data.Parallel]) -> None:
        """Parallel rows, in order."""
        kept = [row for row in rows if not self.barred(row.english, row.texts.get("ar", ""))]
        sources = [row.source for row in kept]
        follows = [
            one == later and one.startswith(data.ORDERED) for one, later in pairwise(sources)
        ]
        for row, goes_on in zip(kept, [*follows, False], strict=False):
            self._meaning(row.source, self._lined_up(row.texts), row.english, goes_on)

    def add_pair(self, pair: Pair) -> None:
        """A question and its passage; sections that were translated are meanings as well."""
        name, told, rival = pair.source, pair.told, pair.near or {}
        if self.barred(*told.values(), *rival.values()):
            return
        asked, passage, near = map(self._lined_up, (pair.asked, told, rival))
        self.pairs.append((self._number(name), asked, passage, near))
        if name.startswith("section:") and "en" in told and len(told) > 1:
            self._meaning(name, passage, told["en"], goes_on=False)

    def add_paragraph(self, title: str, text: str) -> None:
        """A paragraph of the encyclopedia."""
        if not self.barred(text):
            self.titles.append(self.texts.add("titles", title) if title else None)
            self.paragraphs.append(self.texts.add("paragraphs", text))

    def pack(self, teacher: Tokenizer) -> Pack:
        """All of it as arrays."""
        ids, starts, first = self.texts.flat()

        def places(handles: Sequence[Handle | None]) -> list[int]:
            return [-1 if h is None else first[h[0]] + h[1] for h in handles]

        def table(rows: Sequence[Sequence[Handle | None]]) -> np.ndarray:
            return np.array([places(row) for row in rows], dtype=np.int32).reshape(-1, 6)

        paragraphs = np.array(places(self.paragraphs), dtype=np.int32)
        stops, stop_starts = _stops(self.texts.tokenizer, ids, starts, paragraphs)
        teacher_ids, lengths = tokens(teacher, self.english, _READ)
        return Pack(
            ids=ids,
            starts=starts,
            teacher_ids=teacher_ids,
            teacher_starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]),
            meanings=table(self.meanings),
            sources=np.array(self.sources, dtype=np.uint8),
            ordered=np.array(self.ordered),
            questions=table([asked for _, asked, _, _ in self.pairs]),
            passages=table([told for _, _, told, _ in self.pairs]),
            rivals=table([near for _, _, _, near in self.pairs]),
            pair_sources=np.array([name for name, _, _, _ in self.pairs], dtype=np.uint8),
            paragraphs=paragraphs,
            titles=np.array(places(self.titles), dtype=np.int32),
            stops=stops,
            stop_starts=stop_starts,
            names=self.names,
        )


def build(
    source: Path,
    tokenizer: Tokenizer,
    teacher: Tokenizer,
    rng: random.Random,
    written: Path | None = None,
    keep: float = 1.0,
    forbidden: set[int] | None = None,
    scene_groups: int = 0,
    rest: float = 1.0,
) -> Pack:
    """Read the data folder, clean it and tokenise it.

    Args:
        source: the data folder.
        tokenizer: the student's.
        teacher: the teacher's; reads the English of every meaning.
        rng: for what is drawn.
        written: folder of pairs and questions written for this project, beside the data.
        keep: share of the rows of the manuals that is kept: they are most of the data.
        forbidden: runs of words (`overlap.barred`) whose texts are left out.
        scene_groups: groups of everyday scenes that are composed (`encoder.scenes`).
        rest: share of all that was not written for this project that is kept: a run that goes on
            from good weights reads it only so as not to forget it.
    """
    packer = _Packer(tokenizer, forbidden)
    shares = partial(_share, keep=keep, rest=rest)
    rows = list(_thinned(data.cleaned(source), shares, rng))
    packer.add_rows(rows + (data.written(written) if written else []))
    if written:
        packer.add_rows(scenes(written, scene_groups, rng))
    for pair in pairs(source, written):
        share = shares(pair.source) if pair.source.startswith("section:") else 1.0
        if rng.random() < share:
            packer.add_pair(pair)
    for title, text in data.paragraphs(source):
        if rng.random() < rest:
            packer.add_paragraph(title, text)
    return packer.pack(teacher)


def _share(name: str, keep: float, rest: float) -> float:
    """Share of a source that is kept."""
    if name.startswith("written"):
        return 1.0
    return keep * rest if name.endswith("d365") else rest


def _thinned(
    rows: Iterable[data.Parallel],
    shares: Callable[[str], float],
    rng: random.Random,
    block: int = 60,
) -> Iterator[data.Parallel]:
    """The rows without some blocks of each source: blocks, since neighbours are joined later."""
    counts: Counter[str] = Counter()
    kept: dict[str, bool] = {}
    for row in rows:
        share = shares(row.source)
        if share < 1 and counts[row.source] % block == 0:
            kept[row.source] = rng.random() < share
        counts[row.source] += 1
        if share >= 1 or kept[row.source]:
            yield row


def _stops(
    tokenizer: Tokenizer, ids: np.ndarray, starts: np.ndarray, paragraphs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Ends of sentences of eight tokens and more, and of every paragraph, by paragraph."""
    closing = [tokenizer.token_to_id(piece) for piece in ENDS]
    closing_ids = np.array([i for i in closing if i is not None], dtype=np.uint16)
    found: list[int] = []
    counts = [0]
    for text in paragraphs:
        part = ids[starts[text] : starts[text + 1]]
        last = 0
        ends = []
        for end in (np.flatnonzero(np.isin(part, closing_ids)) + 1).tolist():
            if end - last >= 8 and len(part) - end >= 8:
                ends.append(end)
                last = end
        ends.append(len(part))
        found += ends
        counts.append(len(found))
    return np.array(found, dtype=np.uint16), np.array(counts, dtype=np.int32)
