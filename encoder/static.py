"""A static student: one vector for each piece, averaged: `python -m encoder.static --pack PATH`.

No attention, so a text costs a look-up for each of its pieces. Begun as Model2Vec is (van Dongen &
Tulkens 2024): every piece alone through the bundled encoder; then trained as `encoder.train` trains
the transformer, by the same losses over the same batches. What it gives is in `RUNS.md`.
"""

import argparse
import logging
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from encoder import WEIGHTS, student, teacher, vocabulary
from encoder.drawing import Shares
from encoder.gathering import Marks, gather
from encoder.pack import Pack
from encoder.recipe import DEFAULT, Recipe
from encoder.slices import Slices
from encoder.train import fit, keep_memory, make_texts

log = logging.getLogger("encoder.static")


class Static(torch.nn.Module):
    """Vectors of pieces, in the shape in which the training loop knows a model."""

    def __init__(self, vectors: torch.Tensor, special: tuple[int, ...] = ()) -> None:
        """Begin with `vectors`, (pieces, dimension); `special` pieces count for nothing."""
        super().__init__()
        self.special = special
        self.embedding = torch.nn.Embedding.from_pretrained(vectors.float(), freeze=False)
        self.config = SimpleNamespace(hidden_size=vectors.shape[1])

    def get_input_embeddings(self) -> torch.nn.Embedding:
        """The only parameters there are."""
        return self.embedding

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> SimpleNamespace:
        """Vectors of the pieces, (texts, width, dimension); the mask is the caller's business."""
        counted = torch.ones_like(input_ids, dtype=torch.bool)
        for piece in self.special:
            counted &= input_ids != piece
        return SimpleNamespace(last_hidden_state=self.embedding(input_ids) * counted.unsqueeze(-1))


@dataclass(frozen=True, slots=True)
class Start:
    """Vectors of pieces to begin with, their tokenizer and its special pieces."""

    vectors: torch.Tensor
    tokenizer: Tokenizer
    special: tuple[int, ...]


def alone(folder: Path, device: torch.device, block: int = 2048) -> Start:
    """Every piece of a model's vocabulary alone through it."""
    tokenizer, origin = vocabulary.unchanged(folder)
    model = student.make_student(folder, tokenizer, origin, 0, device)
    model.eval()
    ids = torch.arange(len(origin), dtype=torch.int32, device=device)
    marks = Marks.of(tokenizer)
    parts = []
    with torch.no_grad():
        for first in range(0, len(origin), block):
            starts = np.arange(first, min(first + block, len(origin)))[:, None]
            texts = Slices(starts, np.ones_like(starts))
            parts.append(student.embed(model, *gather(ids, texts, marks)))
    return Start(torch.cat(parts), tokenizer, (marks.pad, marks.first, marks.last))


def train(pack: Pack, output: Path, recipe: Recipe, folder: Path, start: Path) -> list[float]:
    """Train a static student and save it as a sentence-transformers model."""
    started = time.monotonic()
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    begun = alone(start, device)
    reader = teacher.Reader(folder, pack.teacher_ids, device)
    texts = make_texts(pack, begun.tokenizer, reader, recipe, device, recipe.workers)
    model = Static(begun.vectors, begun.special).to(device)
    losses = fit(model, texts, reader, recipe, started)  # type: ignore[arg-type]
    save(model, begun.tokenizer, output)
    log.info("saved after %.1f minutes", (time.monotonic() - started) / 60)
    return losses


def save(model: Static, tokenizer: Tokenizer, folder: Path) -> None:
    """Write a sentence-transformers model: it reads texts without special pieces."""
    vectors = model.embedding.weight.detach().cpu().numpy().astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    SentenceTransformer(modules=[module, Normalize()], device="cpu").save(
        str(folder), create_model_card=False
    )


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.static`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.static", description=__doc__)
    parser.add_argument("--pack", type=Path, default=Path(".isnad/pack"))
    parser.add_argument("--output", type=Path, default=Path(".isnad/static"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--steps", type=int, default=None)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    # Composed texts teach nothing here: a mean of pieces is composed by itself.
    recipe = replace(
        DEFAULT,
        minutes=options.minutes,
        steps=options.steps,
        budget=24_000,
        rate=3e-3,
        embedding_factor=1.0,
        shares=Shares(composed=0.0),
    )
    keep_memory()
    folder = teacher.verify(teacher.find_teacher())
    train(Pack.load(options.pack), options.output, recipe, folder, WEIGHTS)


if __name__ == "__main__":
    main()
