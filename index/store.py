"""An index on disk, opened for searching."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.errors import IndexMismatchError, IndexMissingError, UsageError
from corpus.records import Passage
from index import metadata
from index.analyzer import analyze
from index.centring import Centring
from index.dense import load_dense, search_dense
from index.encoder import Encoder, token_encoder
from index.fusion import convex
from index.late import LateIndex, shortened
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.reranker import Reranker
from index.translated import alternatives

CURRENT = "current"
LEVELS = ("passage", "unit")
Level = Literal["passage", "unit"]
Mode = Literal["fused", "dense", "lexical"]
Key = tuple[str, str | None]
"""A passage, and the unit in it or None."""
_POOL = 100
"""How deep each ranking goes before it is fused, at least."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage or unit found.

    `rank` counts from 0; `dense` is the cosine of what sets the text apart from the others of the
    library (`index.centring`), `cosine` that of all of it; `lexical` is a BM25 score, `share` the
    part of the query's words that it holds (BM25 over what holding each word once would score).
    `late` is how well each piece of the query finds its like in the text (`index.late`), 0 to 1;
    None with encoders that give no token vectors.
    """

    passage_id: str
    unit_id: str | None
    document_id: str
    score: float
    rank: int
    source: Literal["dense", "lexical", "both"]
    dense: float | None
    lexical: float | None
    share: float = 0.0
    cosine: float | None = None
    late: float | None = None


class SearchIndex:
    """Search over passages or their units, by meaning, by words, or both.

    >>> index = SearchIndex.open(Path("index"), encoder)  # doctest: +SKIP
    >>> index.search("labour migration", k=3)  # doctest: +SKIP
    """

    def __init__(self, folder: Path, encoder: Encoder, manifest: Manifest) -> None:
        """Read the generation in `folder`; use `open`."""
        self.manifest, self.encoder = manifest, encoder
        self.passages, self._entries = metadata.read(folder / "passages.sqlite")
        self._dense = load_dense(folder / "dense.faiss")
        self._centring = Centring.load(folder / "centring.npz")
        self._rows = {
            level: np.array([i for i, e in enumerate(self._entries) if e.level == level],
                            dtype=np.int64)
            for level in LEVELS
        }  # fmt: skip
        self._lexical = {
            level: LexicalIndex.load(folder / f"lexical-{level}", len(self._rows[level]))
            for level in LEVELS
        }
        self._pieces = token_encoder(encoder)
        self._late = LateIndex.load(folder) if self._pieces else None
        self._views: dict[Key, dict[str, int]] = {}
        for row, entry in enumerate(self._entries):
            self._views.setdefault((entry.passage_id, entry.unit_id), {})[entry.language] = row
        self._lacking: dict[tuple[str, Level], np.ndarray] = {}
        self._query_vector = lru_cache(maxsize=256)(self._encode)
        self._query_pieces = lru_cache(maxsize=256)(self._tokens)

    @classmethod
    def open(
        cls, directory: Path, encoder: Encoder, corpus: Mapping[str, str] | None = None
    ) -> "SearchIndex":
        """Open the current generation below `directory`.

        Raises:
            IndexMissingError: there is none.
            IndexMismatchError: it was made from other documents or with another encoder.
        """
        pointer = directory / CURRENT
        if not pointer.is_file():
            raise IndexMissingError(f"there is no index in {directory}: run `isnad index`")
        folder = directory / pointer.read_text("utf8").strip()
        if not folder.is_dir():
            raise IndexMismatchError("the index is damaged: run `isnad index`")
        manifest = Manifest.load(folder / "manifest.json")
        manifest.check(encoder.fingerprint, encoder.dimension, corpus, encoder.name)
        return cls(folder, encoder, manifest)

    def _encode(self, query: str) -> np.ndarray:
        return self.encoder.encode_queries([query])[0]

    def without_late(self) -> "SearchIndex":
        """The same index without late interaction, to see what that is worth."""
        other = copy(self)
        other._late = None
        return other

    def _tokens(self, query: str) -> np.ndarray:
        assert self._pieces is not None
        return self._pieces.query_tokens(query)

    def passage(self, passage_id: str) -> Passage:
        """The passage with this id; KeyError when there is none."""
        return self.passages[passage_id]

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        level: Level = "passage",
        language: str | None = None,
        documents: Collection[str] | None = None,
        mode: Mode = "fused",
        words: str | None = None,
    ) -> list[Hit]:
        """The `k` best passages (or units), best first.

        Args:
            query: a question or words, in any language the encoder knows.
            k: how many.
            level: what to rank; a passage or unit counts by its best view.
            language: of the query, for stemming.
            documents: only these.
            mode: by meaning, by words, or both mixed. Meaning is one vector a text and late
                interaction.
            words: what to search by words instead of the whole query, such as its content words.

        Raises:
            UsageError: the query is empty or `k` is not positive.
        """
        if not query.strip():
            raise UsageError("the question is empty: write what you want to know")
        if k < 1:
            raise UsageError(f"{k} results can't be given: ask for one or more")
        rows = self._rows[level]
        if documents is not None:
            wanted = set(documents)
            rows = np.array([i for i in rows if self._entries[i].document_id in wanted], np.int64)
        dense, cosines = self._by_meaning(query, rows, k) if mode != "lexical" else ({}, {})
        asked = query if words is None else words
        tokens = analyze(asked, language or "en")
        ideal = self._lexical[level].ideal(tokens)
        lexical: dict[Key, float] = {}
        if mode != "dense":
            scores = self._scores(asked, tokens, language or "en", level)
            lexical = self._by_words(scores, rows, level, k)
        late = None
        if self._late is not None and mode != "lexical":
            late = self._by_pieces(self._late, query, {**dense, **lexical}, language or "en")
        if mode == "lexical":
            ranked = list(lexical.items())
        elif mode == "dense":
            ranked = convex(dense, {}, late, words=0.0)
        else:
            shares = {key: _share(score, ideal) for key, score in lexical.items()}
            ranked = convex(dense, shares, late)
        hits = [
            self._hit(key, score, rank, dense, cosines, lexical, ideal)
            for rank, (key, score) in enumerate(ranked[:k])
        ]
        if late is None:
            return hits
        return [replace(hit, late=late[hit.passage_id, hit.unit_id]) for hit in hits]

    def _hit(
        self,
        key: tuple[str, str | None],
        score: float,
        rank: int,
        dense: Mapping[Key, float],
        cosines: Mapping[Key, float],
        lexical: Mapping[Key, float],
        ideal: float,
    ) -> Hit:
        source: Literal["dense", "lexical", "both"] = (
            "both" if key in dense and key in lexical else "dense" if key in dense else "lexical"
        )
        passage_id, unit_id = key
        share = _share(lexical.get(key, 0.0), ideal)
        document_id = self.passages[passage_id].document_id
        return Hit(
            passage_id=passage_id,
            unit_id=unit_id,
            document_id=document_id,
            score=score,
            rank=rank,
            source=source,
            dense=dense.get(key),
            lexical=lexical.get(key),
            share=share,
            cosine=cosines.get(key),
        )

    def _grouped(self, found: Sequence[tuple[int, float]]) -> dict[Key, float]:
        """Best view first; a passage or unit keeps the score of its best view."""
        best: dict[Key, float] = {}
        for entry_id, score in found:
            entry = self._entries[entry_id]
            best.setdefault((entry.passage_id, entry.unit_id), score)
        return best

    def _by_meaning(
        self, query: str, rows: np.ndarray, k: int
    ) -> tuple[dict[Key, float], dict[Key, float]]:
        """Cosines after centring, best first, and those of the best view before it."""
        vector = self._query_vector(query)
        found = search_dense(self._dense, vector, max(_POOL, 4 * k), rows)
        ids, scores = [i for i, _ in found], [score for _, score in found]
        full = zip(ids, self._centring.cosines(vector, ids, scores), strict=True)
        return self._grouped(found), self._grouped(sorted(full, key=lambda pair: -pair[1]))

    def _by_pieces(
        self, late: LateIndex, query: str, keys: Iterable[Key], language: str
    ) -> dict[Key, float]:
        """Late interaction with texts: their view in the query's language, else the best."""
        read = self._read(keys, language)
        scores = late.scores(self._query_pieces(query), [position for _, position in read])
        best: dict[Key, float] = {}
        for (key, _), score in zip(read, scores, strict=True):
            best[key] = max(best.get(key, 0.0), float(score))
        return best

    def answering(self, query: str, keys: Sequence[Key], language: str) -> dict[Key, float] | None:
        """Log-odds that a passage or unit answers a question: see `index.reranker`.

        A text counts by its view in the question's language, else by its best.

        Args:
            query: the question.
            keys: ids of passages, with those of their units or None.
            language: of the question.

        Returns:
            By key; None where the index keeps no token vectors.
        """
        if self._late is None:
            return None
        late, read = self._late, self._read(keys, language)
        texts = [late.vectors(position) for _, position in read]
        scores = Reranker.load().scores(shortened(self._query_pieces(query)), texts)
        best: dict[Key, float] = {}
        for (key, _), score in zip(read, scores, strict=True):
            best[key] = max(best.get(key, float(score)), float(score))
        return best

    def _read(self, keys: Iterable[Key], language: str) -> list[tuple[Key, int]]:
        """Each text's view in a language, or all views of one that has none in it."""
        views = [(key, self._views[key]) for key in keys]
        return [
            (key, position)
            for key, own in views
            for position in ([own[language]] if language in own else own.values())
        ]

    def _scores(self, asked: str, tokens: Sequence[str], language: str, level: Level) -> np.ndarray:
        """BM25 of every entry of a level; through the lexicon where a document lacks the language.

        Both are on one scale: a share of the query, times what all of it would score.
        """
        lexical = self._lexical[level]
        scores = lexical.scores(tokens)
        foreign = self._foreign(language, level)
        if foreign.any() and (words := alternatives(asked, language)):
            through = lexical.shares(words) * lexical.ideal(tokens)
            scores = np.where(foreign, np.maximum(scores, through), scores)
        return scores

    def _foreign(self, language: str, level: Level) -> np.ndarray:
        """Which entries of a level are Arabic texts of documents that lack a language."""
        key = (language, level)
        if key not in self._lacking:
            entries = [self._entries[i] for i in self._rows[level]]
            having = {entry.document_id for entry in entries if entry.language == language}
            self._lacking[key] = np.array(
                [e.language == "ar" and e.document_id not in having for e in entries], dtype=bool
            )
        return self._lacking[key]

    def _by_words(
        self, scores: np.ndarray, rows: np.ndarray, level: Level, k: int
    ) -> dict[Key, float]:
        position = np.searchsorted(self._rows[level], rows)
        found = scores[position]
        order = np.lexsort((rows, -found))[: max(_POOL, 4 * k)]
        return self._grouped([(int(rows[i]), float(found[i])) for i in order if found[i] > 0])


def _share(score: float, ideal: float) -> float:
    """How much of a query's words a score stands for, 0 to 1."""
    return min(1.0, score / ideal) if ideal else 0.0
