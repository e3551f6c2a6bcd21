"""Any sentence-transformers model on torch: for those that `onnx_encoder` doesn't know."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import EncoderError
from index.identity import encoder_name, fingerprint, is_bundled
from index.presets import PRESETS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEncoder:
    """Any sentence-transformers model in a folder.

    >>> encoder = SentenceTransformerEncoder(folder, "query: ", "passage: ")  # doctest: +SKIP
    >>> encoder.encode_passages(["..."]).shape  # doctest: +SKIP
    (1, 384)
    """

    def __init__(
        self, folder: Path, query_prefix: str = "", passage_prefix: str = "", *, name: str = ""
    ) -> None:
        """Load the model in `folder`; prefixes are put before every text.

        Raises:
            EncoderError: there is no such model, or it can't be loaded.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if not (folder / "modules.json").is_file():
            raise EncoderError(
                f"there is no sentence-transformers model in {folder}: set ISNAD_ENCODER to the"
                f" folder of one, or to a name ({', '.join(PRESETS)})"
            )
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as hub_logging

        hub_logging.disable_progress_bar()
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, SafetensorError) as error:
            reason = str(error).splitlines()[0]
            raise EncoderError(f"the encoder in {folder} can't be loaded: {reason}") from error
        self.name = name or encoder_name(folder)
        size = getattr(self._model, "get_embedding_dimension", None)
        self.dimension = int(size() if size else self._model.get_sentence_embedding_dimension())
        self.fingerprint = fingerprint(folder, passage_prefix)
        self.late = is_bundled(folder)
        self._query_prefix, self._passage_prefix = query_prefix, passage_prefix

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions, (n, dimension)."""
        return self._encode([self._query_prefix + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages, (n, dimension)."""
        return self._encode([self._passage_prefix + text for text in texts])

    def query_tokens(self, text: str) -> np.ndarray:
        """Vectors of a question's pieces, (pieces, dimension)."""
        return self._pieces([self._query_prefix + text])[0]

    def passage_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Vectors of the pieces of each passage, (pieces, dimension)."""
        return self._pieces([self._passage_prefix + text for text in texts])

    def _pieces(self, texts: list[str]) -> list[np.ndarray]:
        return token_vectors(self._model, texts)

    def _encode(self, texts: list[str]) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def token_vectors(model: "SentenceTransformer", texts: list[str]) -> list[np.ndarray]:
    """Unit vectors of the pieces of each text, (pieces, dimension), float32."""
    from torch.nn import functional

    found = model.encode(
        texts, batch_size=32, output_value="token_embeddings", show_progress_bar=False
    )
    # The first and the last are [CLS] and [SEP].
    return [functional.normalize(states[1:-1].float(), dim=-1).cpu().numpy() for states in found]
