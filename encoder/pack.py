"""Training texts as arrays of token ids, made once and carried to where a run is made.

Texts lie one after another in one flat array, language by language and in the order of the data,
so that rows joined to a longer input are a slice and need no copy. A meaning is a row of texts in
up to six languages with the tokens that the teacher reads of its English; a pair is a question
and the passage that answers it; paragraphs are Arabic alone.
"""

import io
import json
import lzma
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

LONGEST = 254
"""Tokens of a text that are kept, without the first and the last."""


@dataclass(frozen=True, slots=True)
class Pack:
    """All texts of a run.

    Attributes:
        ids: token ids of all texts without [CLS] and [SEP], flat, uint16.
        starts: where each text begins, and where the last one ends (texts + 1).
        teacher_ids: the same for the teacher's tokens of every meaning's English.
        teacher_starts: (meanings + 1).
        meanings: text of a meaning in each of `data.LANGUAGES`, -1: none; (meanings, 6).
        sources: source of a meaning as a position in `names`.
        ordered: whether the meaning after this one goes on with the same document.
        questions, passages: text of a pair's sides in each language, -1: none; (pairs, 6).
        rivals: text beside each passage that comes near and doesn't answer, likewise.
        pair_sources: source of a pair as a position in `names`.
        paragraphs, titles: texts of Arabic paragraphs and of the titles that some of them have.
        stops: ends of the sentences of all paragraphs, counted from each one's start, flat.
        stop_starts: (paragraphs + 1).
        names: of sources.
    """

    ids: np.ndarray
    starts: np.ndarray
    teacher_ids: np.ndarray
    teacher_starts: np.ndarray
    meanings: np.ndarray
    sources: np.ndarray
    ordered: np.ndarray
    questions: np.ndarray
    passages: np.ndarray
    rivals: np.ndarray
    pair_sources: np.ndarray
    paragraphs: np.ndarray
    titles: np.ndarray
    stops: np.ndarray
    stop_starts: np.ndarray
    names: list[str]

    def save(self, folder: Path) -> None:
        """Write every array xz-compressed; the longest in parts, since xz uses one core."""
        folder.mkdir(parents=True, exist_ok=True)
        jobs = []
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, list):
                (folder / f"{item.name}.json").write_text(json.dumps(value), "utf8")
                continue
            parts = max(1, len(value) // 4_000_000)
            jobs += [
                (folder / f"{item.name}.{i:02d}.npy.xz", part)
                for i, part in enumerate(np.array_split(value, parts))
            ]
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda job: _write(*job), jobs))

    @classmethod
    def load(cls, folder: Path) -> "Pack":
        """Read what `save` wrote."""
        values: dict[str, object] = {}
        with ThreadPoolExecutor() as pool:
            for item in fields(cls):
                listed = folder / f"{item.name}.json"
                if listed.is_file():
                    values[item.name] = json.loads(listed.read_text("utf8"))
                    continue
                parts = sorted(folder.glob(f"{item.name}.*.npy.xz"))
                values[item.name] = np.concatenate(list(pool.map(_read, parts)))
        return cls(**values)  # type: ignore[arg-type]


def _write(path: Path, value: np.ndarray) -> None:
    buffer = io.BytesIO()
    np.save(buffer, value)
    path.write_bytes(lzma.compress(buffer.getvalue(), preset=6))


def _read(path: Path) -> np.ndarray:
    return np.load(io.BytesIO(lzma.decompress(path.read_bytes())))


def tokens(
    tokenizer: Tokenizer, texts: Sequence[str], longest: int = LONGEST, block: int = 20_000
) -> tuple[np.ndarray, np.ndarray]:
    """Flat ids (uint16) and the length of each text, without special tokens."""
    flat, lengths = [np.zeros(0, np.uint16)], [np.zeros(0, np.int64)]
    for position in range(0, len(texts), block):
        found = tokenizer.encode_batch_fast(
            list(texts[position : position + block]), add_special_tokens=False
        )
        rows = [encoding.ids[:longest] for encoding in found]
        lengths.append(np.array([len(row) for row in rows], dtype=np.int64))
        flat.append(np.fromiter((i for row in rows for i in row), dtype=np.uint16))
    return np.concatenate(flat), np.concatenate(lengths)
