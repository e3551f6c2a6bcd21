"""Sentence encoders behind one small interface."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus.errors import EncoderError
from encoder import WEIGHTS


class Encoder(Protocol):
    """Texts to unit vectors, float32, shape (n, `dimension`)."""

    name: str
    dimension: int
    fingerprint: str

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages."""
        ...


class SentenceTransformerEncoder:
    """Any sentence-transformers model in a folder."""

    def __init__(self, folder: Path, query_prefix: str = "", passage_prefix: str = "") -> None:
        """Load the model in `folder`; prefixes are put before every text.

        Raises:
            EncoderError: there is no such model, or it can't be loaded.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if not (folder / "modules.json").is_file():
            raise EncoderError(
                f"there is no sentence-transformers model in {folder}: download one on a machine "
                "with a network and set ISNAD_ENCODER to its folder"
            )
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as hub_logging

        hub_logging.disable_progress_bar()
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).splitlines()[0]
            raise EncoderError(f"the encoder in {folder} can't be loaded: {reason}") from error
        self.name = folder.name if folder != WEIGHTS else "bundled"
        size = getattr(self._model, "get_embedding_dimension", None)
        self.dimension = int(size() if size else self._model.get_sentence_embedding_dimension())
        self.fingerprint = fingerprint(folder)
        self._query_prefix, self._passage_prefix = query_prefix, passage_prefix

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions, (n, dimension)."""
        return self._encode([self._query_prefix + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages, (n, dimension)."""
        return self._encode([self._passage_prefix + text for text in texts])

    def _encode(self, texts: list[str]) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def fingerprint(folder: Path) -> str:
    """SHA-256 over the sizes of a model's files and the first and last MiB of its weights."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".safetensors")):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(2**20))
            file.seek(max(0, size - 2**20))
            digest.update(file.read())
    return digest.hexdigest()


def load_encoder(
    model: str | Path | None = None, query_prefix: str = "", passage_prefix: str = ""
) -> SentenceTransformerEncoder:
    """The bundled encoder, or the one in the folder `model`.

    Raises:
        EncoderError: it is not there or can't be loaded.
    """
    folder = Path(model).expanduser() if model else WEIGHTS
    return SentenceTransformerEncoder(folder, query_prefix, passage_prefix)
