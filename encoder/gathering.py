"""Token ids of a batch on the device where the model is."""

from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from corpus.errors import EncoderError
from encoder.slices import Slices


@dataclass(frozen=True, slots=True)
class Marks:
    """Ids of the special tokens."""

    pad: int
    first: int
    last: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> "Marks":
        """Those of a BERT tokenizer.

        Raises:
            EncoderError: it lacks one.
        """
        found = []
        for mark in ("[PAD]", "[CLS]", "[SEP]"):
            number = tokenizer.token_to_id(mark)
            if number is None:
                raise EncoderError(f"the tokenizer has no {mark}: give a BERT model")
            found.append(int(number))
        return cls(*found)


def gather(ids: torch.Tensor, slices: Slices, marks: Marks) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded ids and mask of texts, both (texts, widest rounded up to eight).

    Args:
        ids: flat token ids on the device.
        slices: which of them make up each text.
        marks: special tokens.
    """
    device = ids.device
    widest = int(slices.totals.max()) + 2
    width = -(-widest // 8) * 8
    starts = torch.from_numpy(slices.starts).to(device, non_blocking=True)
    lengths = torch.from_numpy(slices.lengths).to(device, non_blocking=True)
    place = torch.arange(width, device=device).unsqueeze(0) - 1
    found = torch.full((len(slices), width), marks.pad, device=device, dtype=torch.long)
    before = torch.zeros(len(slices), 1, device=device, dtype=torch.long)
    for start, length in zip(starts.T, lengths.T, strict=True):
        inside = (place >= before) & (place < before + length[:, None])
        source = (start[:, None] + place - before).clamp(0, len(ids) - 1)
        found = torch.where(inside, ids[source].long(), found)
        before = before + length[:, None]
    found = torch.where(place == before, marks.last, found)
    found[:, 0] = marks.first
    return found, (place <= before).long()


def thinned(mask: torch.Tensor, share: float, texts: float = 0.5) -> torch.Tensor:
    """The mask without some tokens of some texts: what is read many times is not learnt by heart.

    Args:
        mask: (texts, width).
        share: of the tokens that go, of texts of eight tokens and more.
        texts: share of the texts that lose any.
    """
    drop = torch.rand(mask.shape, device=mask.device) < share
    drop &= (torch.rand(len(mask), 1, device=mask.device) < texts) & (mask.sum(1, True) >= 8)
    drop[:, 0] = False
    return mask * (~drop).long()
