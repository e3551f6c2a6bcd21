"""Train the bundled encoder: `python -m encoder.train --pack PATH` (made by `encoder.prepare`).

Multilingual knowledge distillation (Reimers & Gurevych 2020, "Making Monolingual Sentence
Embeddings Multilingual using Knowledge Distillation"): the teacher embeds the English of every
meaning, the student learns to give every language that vector. Contrast keeps apart what is
different: with the teacher's vectors of other meanings, hard ones among them, between translations
within a batch, and between questions and the passages that answer them. The last part of the run
is averaged. The same on a GPU, where one is, and on a processor: only `budget` differs.
"""

import argparse
import copy
import ctypes
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import PreTrainedModel

from encoder import WEIGHTS, noise, student, teacher, vocabulary
from encoder.averaging import Average
from encoder.drawing import ARABIC, Batch, Drawing
from encoder.gathering import Marks, gather, thinned
from encoder.losses import (
    loss_distil,
    loss_forgetting,
    loss_late,
    loss_likeness,
    loss_questions,
    loss_translations,
)
from encoder.meanings import Meanings
from encoder.negatives import clusters, hard_negatives
from encoder.pack import Pack, tokens
from encoder.precision import reduced
from encoder.recipe import RECIPES, Recipe, Schedule
from encoder.scenes import everyday
from encoder.slices import Slices

log = logging.getLogger("encoder.train")

_ASKING = ("ما", "من", "متى", "أين", "كم", "لماذا", "كيف", "ما هو", "ما هي", "من هو", "في أي عام",
           "بماذا", "هل", "ما سبب", "في أي مدينة", "كم عدد", "ماذا")  # fmt: skip
"""Question words that may stand before words of a sentence."""


class _Stream(IterableDataset[Batch]):
    """Batches of a drawing, drawn beside the run by several processes."""

    def __init__(self, drawing: Drawing, seed: int) -> None:
        self.drawing, self.seed = drawing, seed

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        seed = (self.seed, worker.id if worker else 0)
        yield from self.drawing.batches(np.random.default_rng(seed))


@dataclass(frozen=True, slots=True)
class Texts:
    """All that a run reads, on the device of the model."""

    drawing: Drawing
    ids: torch.Tensor
    marks: Marks
    teacher_ids: torch.Tensor
    teacher_marks: Marks
    targets: torch.Tensor
    nearest: torch.Tensor
    everyday: torch.Tensor
    """Whether a meaning is of everyday life, (meanings,) bool."""


def make_texts(
    pack: Pack,
    tokenizer: Tokenizer,
    reader: teacher.Reader,
    recipe: Recipe,
    device: torch.device,
    processes: int = 1,
) -> Texts:
    """Join rows, damage some, embed what the teacher reads and find what it takes for alike."""
    began = time.monotonic()
    rng = np.random.default_rng(recipe.seed)
    meanings = Meanings(pack, rng)
    chosen = np.unique(np.concatenate([pack.meanings[:, ARABIC], pack.paragraphs]))
    chosen = chosen[(chosen >= 0) & (np.diff(pack.starts)[chosen] >= 4)]
    spoilt, sizes = noise.damaged(
        tokenizer, pack.ids, pack.starts, chosen, recipe.seed, max(processes, 1)
    )
    log.info("%d texts damaged after %.0f s", len(chosen), time.monotonic() - began)
    asking, asking_sizes = tokens(tokenizer, _ASKING)
    after = len(pack.ids) + len(spoilt)
    starts, lengths = np.zeros(len(pack.starts), np.int64), np.zeros(len(pack.starts), np.int64)
    starts[chosen] = len(pack.ids) + np.cumsum(sizes) - sizes
    lengths[chosen] = sizes
    targets = reader.embed(meanings.teacher)
    log.info("%d targets after %.0f s", len(targets), time.monotonic() - began)
    nearest = hard_negatives(targets.cpu().numpy(), recipe.pool, seed=recipe.seed)
    pieces = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
    drawing = Drawing(
        pack,
        meanings,
        recipe.shares,
        recipe.budget,
        clusters=clusters(targets),
        noise={"starts": starts, "lengths": lengths},
        asking=Slices(
            (after + np.cumsum(asking_sizes) - asking_sizes)[:, None], asking_sizes[:, None]
        ),
        continues=np.array([piece.startswith("##") for piece in pieces]),
    )
    log.info("negatives and clusters after %.0f s", time.monotonic() - began)
    ids = np.concatenate([pack.ids, spoilt, asking])
    return Texts(
        drawing,
        torch.from_numpy(ids.astype(np.int32)).to(device),
        Marks.of(tokenizer),
        reader.ids,
        reader.marks,
        targets,
        torch.from_numpy(nearest).to(device),
        torch.tensor(everyday(pack.names), device=device)[
            torch.from_numpy(meanings.sources.astype(np.int64)).to(device)
        ],
    )


def fit(
    model: PreTrainedModel,
    texts: Texts,
    reader: teacher.Reader,
    recipe: Recipe,
    started: float,
    interim: Callable[[PreTrainedModel], None] | None = None,
) -> list[float]:
    """Train in place and return the loss of every step.

    Args:
        model: the student, on its device.
        texts: what it reads.
        reader: the teacher, for texts that are put together on the way.
        recipe: the run.
        started: when the run began, for `recipe.minutes`.
        interim: called with the model every two minutes.
    """
    device = texts.ids.device
    optimizer = _optimizer(model, recipe)
    loader = DataLoader(
        _Stream(texts.drawing, recipe.seed), batch_size=None, num_workers=recipe.workers,
        prefetch_factor=8 if recipe.workers else None,
    )  # fmt: skip
    schedule, average = Schedule(recipe, started), Average(model)
    before = copy.deepcopy(model).eval().requires_grad_(False) if recipe.keep else None
    losses: list[torch.Tensor] = []
    recent: dict[str, deque[torch.Tensor]] = {}
    seen, saved, waited = 0, time.monotonic(), 0.0
    model.train()
    batches = iter(loader)
    while schedule.progress(len(losses)) < 1.0:
        step = len(losses)
        asked = time.monotonic()
        batch = next(batches)
        waited += time.monotonic() - asked
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * group["factor"] * schedule.factor(step)
        with reduced(device):
            loss = loss_of(model, batch, texts, reader, recipe, before)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.detach())
        recent.setdefault(batch.kind, deque(maxlen=50)).append(loss.detach())
        seen += 2 * len(batch.left)
        if schedule.progress(step) > 1 - recipe.tail and step % 10 == 0:
            average.add()
        if step % 100 == 0:
            means = {kind: float(torch.stack(list(found)).mean()) for kind, found in recent.items()}
            log.info(
                "step %d: %s; %d texts, %.0f a second, %.0f s waited, %.0f %% done",
                step,
                ", ".join(f"{kind} {mean:.3f}" for kind, mean in sorted(means.items())),
                seen,
                seen / (time.monotonic() - schedule.first),
                waited,
                100 * schedule.progress(step),
            )
        if interim and time.monotonic() - saved > 120:
            interim(model)
            model.train()
            saved = time.monotonic()
    average.apply()
    log.info("%d steps, %d texts seen", len(losses), seen)
    return torch.stack(losses).tolist()


def loss_of(
    model: PreTrainedModel,
    batch: Batch,
    texts: Texts,
    reader: teacher.Reader,
    recipe: Recipe,
    before: PreTrainedModel | None = None,
) -> torch.Tensor:
    """Loss of one batch, by its kind; `before` is the model that nothing is to be forgotten of."""
    device = texts.ids.device
    sides = [_Side.read(model, side, texts, recipe) for side in (batch.left, batch.right)]
    left, right = (side.vectors for side in sides)
    rows = None if batch.targets is None else torch.from_numpy(batch.targets).to(device)
    lively = torch.zeros(len(left), dtype=torch.bool, device=device)
    if rows is not None:
        lively = texts.everyday[rows]
    if batch.kind == "reworded":
        return _loss_reworded(sides[0], sides[1], recipe)
    if batch.kind == "questions":
        loss = loss_questions(left, right, recipe.question_scale)
    else:
        loss = _loss_meanings(left, right, batch, rows, texts, reader, recipe)
    if recipe.likeness and rows is not None:
        # Where all else is kept as it was, likeness is of the everyday alone.
        some = lively if recipe.keep else torch.ones_like(lively)
        if some.sum() > 1:
            targets = texts.targets[rows[some]].float()
            alike = loss_likeness(left[some], right[some], targets)
            loss = loss + recipe.likeness * some.float().mean() * alike
    if before is not None and not lively.all():
        kept = [side.forgotten(before, ~lively) for side in sides]
        loss = loss + recipe.keep * (~lively).float().mean() * torch.stack(kept).mean()
    return loss


def _loss_reworded(asked: "_Side", told: "_Side", recipe: Recipe) -> torch.Tensor:
    """Contrast of questions with answers in other words, by vectors and by tokens."""
    loss = loss_questions(asked.vectors, told.vectors, recipe.question_scale)
    if not recipe.late_scale:
        return loss
    with torch.no_grad():
        alike = told.vectors[: len(asked.vectors)] @ told.vectors.T
    masks = (asked.mask, told.mask)
    return loss + loss_late(asked.hidden, told.hidden, masks, alike, recipe.late_scale)


def _loss_meanings(
    left: torch.Tensor,
    right: torch.Tensor,
    batch: Batch,
    rows: torch.Tensor | None,
    texts: Texts,
    reader: teacher.Reader,
    recipe: Recipe,
) -> torch.Tensor:
    """Distance to the teacher, and contrast with it and between translations."""
    others = torch.randint(len(texts.targets), (recipe.bank,), device=texts.ids.device)
    if rows is not None:
        targets = texts.targets[rows].float()
        drawn = torch.randint(recipe.pool, (len(rows), recipe.negatives), device=rows.device)
        others = torch.cat([others, texts.nearest[rows].gather(1, drawn).flatten().long()])
    else:
        assert batch.english is not None
        targets = reader.read(batch.english).float()
    bank = texts.targets[torch.unique(others)].float()
    distilled = sum(loss_distil(side, targets, recipe.scale, bank) for side in (left, right))
    between = loss_translations(left, right, targets, recipe.pair_scale)
    return 0.5 * distilled + recipe.pair_weight * between


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a batch as the model reads it."""

    ids: torch.Tensor
    mask: torch.Tensor
    hidden: torch.Tensor
    vectors: torch.Tensor

    @classmethod
    def read(cls, model: PreTrainedModel, side: Slices, texts: Texts, recipe: Recipe) -> "_Side":
        ids, mask = gather(texts.ids, side, texts.marks)
        mask = thinned(mask, recipe.thin)
        hidden = student.states(model, ids, mask)
        return cls(ids, mask, hidden, student.pooled(hidden, mask))

    def forgotten(self, before: PreTrainedModel, rows: torch.Tensor) -> torch.Tensor:
        """How far the tokens of some rows are from what `before` makes of them."""
        mask = self.mask[rows]
        with torch.no_grad():
            was = student.states(before, self.ids[rows], mask)
        return loss_forgetting(self.hidden[rows], was, mask)


def _optimizer(model: PreTrainedModel, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; embeddings, most of which are new, learn faster."""
    embeddings = list(model.get_input_embeddings().parameters())
    others = [p for p in model.parameters() if all(p is not e for e in embeddings)]
    groups = [
        {"params": others, "factor": 1.0},
        {"params": embeddings, "factor": recipe.embedding_factor},
    ]
    return torch.optim.AdamW(
        groups, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )


def train(
    pack: Pack,
    output: Path,
    recipe: Recipe,
    folder: Path,
    start: Path,
    device: torch.device,
    interim: Callable[[PreTrainedModel], None] | None = None,
) -> list[float]:
    """The whole run: embed the English side, train, save.

    Args:
        pack: the texts, in the pieces of `start`.
        output: where the model goes.
        recipe: the run.
        folder: of the teacher.
        start: the model that the run goes on from.
        device: where it runs.
        interim: called with the model now and then.
    """
    started = time.monotonic()
    torch.manual_seed(recipe.seed)
    tokenizer, origin = vocabulary.unchanged(start)
    reader = teacher.Reader(folder, pack.teacher_ids, device)
    texts = make_texts(pack, tokenizer, reader, recipe, device, recipe.workers)
    model = student.make_student(start, tokenizer, origin, recipe.seed, device)
    losses = fit(model, texts, reader, recipe, started, interim)
    student.save(model.to("cpu"), tokenizer, output)
    log.info("saved after %.1f minutes", (time.monotonic() - started) / 60)
    return losses


def keep_memory() -> None:
    """Let glibc keep what was freed: a step took a fifth longer where each tensor was new pages."""
    try:
        libc = ctypes.CDLL("libc.so.6")
    except OSError:  # another C library, or another system: slower, nothing else
        return
    trim_threshold, top_pad, mmap_threshold = -1, -2, -3  # of malloc.h
    libc.mallopt(trim_threshold, 2**31 - 1)
    libc.mallopt(top_pad, 2**28)
    libc.mallopt(mmap_threshold, 2**30)


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.train`."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    parser = argparse.ArgumentParser(prog="python -m encoder.train", description=__doc__)
    parser.add_argument(
        "--recipe",
        choices=sorted(RECIPES),
        default="gpu" if device.type == "cuda" else "whole",
        help="everyday: only likeness of everyday sentences is learnt, all else kept; reworded:"
        " questions in other words than their answers beside it",
    )
    parser.add_argument("--pack", type=Path, default=Path(".isnad/pack"))
    parser.add_argument("--output", type=Path, default=Path(".isnad/encoder"))
    parser.add_argument(
        "--start", type=Path, help="model to go on from (the pack's own, or else the bundled one)"
    )
    parser.add_argument("--minutes", type=float, default=None)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--rate", type=float, default=None)
    parser.add_argument("--likeness", type=float, default=None)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folder = teacher.verify(teacher.find_teacher())
    named = ("minutes", "steps", "rate", "likeness", "seed")
    given = {name: getattr(options, name) for name in named if getattr(options, name) is not None}
    recipe = replace(RECIPES[options.recipe], **given)
    keep_memory()
    own = options.pack / "start"
    start = options.start or (own if own.is_dir() else WEIGHTS)
    train(Pack.load(options.pack), options.output, recipe, folder, start, device)


if __name__ == "__main__":
    main()
