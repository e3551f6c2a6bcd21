"""Hard negatives: for every target, others that the teacher finds near, but not the same.

Drawn from the teacher's vectors, which are at hand for the whole run, they cost no forward pass:
each text competes with what it is most easily mistaken for, not only with its batch.
"""

from collections.abc import Iterator

import numpy as np
import torch

CEILING = 0.9
"""Cosine above which two English texts may say the same: no negatives of one another."""


def hard_negatives(
    targets: np.ndarray, count: int = 16, ceiling: float = CEILING, seed: int = 13
) -> np.ndarray:
    """Rows of the nearest targets below `ceiling`, nearest first.

    Exact on a GPU; on a processor with an inverted file (FAISS IVF): approximate, seconds where
    all pairs take minutes.

    Args:
        targets: (n, d) unit vectors.
        count: of negatives for each.
        ceiling: cosine from which on a neighbour counts as the same.
        seed: of the random rows that stand where fewer were found.

    Returns:
        (n, count) row numbers, int32.
    """
    total = len(targets)
    wanted = min(total, 3 * count + 1)
    result = np.random.default_rng(seed).integers(0, total, (total, count), dtype=np.int32)
    blocks = _exact(targets, wanted) if torch.cuda.is_available() else _inverted(targets, wanted)
    for first, scores, found in blocks:
        own = np.arange(first, first + len(found))[:, None]
        keep = (scores < ceiling) & (found >= 0) & (found != own)
        # Those kept move to the front in their order; the random ones stay behind them.
        order = np.argsort(~keep, axis=1, kind="stable")[:, :count]
        kept = np.take_along_axis(keep, order, 1)
        chosen = np.take_along_axis(found, order, 1)
        part = result[first : first + len(found), : chosen.shape[1]]
        part[kept] = chosen[kept]
    return result


Block = tuple[int, np.ndarray, np.ndarray]
"""First row of a block, cosines of its neighbours, their rows."""


def _exact(targets: np.ndarray, wanted: int, block: int = 2048) -> Iterator[Block]:
    vectors = torch.from_numpy(targets).to("cuda", torch.bfloat16)
    for first in range(0, len(vectors), block):
        scores, found = (vectors[first : first + block] @ vectors.T).topk(wanted, dim=1)
        yield first, scores.float().cpu().numpy(), found.cpu().numpy()


def _inverted(targets: np.ndarray, wanted: int) -> Iterator[Block]:
    import faiss

    vectors = np.ascontiguousarray(targets, dtype=np.float32)
    total, dimension = vectors.shape
    cells = max(1, min(1024, total // 64))
    index = faiss.index_factory(dimension, f"IVF{cells},Flat", faiss.METRIC_INNER_PRODUCT)
    index.train(vectors)
    index.add(vectors)
    faiss.extract_index_ivf(index).nprobe = min(6, cells)
    scores, found = index.search(vectors, wanted)
    yield 0, scores, found


def clusters(targets: torch.Tensor, count: int = 512, rounds: int = 8) -> np.ndarray:
    """Group of near vectors that each belongs to, by spherical k-means; (n,).

    Args:
        targets: (n, d) unit vectors on any device.
        count: of groups.
        rounds: of Lloyd's algorithm.
    """
    count = min(count, len(targets))
    centres = targets[torch.linspace(0, len(targets) - 1, count).long()].float()
    group = torch.zeros(len(targets), dtype=torch.long, device=targets.device)
    for _ in range(rounds):
        for first in range(0, len(targets), 65_536):
            part = targets[first : first + 65_536].float()
            group[first : first + len(part)] = (part @ centres.T).argmax(1)
        sums = torch.zeros_like(centres).index_add_(0, group, targets.float())
        centres = torch.nn.functional.normalize(sums, dim=-1)
    return group.cpu().numpy()
