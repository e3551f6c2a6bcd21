"""Sentence encoders behind one small interface."""

import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

import numpy as np

from corpus.errors import EncoderError
from encoder import WEIGHTS
from index.identity import encoder_name, is_bundled
from index.presets import find_model, preset_of

Runtime = Literal["auto", "torch"]
_log = logging.getLogger(__name__)


class Encoder(Protocol):
    """Texts to unit vectors, float32, shape (n, `dimension`).

    `fingerprint` tells models apart, not runtimes: the same weights with the same prefix give
    vectors that may be compared whatever computed them.
    """

    name: str
    dimension: int
    fingerprint: str

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages."""
        ...


@runtime_checkable
class TokenEncoder(Protocol):
    """An encoder that also gives the vectors of a text's pieces, for late interaction.

    Unit vectors, float32, (pieces, dimension), without those of the marks around a text.
    `late` tells whether they are of use: that was measured for the bundled weights only.
    """

    late: bool

    def query_tokens(self, text: str) -> np.ndarray:
        """Vectors of a question's pieces."""
        ...

    def passage_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Vectors of the pieces of each passage."""
        ...


def token_encoder(encoder: Encoder) -> TokenEncoder | None:
    """The encoder, if it gives token vectors that are of use."""
    return encoder if isinstance(encoder, TokenEncoder) and encoder.late else None


def load_encoder(
    model: str | Path | None = None,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
    *,
    models: Path | None = None,
    runtime: Runtime = "auto",
) -> Encoder:
    """The bundled encoder, or another one that is on this machine.

    >>> load_encoder().name  # doctest: +SKIP
    'bundled'
    >>> load_encoder("multilingual-e5-small").encode_queries(["..."])  # doctest: +SKIP

    Args:
        model: a folder, or the name of a preset; nothing means the bundled one.
        query_prefix: put before every question; None means the preset's, if it is one.
        passage_prefix: the same for passages.
        models: where presets' folders lie, one by name; the hub's cache is searched after it.
        runtime: `auto` takes ONNX Runtime where it gives the same vectors, else torch.

    Raises:
        EncoderError: the model is not there or can't be loaded.
    """
    folder = find_model(model, models) if model else WEIGHTS
    preset = preset_of(folder) or preset_of(model)
    query = (preset.query_prefix if preset else "") if query_prefix is None else query_prefix
    passage = (
        (preset.passage_prefix if preset else "") if passage_prefix is None else passage_prefix
    )
    name = preset.name if preset else encoder_name(folder)
    encoder = _on_onnx(folder, query, passage, name) if runtime == "auto" else None
    if encoder is None:
        from index.torch_encoder import SentenceTransformerEncoder

        encoder = SentenceTransformerEncoder(folder, query, passage, name=name)
    if preset and encoder.dimension != preset.dimension:
        raise EncoderError(
            f"the model in {folder} gives {encoder.dimension} dimensions, {preset.name} has"
            f" {preset.dimension}: give the folder another name, or download the model anew"
        )
    return encoder


def _on_onnx(folder: Path, query: str, passage: str, name: str) -> Encoder | None:
    """The model on ONNX Runtime, None when that isn't installed or can't be proven to apply."""
    # Two packages are looked for by name, so that an error inside of them isn't mistaken for this.
    missing = [p for p in ("onnxruntime", "tokenizers") if importlib.util.find_spec(p) is None]
    if missing:
        _log.info("%s is not installed: the encoder runs on torch", missing[0])
        return None
    from index.bert.folder import NotBertError
    from index.onnx_encoder import OnnxEncoder

    # What eight bits cost was measured for the bundled weights; nothing is lost by float32.
    precision: Literal["int8", "float32"] = "int8" if is_bundled(folder) else "float32"
    try:
        return OnnxEncoder(folder, query, passage, precision=precision, name=name)
    except NotBertError as reason:
        _log.info("the encoder runs on torch: %s", reason)
        return None
