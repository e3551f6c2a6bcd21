"""Sentences so few that a few steps of training take a second."""

import numpy as np

PAIRS = [
    (f"the {noun} is {state}", f"{arabic} {adjective}")
    for noun, arabic in (
        ("house", "البيت"),
        ("road", "الطريق"),
        ("city", "المدينة"),
        ("sea", "البحر"),
    )
    for state, adjective in (("big", "كبير"), ("new", "جديد"), ("far", "بعيد"), ("open", "مفتوح"))
]


def words(pack, tokenizer, slices, row, extra=()):
    """What a text of a batch says."""
    ids = np.concatenate([pack.ids, np.array(extra, dtype=pack.ids.dtype)])
    parts = zip(slices.starts[row], slices.lengths[row], strict=True)
    return tokenizer.decode([int(i) for start, size in parts for i in ids[start : start + size]])
