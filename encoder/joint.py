"""The reranker: how likely a sentence answers a question, from the token vectors of both.

Two layers of a transformer (pre-norm, Xiong et al. 2020) read the pieces of question and sentence
side by side, each beside its likest piece of the other side, as in decomposable attention (Parikh
et al. 2016). It begins where late interaction ends, and costs nothing more of an encoder: the
pieces are those that the index keeps. `index.reranker` computes the same without torch.
"""

import torch
from torch import nn

from encoder import RERANKER_HEADS
from encoder.losses import SHORT

LEAST = -1e4
"""What is added to the scores of places that hold no piece."""
FIGURES = 4
"""Numbers beside the vectors: late interaction both ways, its least, and the sentence's length."""


class Layer(nn.Module):
    """Self-attention and a feed-forward part, each added to what came in."""

    def __init__(self, width: int, heads: int, drop: float) -> None:
        """Parts of (width,) vectors; `drop` is the share of dropout."""
        super().__init__()
        self.heads = heads
        self.before, self.after = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.drop = nn.Dropout(drop)

    def forward(self, state: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """(n, pieces, width); `bias` is added to the scores, (n, 1, 1, pieces)."""
        n, pieces, width = state.shape
        three = self.qkv(self.before(state)).view(n, pieces, 3, self.heads, width // self.heads)
        query, key, value = three.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / (width // self.heads) ** 0.5 + bias
        attended = (torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(n, pieces, width)
        state = state + self.drop(self.out(attended))
        return state + self.drop(self.outer(torch.relu(self.inner(self.after(state)))))


class JointReader(nn.Module):
    """Scores pairs; a score is the log-odds that the sentence answers, against nothing does."""

    def __init__(self, width: int = 256, layers: int = 2, drop: float = 0.1) -> None:
        """Vectors of `width` are computed with."""
        super().__init__()
        self.own = nn.Linear(SHORT, width)
        self.other = nn.Linear(SHORT, width, bias=False)
        self.near = nn.Linear(2, width)
        self.side = nn.Parameter(torch.randn(2, width) * 0.02)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, RERANKER_HEADS, drop) for _ in range(layers))
        self.last = nn.LayerNorm(2 * width)
        self.hidden = nn.Linear(2 * width + FIGURES, width)
        self.drop = nn.Dropout(drop)
        self.score = nn.Linear(width, 1)
        # Before it has learnt anything it ranks as late interaction does, near even odds.
        nn.init.constant_(self.score.bias, -4.0)
        self.figures = nn.Parameter(torch.tensor([6.0, 6.0, 0.0, 0.0]))

    def forward(
        self,
        asked: torch.Tensor,
        asked_mask: torch.Tensor,
        told: torch.Tensor,
        told_mask: torch.Tensor,
    ) -> torch.Tensor:
        """Scores, (n,).

        Args:
            asked: unit vectors of the questions' pieces, (n, a, `SHORT`).
            asked_mask: which of them are pieces, (n, a) bool.
            told: those of the sentences, (n, b, `SHORT`).
            told_mask: (n, b) bool.
        """
        both = asked_mask[:, :, None] & told_mask[:, None, :]
        cosines = torch.bmm(asked, told.transpose(1, 2)).masked_fill(~both, -1.0)
        (ahead, to), (back, fro) = cosines.max(2), cosines.max(1)
        size = (-1, -1, SHORT)
        likest = [told.gather(1, to[..., None].expand(size))]
        likest += [asked.gather(1, fro[..., None].expand(size))]
        mask = torch.cat([asked_mask, told_mask], 1)
        best = torch.cat([ahead, back], 1).masked_fill(~mask, 0.0)
        n, a = asked.shape[:2]
        side = torch.cat([self.side[:1].expand(a, -1), self.side[1:].expand(told.shape[1], -1)])
        state = self.own(torch.cat([asked, told], 1)) + self.other(torch.cat(likest, 1))
        state = self.norm(state + self.near(torch.stack([best, best**4], -1)) + side)
        bias = torch.zeros(n, 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None], LEAST)
        for layer in self.layers:
            state = layer(state, bias)
        many, more = asked_mask.sum(1).clamp(min=1), told_mask.sum(1).clamp(min=1)
        figures = torch.stack(
            [
                best[:, :a].sum(1) / many,
                best[:, a:].sum(1) / more,
                best[:, :a].masked_fill(~asked_mask, 1.0).amin(1),
                more.float().log() / 5,
            ],
            1,
        )
        mean = (state[:, :a] * asked_mask[..., None]).sum(1) / many[:, None]
        peak = state[:, a:].masked_fill(~told_mask[..., None], LEAST).amax(1)
        pooled = torch.cat([self.last(torch.cat([mean, peak], 1)), figures], 1)
        hidden = self.drop(torch.relu(self.hidden(pooled)))
        return self.score(hidden).squeeze(-1) + (figures * self.figures).sum(1)


def loss_choice(scores: torch.Tensor, right: tuple[int, ...]) -> torch.Tensor:
    """Cross-entropy of the sentence that answers, "none of them" having a score of zero.

    Args:
        scores: (n,) of a question's sentences.
        right: places of those that answer, any of which may be it; none of them does if empty.
    """
    chances = torch.log_softmax(torch.cat([scores, scores.new_zeros(1)]), 0)
    return -torch.logsumexp(chances[list(right)], 0) if right else -chances[-1]
