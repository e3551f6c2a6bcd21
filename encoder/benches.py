"""The measures of an encoder on public benches; nothing here is ever trained or tuned on.

Texts come from the folder of benches, vectors from any function that embeds texts.
"""

import csv
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from encoder.noise import noisy
from index.analyzer import analyze
from index.frequency import frequency
from index.fusion import convex
from index.late import LateIndex
from index.lexical import LexicalIndex
from index.scans import Scan, tokens

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts to unit vectors, (n, dimension)."""

Pieces = Callable[[Sequence[str]], list[np.ndarray]]
"""Texts to unit vectors of their pieces, (pieces, dimension) each."""

UNPC_COLUMNS = ("source", "en", "ar", "fr", "es", "ru", "zh")
DEPTH = 100
"""How deep rankings go before they are fused."""


def read_parallel(path: Path) -> dict[str, list[str]]:
    """Columns of a tab-separated file of translations by language, rows in order."""
    with path.open(encoding="utf8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = rows.pop(0) if {"en", "ar"} <= set(rows[0]) else list(UNPC_COLUMNS)
    return {
        name: [row[i] for row in rows] for i, name in enumerate(header) if name in UNPC_COLUMNS[1:]
    }


def bitext(vectors: Mapping[str, np.ndarray], pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Share of sentences whose nearest neighbour in the other language is their translation."""
    found = {}
    for one, other in pairs:
        nearest = (vectors[one] @ vectors[other].T).argmax(1)
        found[f"{one}-{other}"] = float((nearest == np.arange(len(nearest))).mean())
    return found


def pairs_of(languages: Sequence[str], *, everything: bool) -> list[tuple[str, str]]:
    """Ordered pairs of languages: those with Arabic, or all."""
    return [pair for pair in permutations(languages, 2) if everything or "ar" in pair]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Questions, the distinct paragraphs, and for every question the one that answers it."""

    questions: list[str]
    paragraphs: list[str]
    relevant: list[int]

    @classmethod
    def read(cls, path: Path) -> "Retrieval":
        """Read a file in SQuAD's format."""
        paragraphs: dict[str, int] = {}
        questions, relevant = [], []
        for article in json.loads(path.read_text("utf8"))["data"]:
            for paragraph in article["paragraphs"]:
                index = paragraphs.setdefault(paragraph["context"], len(paragraphs))
                questions += [asked["question"] for asked in paragraph["qas"]]
                relevant += [index] * len(paragraph["qas"])
        return cls(questions, list(paragraphs), relevant)

    def damaged(self, rate: float = 0.15, seed: int = 5) -> "Retrieval":
        """The same with paragraphs as a bad scan would give them."""
        rng = random.Random(seed)
        return Retrieval(
            self.questions, [noisy(p, rng, rate) for p in self.paragraphs], self.relevant
        )

    def measure(self, rankings: Sequence[Sequence[int]]) -> dict[str, float]:
        """nDCG@10 and R@1 with one relevant paragraph for each question."""
        gains, first = [], []
        for ranking, gold in zip(rankings, self.relevant, strict=True):
            rank = list(ranking[:10]).index(gold) if gold in ranking[:10] else None
            gains.append(0.0 if rank is None else 1 / np.log2(rank + 2))
            first.append(rank == 0)
        return {"nDCG@10": float(np.mean(gains)), "R@1": float(np.mean(first))}


Scores = list[dict[int, float]]
"""By question: paragraphs with their scores, the best `DEPTH`, best first."""


def dense_scores(bench: Retrieval, embed: Embed, dimensions: int | None = None) -> Scores:
    """Cosines of questions and paragraphs; with `dimensions`, of vectors cut to that length."""
    asked, told = embed(bench.questions), embed(bench.paragraphs)
    if dimensions is not None:
        asked, told = (_unit(vectors[:, :dimensions]) for vectors in (asked, told))
    return [_best(row) for row in asked @ told.T]


def lexical_scores(bench: Retrieval, restored: Sequence[str | None] | None = None) -> Scores:
    """Shares of each question's words by BM25 over the analyzer's tokens; none without a token.

    With `restored`, what noisy paragraphs most likely said, its tokens count as well.
    """
    read = restored or [None] * len(bench.paragraphs)
    index = LexicalIndex.build(
        [tokens(text, said, "ar") for text, said in zip(bench.paragraphs, read, strict=True)]
    )
    found = []
    for question in bench.questions:
        asked = analyze(question, "ar")
        ideal = index.ideal(asked) or 1.0
        best = _best(index.scores(asked))
        found.append({i: min(1.0, score / ideal) for i, score in best.items() if score > 0})
    return found


def _best(scores: np.ndarray) -> dict[int, float]:
    return {int(i): float(scores[i]) for i in (-scores).argsort(kind="stable")[:DEPTH]}


def ranking(scores: Scores) -> list[list[int]]:
    """The paragraphs themselves."""
    return [list(found) for found in scores]


def late_scores(bench: Retrieval, pieces: Pieces, among: Sequence[Iterable[int]]) -> Scores:
    """Late interaction of each question with the paragraphs named for it, best first."""
    index = LateIndex.build(pieces(bench.paragraphs))
    found = []
    for query, items in zip(pieces(bench.questions), among, strict=True):
        some = list(items)
        scores = dict(zip(some, index.scores(query, some).tolist(), strict=True))
        found.append(dict(sorted(scores.items(), key=lambda pair: -pair[1])))
    return found


def fuse(dense: Scores, lexical: Scores, late: Scores | None = None) -> list[list[int]]:
    """They are mixed as the index mixes them, question by question."""
    interactions: Sequence[dict[int, float] | None] = late or [None] * len(dense)
    return [
        [item for item, _ in convex(meaning, words, pieces)]
        for meaning, words, pieces in zip(dense, lexical, interactions, strict=True)
    ]


def retrieval(
    path: Path, embed: Embed, pieces: Pieces | None = None
) -> dict[str, dict[str, float]]:
    """ARCD: dense, lexical and fused, and dense with 128 dimensions.

    With `pieces` late interaction as well, alone over all paragraphs and fused with both as the
    index does it. Damaged paragraphs are measured as the index reads them, with its correction of
    bad scans (`index/scans.py`), which does nothing to clean ones, and as they are.
    """
    clean = Retrieval.read(path)
    damaged = clean.damaged()
    everything = [range(len(clean.paragraphs))] * len(clean.questions)
    found = {}
    for name, bench in (("", clean), (", 15 % noise", damaged)):
        scan = Scan(bench.paragraphs, frequency())
        restored = [
            scan.correct(text) if bad else None
            for text, bad in zip(bench.paragraphs, scan.noisy, strict=True)
        ]
        told = [text if said is None else said
                for text, said in zip(bench.paragraphs, restored, strict=True)]  # fmt: skip
        read = Retrieval(bench.questions, told, bench.relevant)
        dense, lexical = dense_scores(read, embed), lexical_scores(bench, restored)
        found[f"dense{name}"] = bench.measure(ranking(dense))
        found[f"lexical{name}"] = bench.measure(ranking(lexical))
        found[f"fused{name}"] = bench.measure(fuse(dense, lexical))
        if pieces:
            late = late_scores(read, pieces, everything)
            found[f"late interaction{name}"] = bench.measure(ranking(late))
            found[f"fused with it{name}"] = bench.measure(fuse(dense, lexical, late))
        if any(scan.noisy):
            dense, lexical = dense_scores(bench, embed), lexical_scores(bench)
            found[f"fused{name}, uncorrected"] = bench.measure(fuse(dense, lexical))
    found["dense, 128 dimensions"] = clean.measure(ranking(dense_scores(clean, embed, 128)))
    return found


def similarity(path: Path, embed: Embed) -> float:
    """Spearman correlation of cosines with the judgements of one STS track."""
    lines = [line.split("\t") for line in path.read_text("utf8").splitlines() if line.strip()]
    left, right = (embed([line[i] for line in lines]) for i in (0, 1))
    return float(spearmanr((left * right).sum(1), [float(line[2]) for line in lines]).statistic)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
