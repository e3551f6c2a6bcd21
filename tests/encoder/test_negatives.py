"""Hard negatives are near, and never the same."""

import numpy as np

from encoder.negatives import hard_negatives


def test_negatives_are_the_nearest_below_the_ceiling():
    angles = np.radians([0, 5, 40, 50, 180])
    targets = np.stack([np.cos(angles), np.sin(angles)], 1).astype("float16")
    found = hard_negatives(targets, count=2, ceiling=0.9)
    assert found.shape == (5, 2)
    # 5 degrees away is the same; 40 and 50 degrees away are near.
    assert list(found[0]) == [2, 3]
    assert 1 not in found[0] and 0 not in found[1]


def test_a_wider_choice_makes_the_loss_harder():
    import torch

    from encoder.losses import loss_distil

    vectors = torch.nn.functional.normalize(torch.eye(4)[:2] + 0.1, dim=-1)
    targets = torch.eye(4)[:2]
    alone = loss_distil(vectors, targets, 20.0)
    assert loss_distil(vectors, targets, 20.0, vectors) > alone
