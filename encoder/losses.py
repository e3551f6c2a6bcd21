"""What the student is trained by: likeness to the teacher, and contrast within a batch."""

import torch
from torch.nn.functional import cosine_similarity, cross_entropy, normalize

SHORT = 128
"""The first dimensions that must work alone (Matryoshka, Kusupati et al. 2022)."""


def loss_distil(
    vectors: torch.Tensor, targets: torch.Tensor, scale: float, others: torch.Tensor | None = None
) -> torch.Tensor:
    """2 (1 - cosine to the teacher) + cross-entropy within the batch and over hard negatives.

    Args:
        vectors: (n, d) unit student vectors.
        targets: (n, d) unit teacher vectors of the same meanings.
        scale: what cosines are multiplied by before the softmax.
        others: (m, d) unit teacher vectors of other meanings.
    """
    cosine = (vectors * targets).sum(1)
    return 2 * (1 - cosine).mean() + _contrast(vectors, targets, scale, targets, others)


def loss_translations(
    left: torch.Tensor, right: torch.Tensor, targets: torch.Tensor, scale: float
) -> torch.Tensor:
    """In-batch cross-entropy of texts over their translations and back (LaBSE, Feng et al. 2022).

    Args:
        left: (n, d) unit student vectors of one language.
        right: (n, d) of another, row by row the same meanings.
        targets: (n, d) unit teacher vectors: near-duplicates of a meaning don't compete with it.
        scale: what cosines are multiplied by before the softmax.
    """
    return 0.5 * (_contrast(left, right, scale, targets) + _contrast(right, left, scale, targets))


def loss_likeness(left: torch.Tensor, right: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """How far the likeness of any two meanings of a batch is from what the teacher takes it for.

    Mean squared difference of cosines, within one language and across (Reimers & Gurevych 2020
    compare vectors; this compares pairs, as the judgements of STS do). The contrast of a batch
    drives meanings apart that are alike but not the same; this holds them together.

    Args:
        left: (n, d) unit student vectors of one language.
        right: (n, d) of another, row by row the same meanings.
        targets: (n, d) unit teacher vectors.
    """
    alike = targets @ targets.T
    pairs = ((left, left), (right, right), (left, right))
    return torch.stack([((one @ other.T - alike) ** 2).mean() for one, other in pairs]).mean()


def loss_forgetting(hidden: torch.Tensor, before: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """1 - cosine of every token's vector to what it was before the run.

    Learning without forgetting (Li & Hoiem 2016), by tokens: their means, and late interaction
    over them, stay what they were.

    Args:
        hidden: (n, width, d) token vectors.
        before: (n, width, d) those of the model that the run goes on from.
        mask: (n, width) which are tokens.
    """
    unlike = 1 - cosine_similarity(hidden, before, dim=-1)
    return (unlike * mask).sum() / mask.sum().clamp(min=1)


def loss_questions(asked: torch.Tensor, told: torch.Tensor, scale: float) -> torch.Tensor:
    """In-batch cross-entropy of questions over answers and back; equal answers don't compete.

    Args:
        asked: (n, d) unit vectors of questions.
        told: (m, d) of their answers and, behind these, of what answers none.
        scale: what cosines are multiplied by before the softmax.
    """
    answers, others = told[: len(asked)], told[len(asked) :]
    same = told.detach()
    forth = _contrast(asked, answers, scale, same[: len(asked)], others)
    return 0.5 * (forth + _contrast(answers, asked, scale, same[: len(asked)]))


def loss_late(
    asked: torch.Tensor,
    told: torch.Tensor,
    masks: tuple[torch.Tensor, torch.Tensor],
    alike: torch.Tensor,
    scale: float,
) -> torch.Tensor:
    """The same by late interaction: mean over a question's tokens of the best cosine in a text.

    ColBERT (Khattab & Zaharia 2020), over what `index.late` keeps: the first `SHORT` dimensions,
    without the special tokens at both ends.

    Args:
        asked: (n, width, d) token vectors of questions.
        told: (m, width, d) of their answers and, behind these, of what answers none.
        masks: which are tokens, of both.
        alike: (n, m) likeness of the answers to all: near-duplicates don't compete.
        scale: what the means are multiplied by before the softmax.
    """
    left, right = (normalize(hidden[:, :, :SHORT], dim=-1) for hidden in (asked, told))
    own, their = (inner(mask) for mask in masks)
    cosines = torch.einsum("iad,jbd->ijab", left, right)
    best = cosines.masked_fill(their[None, :, None, :] == 0, -1.0).amax(-1)
    scores = (best * own[:, None, :]).sum(-1) / own.sum(1).clamp(min=1)[:, None] * scale
    n = len(asked)
    return 0.5 * (_cross_entropy(scores, alike) + _cross_entropy(scores[:, :n].T, alike[:, :n].T))


def inner(mask: torch.Tensor) -> torch.Tensor:
    """A mask without the first and the last token that it keeps, (texts, width)."""
    kept = mask.clone()
    last = mask.shape[1] - 1 - mask.flip(1).argmax(1)
    kept[torch.arange(len(mask), device=mask.device), last] = 0
    kept[:, 0] = 0
    return kept


def _contrast(
    vectors: torch.Tensor,
    choices: torch.Tensor,
    scale: float,
    meanings: torch.Tensor,
    others: torch.Tensor | None = None,
) -> torch.Tensor:
    """Cross-entropy over all dimensions, and a quarter as much over the first `SHORT`.

    The choice of row i is the right one for vector i; `others` are choices for none. `meanings`
    tell which choices are near-duplicates of one another.
    """
    if others is not None:
        choices, all_meanings = torch.cat([choices, others]), torch.cat([meanings, others])
    else:
        all_meanings = meanings
    likeness = meanings @ all_meanings.T
    loss = _cross_entropy(vectors @ choices.T * scale, likeness)
    if vectors.shape[1] > SHORT:
        left, right = (normalize(x[:, :SHORT], dim=-1) for x in (vectors, choices))
        loss = loss + 0.25 * _cross_entropy(left @ right.T * scale, likeness)
    return loss


def _cross_entropy(scores: torch.Tensor, likeness: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the diagonal; choices that are near-duplicates of it don't compete."""
    same = likeness > 0.95
    same.fill_diagonal_(False)
    return cross_entropy(
        scores.float().masked_fill(same, -1e4), torch.arange(len(scores), device=scores.device)
    )
