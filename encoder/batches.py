"""Token ids in batches: of like length and kindred sources, so that negatives are hard."""

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer


def pad(rows: Sequence[Sequence[int]], pad_id: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask, both (n, longest)."""
    width = max(len(row) for row in rows)
    ids = torch.full((len(rows), width), pad_id)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return ids, mask


def encode(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> list[list[int]]:
    """Token ids of every text, cut at `longest`, the closing token kept."""
    found = tokenizer.encode_batch_fast(list(texts))
    return [e.ids if len(e.ids) <= longest else [*e.ids[: longest - 1], e.ids[-1]] for e in found]


def by_length(
    lengths: Sequence[int], kinds: Sequence[str], size: int, rng: random.Random
) -> Iterator[list[int]]:
    """Indices in batches of like length, in random order, without end.

    Every other pass also sorts by kind: texts of one source are harder to tell apart. Short texts
    come in full batches, long ones in smaller: a step costs about the same.
    """
    kindred = False
    while True:
        kindred = not kindred
        order = sorted(
            range(len(lengths)),
            key=lambda i: (lengths[i] // 4, kinds[i] if kindred else "", rng.random()),
        )
        groups, position = [], 0
        while position < len(order):
            width = max(lengths[order[position]], 8)
            step = max(8, min(size, size * 40 // width))
            groups.append(order[position : position + step])
            position += step
        rng.shuffle(groups)
        yield from groups


def neighbours(count: int, size: int, block: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices in batches of `size`, made of runs of `block` neighbours, without end.

    Neighbours in the data stand near in meaning: they are each other's hard negatives.
    """
    while True:
        starts = list(range(0, max(1, count - block + 1), block))
        rng.shuffle(starts)
        each = max(1, size // block)
        for position in range(0, len(starts), each):
            chosen = starts[position : position + each]
            yield [i for s in chosen for i in range(s, min(s + block, count))]
