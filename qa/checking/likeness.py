"""How near a claim's pieces come to those of one sentence: late interaction, sentence by sentence.

The index keeps token vectors of whole passages; a claim is held against one sentence, and among
its neighbours a paraphrase of it is hardly told from a statement on the same topic.
"""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from index.encoder import Encoder, token_encoder
from index.late import interaction, shortened

_KEPT = 4096
"""Sentences kept at most, some 20 KB each."""


class Likeness:
    """Likeness of claims and sentences; may be used from several threads."""

    def __init__(self, encoder: Encoder) -> None:
        """Keep the encoder; vectors of sentences are made once, when they are asked for."""
        self._encoder = token_encoder(encoder)
        self._told: dict[str, np.ndarray] = {}
        self._lock = Lock()

    def of(self, claim: str, sentences: Sequence[str]) -> list[float] | None:
        """For each sentence the mean over the claim's pieces of the cosine of its likest piece.

        None where the encoder gives no vectors of pieces that are of use.
        """
        if self._encoder is None:
            return None
        with self._lock:
            if len(self._told) > _KEPT:
                self._told.clear()
            new = [text for text in dict.fromkeys(sentences) if text not in self._told]
            if new:
                made = self._encoder.passage_tokens(new)
                self._told.update(zip(new, map(shortened, made), strict=True))
            told = [self._told[text] for text in sentences]
            asked = shortened(self._encoder.query_tokens(claim))
        return [interaction(asked, text) for text in told]
