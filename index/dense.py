"""FAISS over unit vectors: exact to about 200,000, clustered and quantised beyond."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

EXACT_UP_TO = 200_000


def build_dense(vectors: np.ndarray, exact_up_to: int = EXACT_UP_TO) -> faiss.Index:
    """Index unit vectors, (n, d), under the ids 0 to n - 1; inner product is cosine."""
    count, dimension = vectors.shape
    inner: Any
    if count <= exact_up_to:
        inner = faiss.IndexFlatIP(dimension)
    else:
        lists = int(4 * np.sqrt(count))
        inner = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        inner.train(vectors)
        inner.nprobe = max(1, lists // 32)
    index = faiss.IndexIDMap2(inner)
    index.add_with_ids(vectors, np.arange(count, dtype=np.int64))
    return index


def search_dense(
    index: faiss.Index, query: np.ndarray, k: int, allowed: Sequence[int] | np.ndarray
) -> list[tuple[int, float]]:
    """The `k` best of the allowed ids as (id, cosine), best first."""
    if not len(allowed):
        return []
    ids = np.asarray(allowed, dtype=np.int64)
    selector = faiss.IDSelectorBatch(ids)
    inner: Any = faiss.downcast_index(index.index if hasattr(index, "index") else index)
    # The keyword arguments are made by faiss' Python layer; its type stubs don't know them.
    options: Any
    if isinstance(inner, faiss.IndexIVF):
        options = faiss.SearchParametersIVF(sel=selector, nprobe=inner.nprobe)  # type: ignore[call-arg]
    else:
        options = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
    scores, found = index.search(query.reshape(1, -1), min(k, len(ids)), params=options)
    return [(int(i), float(s)) for i, s in zip(found[0], scores[0], strict=True) if i >= 0]


def save_dense(index: faiss.Index, path: Path) -> None:
    """Write to a path that does not exist yet: an mmapped file is never overwritten."""
    if path.exists():
        raise FileExistsError(path)
    faiss.write_index(index, str(path))


def load_dense(path: Path) -> faiss.Index:
    """Read what `save_dense` wrote."""
    return faiss.read_index(str(path))
