"""What a step reads: texts as slices of a pack, in batches of like length.

A batch is of one kind and, on each side, of one language: where its texts could be told apart by
their language, they would be. Everything here is numbers of places; ids are gathered where the
model is (`encoder.gathering`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from encoder import data
from encoder.meanings import Meanings
from encoder.pack import Pack
from encoder.pairs import REWORDED
from encoder.slices import Slices, after, beside

ARABIC = data.LANGUAGES.index("ar")
_EN = data.LANGUAGES.index("en")
_OTHERS = [i for i, code in enumerate(data.LANGUAGES) if code not in ("ar", "en")]

PAIR_WEIGHTS: dict[str, float] = {
    "questions": 6,
    "tydiqa_ar": 5,
    "tydiqa_en": 0.7,
    "tydiqa_ru": 1,
    "encyclopedia_questions": 4,
    "section:d365": 0.25,
    "section:project_operations": 0.4,
}
"""How often a pair of a source is drawn; sources not named: once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of one step, side by side.

    Attributes:
        kind: "meanings", "composed", "questions" or "reworded" (questions in other words).
        left, right: two sides that belong together, row by row; "reworded" may have more on the
            right, which belong to nothing.
        targets: rows of the teacher's vectors ("meanings").
        english: what the teacher reads, slices of its own ids ("composed").
    """

    kind: str
    left: Slices
    right: Slices
    targets: np.ndarray | None = None
    english: Slices | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """What batches are made of; the rest are meanings.

    `reworded` are questions with no word of their answers, which the others leave out;
    `noise` is how often an Arabic text is read damaged, where a damaged copy is at hand, `english`
    how often the two sides of a meaning are Arabic and English.
    """

    questions: float = 0.42
    composed: float = 0.1
    noise: float = 0.25
    english: float = 0.4
    reworded: float = 0.0


class Drawing:
    """Draws batches from a pack without end."""

    def __init__(
        self,
        pack: Pack,
        meanings: Meanings,
        shares: Shares,
        budget: int,
        *,
        longest: int = 190,
        clusters: np.ndarray | None = None,
        noise: Mapping[str, np.ndarray] | None = None,
        asking: Slices | None = None,
        continues: np.ndarray | None = None,
    ) -> None:
        """Keep what batches are drawn from.

        Args:
            pack: the texts.
            meanings: of the pack.
            shares: of the kinds of batch.
            budget: tokens that a batch may hold, padding counted, both sides together.
            longest: tokens of a text.
            clusters: group of near meanings that each belongs to; by default one group.
            noise: `starts` and `lengths` of the damaged copy of every text, length 0: none.
            asking: question words that may stand before a cloze.
            continues: whether a piece goes on with the word before, by id.
        """
        self.pack, self.meanings, self.shares = pack, meanings, shares
        self.budget, self.longest = budget, longest
        self.clusters = np.zeros(len(meanings.weights), int) if clusters is None else clusters
        self.noise, self.asking, self.continues = noise, asking, continues
        self._text_starts = pack.starts[:-1]
        self._lengths = np.diff(pack.starts)
        weights = np.array([PAIR_WEIGHTS.get(name, 1.0) for name in pack.names])
        self._pair_weights = weights[pack.pair_sources] if len(pack.pair_sources) else np.zeros(0)
        reworded = np.isin(np.array(pack.names)[pack.pair_sources], REWORDED)
        self._pair_weights = np.where(reworded, 0.0, self._pair_weights)  # drawn by themselves
        self._reworded_rows = np.flatnonzero(reworded)
        self._pools: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}

    def batches(self, rng: np.random.Generator, chunk: int = 10) -> Iterator[Batch]:
        """Batches in random order; a `chunk` of about that many is drawn and sorted at a time."""
        while True:
            kind = rng.random()
            if kind < self.shares.questions:
                found = self._questions(rng, chunk)
            elif kind < self.shares.questions + self.shares.composed:
                found = self._composed(rng, chunk)
            elif kind > 1 - self.shares.reworded and len(self._reworded_rows) > 1:
                found = [self._reworded(rng)]
            else:
                found = self._meanings(rng, chunk)
            rng.shuffle(found)  # type: ignore[arg-type]
            yield from found

    # Meanings.

    def _languages(self, rng: np.random.Generator) -> tuple[int, int]:
        """Arabic with English most often, Arabic with another, then two others."""
        kind = rng.random()
        if kind < self.shares.english:
            return ARABIC, _EN
        if kind < self.shares.english + 0.75 * (1 - self.shares.english):
            return ARABIC, int(rng.choice(_OTHERS))
        one, two = rng.choice([_EN, *_OTHERS], 2, replace=False)
        return int(one), int(two)

    def _drawn(self, pair: tuple[int, int], count: int, rng: np.random.Generator) -> np.ndarray:
        """Meanings that stand in both languages, by weight."""
        if pair not in self._pools:
            both = (self.meanings.lengths[:, list(pair)] > 0).all(1)
            rows = np.flatnonzero(both)
            self._pools[pair] = rows, np.cumsum(self.meanings.weights[rows])
        rows, cumulated = self._pools[pair]
        if not len(rows):
            return rows
        drawn = rows[np.searchsorted(cumulated, rng.random(count) * cumulated[-1])]
        return np.unique(drawn)

    def _side(self, rows: np.ndarray, language: int, rng: np.random.Generator) -> Slices:
        starts = self.meanings.starts[rows, language]
        lengths = self.meanings.lengths[rows, language]
        if language == ARABIC:
            starts, lengths = self._damaged(starts, lengths, rng)
        return Slices(starts[:, None], lengths[:, None]).cut(self.longest)

    def _damaged(
        self, starts: np.ndarray, lengths: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Some texts exchanged for their damaged copies: single texts that have one."""
        if self.noise is None:
            return starts, lengths
        text = np.searchsorted(self._text_starts, starts, side="right") - 1
        fits = (self._text_starts[text] == starts) & (self._lengths[text] == lengths)
        use = (
            fits & (self.noise["lengths"][text] > 0) & (rng.random(len(starts)) < self.shares.noise)
        )
        return (
            np.where(use, self.noise["starts"][text], starts),
            np.where(use, self.noise["lengths"][text], lengths),
        )

    def _meanings(self, rng: np.random.Generator, chunk: int) -> list[Batch]:
        pair = self._languages(rng)
        rows = self._drawn(pair, chunk * self.budget // 70, rng)
        left, right = (self._side(rows, language, rng) for language in pair)
        widths = np.maximum(left.totals, right.totals)
        near = self.clusters[rows] if rng.random() < 0.5 else rng.random(len(rows))
        return [
            Batch("meanings", left.take(some), right.take(some), rows[some])
            for some in self._groups(widths, near, 2 * widths)
        ]

    def _composed(self, rng: np.random.Generator, chunk: int) -> list[Batch]:
        """Two or three meanings one after the other: endless new ones, for the teacher as well."""
        pair = self._languages(rng)
        rows = self._drawn(pair, chunk * self.budget // 50, rng)
        rng.shuffle(rows)
        size = int(rng.integers(2, 4))
        rows = rows[: len(rows) // size * size].reshape(-1, size)
        sides = []
        for language in pair:
            found = [self._side(column, language, rng) for column in rows.T]
            sides.append(beside(found).cut(self.longest))
        english = beside([self.meanings.teacher.take(column) for column in rows.T]).cut(190)
        widths = np.maximum(sides[0].totals, sides[1].totals)
        return [
            Batch("composed", sides[0].take(s), sides[1].take(s), english=english.take(s))
            for s in self._groups(widths, rng.random(len(rows)), 2 * widths)
        ]

    def _groups(
        self, widths: np.ndarray, near: np.ndarray, costs: np.ndarray
    ) -> Iterator[np.ndarray]:
        """Rows of like width, near ones together, as many as the budget allows."""
        order = np.lexsort((near, widths // 6))
        costs = costs + 4
        position = 0
        while position < len(order):
            # Sorted by width only roughly: within a step of six tokens any may come last.
            count = max(2, int(self.budget // (costs[order[position]] + 12)))
            some = order[position : position + count]
            worst = int(costs[some].max())
            some = some[: max(2, self.budget // worst)]
            if len(some) > 1:
                yield some
            position += len(some)

    # Questions.

    def _questions(self, rng: np.random.Generator, chunk: int) -> list[Batch]:
        paragraphs = len(self.pack.paragraphs)
        if paragraphs and (rng.random() < 0.45 or not self._pair_weights.any()):
            return self._cloze(rng, chunk)
        if not self._pair_weights.any():
            return self._meanings(rng, chunk)
        cumulated = np.cumsum(self._pair_weights)
        count = chunk * self.budget // 180
        rows = np.unique(np.searchsorted(cumulated, rng.random(count) * cumulated[-1]))
        asked, told = (
            _one_of(table[rows], arabic, rng)
            for table, arabic in ((self.pack.questions, 0.4), (self.pack.passages, 0.7))
        )
        left = Slices(self._text_starts[asked][:, None], self._lengths[asked][:, None]).cut(62)
        starts, lengths = self._damaged(self._text_starts[told], self._lengths[told], rng)
        right = Slices(starts[:, None], lengths[:, None]).cut(self.longest)
        return self._paired(left, right, self.pack.pair_sources[rows] + rng.random(len(rows)) * 0.9)

    def _reworded(self, rng: np.random.Generator) -> Batch:
        """Pairs that were written one after the other, of one field and so near one another.

        Answers are of one language, and so are questions in English or Arabic; what comes near the
        answers stands behind them.
        """
        pack, rows = self.pack, self._reworded_rows
        some = rows[rng.integers(len(rows) - 1) :][: self.budget // 8]
        some = some[pack.pair_sources[some] == pack.pair_sources[some[0]]]
        told = _EN if rng.random() < 0.25 else ARABIC
        texts = self._asked(some, rng), pack.passages[some, told], pack.rivals[some, told]
        sizes = [self._lengths[text] + 4 for text in texts]
        costs = sizes[0] + sizes[1] + np.where(texts[2] >= 0, sizes[2], 0)
        count = max(2, int((np.cumsum(costs) <= 0.8 * self.budget).sum()))
        left, right, near = (text[:count] for text in texts)
        left, right, near = (
            Slices(self._text_starts[text][:, None], self._lengths[text][:, None])
            for text in (left, right, near[near >= 0])
        )
        return Batch("reworded", left, after([right, near]))

    def _asked(self, rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Questions in English or Arabic, or each in another language where it stands in one."""
        questions = self.pack.questions[rows]
        kind = rng.random()
        if kind < 0.4:
            return questions[:, ARABIC]
        if kind < 0.75:
            return questions[:, _EN]
        others = questions[:, _OTHERS].max(1)
        return np.where(others >= 0, others, questions[:, _EN])

    def _paired(self, left: Slices, right: Slices, near: np.ndarray) -> list[Batch]:
        keep = np.flatnonzero((left.totals > 0) & (right.totals > 0))
        left, right, near = left.take(keep), right.take(keep), near[keep]
        widths = right.totals
        return [
            Batch("questions", left.take(some), right.take(some))
            for some in self._groups(widths // 4, near, widths + left.totals)
        ]

    def _cloze(self, rng: np.random.Generator, chunk: int) -> list[Batch]:
        """Inverse cloze (Lee, Chang & Toutanova 2019) over runs of neighbouring paragraphs.

        Some words of a sentence stand for a question; in half of the cases the paragraph loses
        that sentence. Where an article has a title, it stands for one as often.
        """
        pack = self.pack
        block = 12
        count = max(1, chunk * self.budget // 150 // block)
        first = rng.integers(0, max(1, len(pack.paragraphs) - block), count)
        rows = (first[:, None] + np.arange(min(block, len(pack.paragraphs)))).ravel()
        order = np.arange(len(rows))
        text = pack.paragraphs[rows]
        start, length = self._text_starts[text], self._lengths[text]
        low, high = pack.stop_starts[rows], pack.stop_starts[rows + 1]
        sentence = low + (rng.random(len(rows)) * (high - low)).astype(np.int64)
        end = pack.stops[sentence].astype(np.int64)
        begin = np.where(sentence > low, pack.stops[np.maximum(sentence - 1, 0)], 0).astype(
            np.int64
        )
        size = np.minimum(rng.integers(5, 19, len(rows)), end - begin)
        at = begin + (rng.random(len(rows)) * (end - begin - size + 1)).astype(np.int64)
        at, size = self._whole_words(start, at, size, end)
        single = high - low < 2
        drop = ~single & (rng.random(len(rows)) < 0.5)
        # Two slices: before the sentence and after it, or all and nothing.
        right = Slices(
            np.stack([start, start + end], 1),
            np.stack([np.where(drop, begin, length), np.where(drop, length - end, 0)], 1),
        )
        if self.noise is not None:
            whole = ~drop & (self.noise["lengths"][text] > 0)
            use = whole & (rng.random(len(rows)) < 2 * self.shares.noise)
            right.starts[:, 0] = np.where(use, self.noise["starts"][text], right.starts[:, 0])
            right.lengths[:, 0] = np.where(use, self.noise["lengths"][text], right.lengths[:, 0])
        titled = (pack.titles[rows] >= 0) & (rng.random(len(rows)) < 0.5)
        title = np.where(titled, pack.titles[rows], 0)
        ask_start = np.where(titled, self._text_starts[title], start + at)
        ask_length = np.where(titled, self._lengths[title], size)
        if self.asking is not None:
            which = rng.integers(0, len(self.asking), len(rows))
            prefix = self.asking.take(which)
            length_of = np.where(~titled & (rng.random(len(rows)) < 0.5), prefix.lengths[:, 0], 0)
            left = Slices(
                np.stack([prefix.starts[:, 0], ask_start], 1), np.stack([length_of, ask_length], 1)
            )
        else:
            left = Slices(ask_start[:, None], ask_length[:, None])
        return self._paired(left.cut(62), right.cut(self.longest), order.astype(float))

    def _whole_words(
        self, start: np.ndarray, at: np.ndarray, size: np.ndarray, end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Move the ends of a span outwards to where words begin."""
        if self.continues is None:
            return at, size
        ids = self.pack.ids
        stop = at + size
        for _ in range(5):
            at = at - ((at > 0) & self.continues[ids[start + at]])
            inside = stop < end
            stop = stop + (inside & self.continues[ids[np.minimum(start + stop, len(ids) - 1)]])
        return at, stop - at


def _one_of(table: np.ndarray, arabic: float, rng: np.random.Generator) -> np.ndarray:
    """A text of every row: Arabic with a chance of `arabic`, else any language it stands in."""
    draw = rng.random(table.shape)
    draw[:, ARABIC] = np.where(rng.random(len(table)) < arabic, 2.0, draw[:, ARABIC])
    draw[table < 0] = -1
    return table[np.arange(len(table)), draw.argmax(1)]
