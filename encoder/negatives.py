"""Hard negatives: for every target, others that the teacher finds near, but not the same.

Drawn from the teacher's vectors, which are at hand for the whole run, they cost no forward pass:
each text competes with what it is most easily mistaken for, not only with its batch.
"""

import numpy as np

CEILING = 0.9
"""Cosine above which two English texts may say the same: no negatives of one another."""


def hard_negatives(
    targets: np.ndarray, count: int = 16, ceiling: float = CEILING, seed: int = 13
) -> np.ndarray:
    """Rows of the nearest targets below `ceiling`, nearest first.

    Searched with an inverted file (FAISS IVF): approximate, seconds where all pairs take minutes.

    Args:
        targets: (n, d) unit vectors.
        count: of negatives for each.
        ceiling: cosine from which on a neighbour counts as the same.
        seed: of the random rows that stand where fewer were found.

    Returns:
        (n, count) row numbers, int32.
    """
    import faiss

    vectors = np.ascontiguousarray(targets, dtype=np.float32)
    total, dimension = vectors.shape
    cells = max(1, min(1024, total // 64))
    index = faiss.index_factory(dimension, f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
    index.train(vectors)
    index.add(vectors)
    faiss.extract_index_ivf(index).nprobe = min(6, cells)
    scores, found = index.search(vectors, min(total, 3 * count + 1))
    result = np.random.default_rng(seed).integers(0, total, (total, count), dtype=np.int32)
    for row in range(total):
        keep = (scores[row] < ceiling) & (found[row] >= 0) & (found[row] != row)
        chosen = found[row][keep][:count]
        result[row, : len(chosen)] = chosen
    return result
