"""Builds an index in a new folder and switches to it in one step."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.records import Passage, Unit
from index import metadata
from index.centring import Centring
from index.dense import build_dense, save_dense
from index.encoder import Encoder, token_encoder
from index.frequency import frequency
from index.late import LateIndex
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.metadata import Entry
from index.scans import Scans, tokens
from index.store import CURRENT, LEVELS, SearchIndex

Progress = Callable[[int, int], None]
_BATCH = 64


def _texts(
    passages: Sequence[Passage], scans: Scans
) -> tuple[list[Entry], list[str], list[str | None]]:
    """Every view as an entry and its text: a passage after its context, a unit alone.

    Beside the text of a badly scanned passage stands what it most likely said.
    """
    entries: list[Entry] = []
    texts: list[str] = []
    restored: list[str | None] = []

    def add(passage: Passage, unit: Unit | None, language: str, text: str) -> None:
        level, name = ("unit", unit.id) if unit else ("passage", None)
        entries.append(Entry(level, passage.id, name, passage.document_id, language))
        texts.append(text)
        restored.append(scans.restored(passage, text) if language == "ar" else None)

    for passage in passages:
        for language, text in passage.views.items():
            context = passage.context.get(language, "")
            add(passage, None, language, f"{context}\n{text}" if context else text)
        for unit in passage.units:
            for language, text in unit.views.items():
                add(passage, unit, language, _unit_text(passage, unit, language, text))
    return entries, texts, restored


def _unit_text(passage: Passage, unit: Unit, language: str, text: str) -> str:
    """A fragment of fewer than four words says nothing alone: its heading goes before it."""
    if len(text.split()) >= 4 or language not in passage.context:
        return text
    return f"{passage.context[language].split(' › ')[-1]}: {text}"


def build_index(
    passages: Sequence[Passage],
    encoder: Encoder,
    directory: Path,
    corpus: Mapping[str, str],
    progress: Progress | None = None,
) -> SearchIndex:
    """Index `passages` below `directory` and open the result.

    The files go to a new folder and are flushed to disk; then the name of that folder replaces
    the old one in `current`. Whatever fails before that leaves the old index as it was.

    Args:
        passages: of all documents.
        encoder: for the dense side.
        directory: of the index; made if absent.
        corpus: fingerprint by document id, for the manifest.
        progress: called with (done, total) entries.
    """
    directory.mkdir(parents=True, exist_ok=True)
    scans = Scans(passages, frequency())
    entries, texts, restored = _texts(passages, scans)
    told = [text if read is None else read for text, read in zip(texts, restored, strict=True)]
    created = datetime.now(UTC)
    folder = directory / f"g{created:%Y%m%d%H%M%S%f}"
    folder.mkdir()
    try:
        vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = told[start : start + _BATCH]
            vectors[start : start + len(batch)] = encoder.encode_passages(batch)
            if progress:
                progress(start + len(batch), len(texts))
        keys = [(entry.level, entry.language) for entry in entries]
        centring, vectors = Centring.fit(vectors, keys)
        centring.save(folder / "centring.npz")
        save_dense(build_dense(vectors), folder / "dense.faiss")
        for level in LEVELS:
            found = [
                tokens(text, read, entry.language)
                for entry, text, read in zip(entries, texts, restored, strict=True)
                if entry.level == level
            ]
            LexicalIndex.build(found).save(folder / f"lexical-{level}")
        if pieces := token_encoder(encoder):
            LateIndex.build(
                vectors
                for start in range(0, len(told), _BATCH)
                for vectors in pieces.passage_tokens(told[start : start + _BATCH])
            ).save(folder)
        metadata.write(folder / "passages.sqlite", passages, entries)
        Manifest(
            encoder.name, encoder.fingerprint, encoder.dimension, dict(corpus), len(passages),
            len(entries), created.isoformat(timespec="seconds"), len(scans),
        ).save(folder / "manifest.json")  # fmt: skip
        _flush(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _switch(directory, folder.name)
    return SearchIndex.open(directory, encoder, corpus)


def _flush(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _switch(directory: Path, name: str) -> None:
    """Make `name` the current generation and remove the others."""
    staged = directory / f"{CURRENT}.new"
    with staged.open("w", encoding="utf8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    staged.replace(directory / CURRENT)
    for old in directory.glob("g*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)
