"""What all texts of a library share is taken out of their vectors.

Every passage of a brochure on one subject is near every question about that subject; what tells
them apart is the rest. The mean vector of the library's texts stands for what they share: the
subject, and the language, which a small encoder can't help writing into its vectors. Taken out of
the passages, it can't drown the question (compare "all-but-the-top", Mu & Viswanath 2018).
Questions are left as they are: taking the mean of a bank of some 240 questions
per language out of them gained little more, and a library has no such bank.
"""

from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np

FEW = 10.0
"""Texts at which half of their mean is taken out: the mean of a few says little of what they
share, and of a single one it is the text itself."""
_LEAST = 1e-3
"""Length of what must be left of a vector."""


class Centring:
    """What was taken out of the vectors of an index, so that cosines can be told in full.

    `common` are the vectors taken out, (groups, d), `groups` the one of each text, (n,), and
    `lengths` how long its own rest was before it was made a unit vector, (n,).
    """

    def __init__(self, common: np.ndarray, groups: np.ndarray, lengths: np.ndarray) -> None:
        """Keep the three arrays."""
        self.common, self.groups, self.lengths = common, groups, lengths

    @classmethod
    def fit(
        cls, vectors: np.ndarray, keys: Sequence[Hashable], few: float = FEW
    ) -> tuple["Centring", np.ndarray]:
        """Take out the common part of each group.

        Args:
            vectors: (n, d) unit vectors.
            keys: n; texts of a kind in one language belong together.
            few: size of a group from which half of the mean is taken out, more of larger ones.

        Returns:
            What was taken out, and the (n, d) float32 unit vectors of the rest. Of a text that is
            nothing but the common part, all is left.
        """
        names = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        groups = np.array([names[key] for key in keys], dtype=np.int64)
        common = np.zeros((len(names), vectors.shape[1]), dtype=np.float32)
        for at in names.values():
            own = vectors[groups == at]
            common[at] = len(own) / (len(own) + few) * own.mean(0)
        rest = vectors - common[groups] if len(vectors) else vectors
        lengths = np.linalg.norm(rest, axis=1).astype(np.float32)
        bare = lengths < _LEAST
        rest[bare], lengths[bare] = vectors[bare], 0.0
        divisor = np.where(bare, 1.0, np.maximum(lengths, _LEAST))
        return cls(common, groups, lengths), (rest / divisor[:, None]).astype(np.float32)

    def cosines(
        self, query: np.ndarray, ids: Sequence[int], centred: Sequence[float]
    ) -> list[float]:
        """Cosines of the texts as they are, from those of what was left of them.

        Args:
            query: (d,) unit vector.
            ids: of the texts.
            centred: their cosines with the query after centring.
        """
        shared = self.common @ query
        return [
            float(score * self.lengths[i] + shared[self.groups[i]]) if self.lengths[i] else score
            for i, score in zip(ids, centred, strict=True)
        ]

    def save(self, path: Path) -> None:
        """Write as `.npz`."""
        np.savez(path, common=self.common, groups=self.groups, lengths=self.lengths)

    @classmethod
    def load(cls, path: Path) -> "Centring":
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            return cls(arrays["common"], arrays["groups"], arrays["lengths"])
