"""The bundled sentence encoder: its weights, and the code that trains and measures it."""

from pathlib import Path

WEIGHTS: Path = Path(__file__).resolve().parent / "weights"
"""Folder of the bundled encoder; `SentenceTransformer(str(WEIGHTS))` loads it."""

WRITTEN: Path = Path(__file__).resolve().parent / "written"
"""Sentences and questions written for training the encoder."""

RERANKER: Path = Path(__file__).resolve().parent / "reranker.safetensors"
"""Weights of the bundled reranker, which reads the token vectors of the bundled encoder."""

RERANKER_HEADS = 4
"""Heads of its attention, which the weights don't tell."""

RERANKER_LONGEST = 120
"""Pieces of a text that it reads, in training and later."""
