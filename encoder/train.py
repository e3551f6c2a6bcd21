"""Train the bundled encoder: `python -m encoder.train --data PATH`.

Multilingual knowledge distillation (Reimers & Gurevych 2020, "Making Monolingual Sentence
Embeddings Multilingual using Knowledge Distillation"): the teacher embeds the English side of
parallel pairs, the student learns to give both sides that vector; an in-batch cross-entropy
keeps what is different apart. Question pairs, which have no teacher vector for their Arabic
side, are learnt by the cross-entropy alone.
"""

import argparse
import logging
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from encoder import data, student, teacher, vocabulary

log = logging.getLogger("encoder.train")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made of. `minutes` counts everything from reading to saving."""

    minutes: float = 45.0
    steps: int | None = None
    batch: int = 256
    rate: float = 3e-4
    warmup: int = 200
    scale: float = 20.0
    seed: int = 13
    pieces: int = 15000
    inputs: int = 330_000
    question_every: int = 5
    max_tokens: int = 128


DEFAULT = Recipe()


def loss_distil(vectors: torch.Tensor, targets: torch.Tensor, scale: float) -> torch.Tensor:
    """2 (1 - cosine to the teacher) + 0.5 in-batch cross-entropy, near-duplicates masked.

    Args:
        vectors: (n, d) unit student vectors.
        targets: (n, d) unit teacher vectors of the same meanings.
        scale: what cosines are multiplied by before the softmax.
    """
    cosine = (vectors * targets).sum(1)
    scores = vectors @ targets.T * scale
    return 2 * (1 - cosine).mean() + 0.5 * _cross_entropy(scores, targets @ targets.T)


def loss_questions(asked: torch.Tensor, told: torch.Tensor, scale: float) -> torch.Tensor:
    """In-batch cross-entropy of questions over answers; equal answers don't compete."""
    return _cross_entropy(asked @ told.T * scale, told @ told.T)


def _cross_entropy(scores: torch.Tensor, likeness: torch.Tensor) -> torch.Tensor:
    same = (likeness > 0.95) & ~torch.eye(len(scores), dtype=torch.bool)
    scores = scores.masked_fill(same.to(scores.device), -1e4)
    return torch.nn.functional.cross_entropy(scores, torch.arange(len(scores)))


def pad(rows: list[list[int]], pad_id: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask, both (n, longest)."""
    width = max(len(row) for row in rows)
    ids = torch.full((len(rows), width), pad_id)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = torch.tensor(row)
        mask[index, : len(row)] = 1
    return ids, mask


def encode(tokenizer: Tokenizer, texts: list[str], longest: int) -> list[list[int]]:
    """Token ids of every text, cut at `longest`, the closing token kept."""
    found = tokenizer.encode_batch_fast(texts)
    return [e.ids if len(e.ids) <= longest else [*e.ids[: longest - 1], e.ids[-1]] for e in found]


def batches(lengths: list[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices in batches of like length, in random order, without end.

    Short texts come in full batches, long ones in smaller: a step costs about the same.
    """
    while True:
        order = sorted(range(len(lengths)), key=lambda i: (lengths[i] // 4, rng.random()))
        groups, position = [], 0
        while position < len(order):
            width = max(lengths[order[position]], 8)
            step = max(8, min(size, size * 40 // width))
            groups.append(order[position : position + step])
            position += step
        rng.shuffle(groups)
        yield from groups


class Schedule:
    """Linear warm-up, then cosine decay to a twentieth over time or steps used."""

    def __init__(self, recipe: Recipe, started: float) -> None:
        """Count from `started` (seconds of the monotonic clock)."""
        self.recipe, self.started = recipe, started
        self.first = time.monotonic()

    def progress(self, step: int) -> float:
        """Share of the run that is over, 0 to 1."""
        if self.recipe.steps is not None:
            return min(1.0, step / self.recipe.steps)
        end = self.started + self.recipe.minutes * 60 - 20
        return min(1.0, (time.monotonic() - self.first) / max(1.0, end - self.first))

    def factor(self, step: int) -> float:
        """What the learning rate is multiplied by at `step`."""
        decay = 0.05 + 0.95 * 0.5 * (1 + np.cos(np.pi * self.progress(step)))
        return float(decay * min(1.0, (step + 1) / self.recipe.warmup))


def fit(
    model: PreTrainedModel,
    tokenizer: Tokenizer,
    texts: list[str],
    targets: np.ndarray,
    target_of: list[int],
    asked: list[tuple[str, str]],
    recipe: Recipe,
    started: float,
    interim: Path | None = None,
) -> list[float]:
    """Train in place and return the loss of every step.

    Args:
        model: the student.
        tokenizer: its tokenizer.
        texts: inputs in both languages.
        targets: (m, d) teacher vectors.
        target_of: for every text the row of `targets` it should meet.
        asked: question and answer texts.
        recipe: the run.
        started: when the run began, for `recipe.minutes`.
        interim: where to save a model now and then.
    """
    rng = random.Random(recipe.seed)
    pad_id = tokenizer.token_to_id("[PAD]")
    ids = encode(tokenizer, texts, recipe.max_tokens)
    questions = encode(tokenizer, [q for q, _ in asked], 48)
    answers = encode(tokenizer, [a for _, a in asked], recipe.max_tokens)
    embeddings = list(model.get_input_embeddings().parameters())
    others = [p for p in model.parameters() if all(p is not e for e in embeddings)]
    groups = [{"params": others, "factor": 1.0}, {"params": embeddings, "factor": 3.0}]
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01)
    schedule = Schedule(recipe, started)
    pairs = batches([len(row) for row in ids], recipe.batch, rng)
    turns = batches([len(row) for row in answers], recipe.batch // 2, rng) if asked else None
    losses: list[float] = []
    seen, saved = 0, time.monotonic()
    model.train()
    while schedule.progress(len(losses)) < 1.0:
        step = len(losses)
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * group["factor"] * schedule.factor(step)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if turns and step % recipe.question_every == recipe.question_every - 1:
                chosen = next(turns)
                left = student.embed(model, *pad([questions[i] for i in chosen], pad_id))
                right = student.embed(model, *pad([answers[i] for i in chosen], pad_id))
                loss = loss_questions(left, right, recipe.scale)
            else:
                chosen = next(pairs)
                rows = torch.from_numpy(targets[[target_of[i] for i in chosen]].astype("float32"))
                vectors = student.embed(model, *pad([ids[i] for i in chosen], pad_id))
                loss = loss_distil(vectors, rows, recipe.scale)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        seen += len(chosen)
        if step % 50 == 0:
            rate = seen / (time.monotonic() - schedule.first)
            log.info(
                "step %d loss %.3f, %d texts, %.0f a second, %.0f %% done",
                step,
                float(np.mean(losses[-50:])),
                seen,
                rate,
                100 * schedule.progress(step),
            )
        if interim and time.monotonic() - saved > 480:
            student.save(model, tokenizer, interim)
            model.train()
            saved = time.monotonic()
    log.info("%d steps, %d texts seen", len(losses), seen)
    return losses


def train(source: Path, output: Path, work: Path, recipe: Recipe, folder: Path) -> list[float]:
    """The whole run: read, learn the vocabulary, embed the English side, train, save."""
    started = time.monotonic()
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    pairs = data.parallel(source, rng)
    if len(pairs) > recipe.inputs:
        pairs = rng.sample(pairs, recipe.inputs)
    asked = data.questions(source)
    rng.shuffle(asked)
    log.info("%d pairs, %d questions", len(pairs), len(asked))
    arabic = [pair.arabic for pair in pairs]
    tokenizer, origin = vocabulary.extend(folder, arabic, recipe.pieces)
    log.info("%d pieces, %d of them new", len(origin), origin.count(-1))
    english = sorted({pair.english for pair in pairs}, key=lambda text: (len(text), text))
    row = {text: index for index, text in enumerate(english)}
    targets = teacher.embed(folder, english, work)
    log.info("teacher vectors after %.0f s", time.monotonic() - started)
    # Seven Arabic texts for each English one: the student must not forget English, no more.
    texts = arabic + english[::7]
    target_of = [row[pair.english] for pair in pairs] + list(range(0, len(english), 7))
    model = student.make_student(folder, tokenizer, origin, recipe.seed)
    losses = fit(
        model, tokenizer, texts, targets, target_of, asked, recipe, started, work / "interim"
    )
    student.save(model, tokenizer, output)
    log.info("saved after %.1f minutes", (time.monotonic() - started) / 60)
    return losses


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.train`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--output", type=Path, default=Path("encoder/weights"))
    parser.add_argument("--work", type=Path, default=Path(".isnad/training"))
    parser.add_argument("--minutes", type=float, default=DEFAULT.minutes)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--inputs", type=int, default=DEFAULT.inputs)
    parser.add_argument("--seed", type=int, default=DEFAULT.seed)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folder = teacher.verify(teacher.find_teacher())
    recipe = Recipe(minutes=options.minutes, steps=options.steps, seed=options.seed,
                    inputs=options.inputs)  # fmt: skip
    train(options.data, options.output, options.work, recipe, folder)


if __name__ == "__main__":
    main()
