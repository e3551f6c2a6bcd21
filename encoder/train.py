"""Train the bundled encoder: `python -m encoder.train --data PATH`.

Multilingual knowledge distillation (Reimers & Gurevych 2020, "Making Monolingual Sentence
Embeddings Multilingual using Knowledge Distillation"): the teacher embeds the English side of
parallel rows, the student learns to give every language that vector; an in-batch cross-entropy
keeps what is different apart. Between these steps, questions meet the passages that answer them.
The last part of the run is averaged.
"""

import argparse
import ctypes
import logging
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from encoder import data, student, teacher, vocabulary
from encoder.batches import by_length, encode, neighbours, pad
from encoder.losses import loss_distil, loss_questions
from encoder.negatives import hard_negatives
from encoder.noise import noisy

log = logging.getLogger("encoder.train")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made of. `minutes` counts everything from reading to saving.

    `negatives` hard ones are drawn for each text of a batch out of the `pool` nearest to its
    target. `scale` is the inverse temperature of the contrast with the teacher, `question_scale`
    that of questions. `question_share` is the share of steps on questions, `noise` that of Arabic
    inputs damaged as a scanner does, `tail` the last share of the run whose weights are averaged.
    """

    minutes: float = 480.0
    steps: int | None = None
    batch: int = 160
    rate: float = 3e-4
    warmup: int = 200
    scale: float = 30.0
    question_scale: float = 20.0
    negatives: int = 3
    pool: int = 16
    seed: int = 13
    rows: int = 600_000
    sizes: vocabulary.Sizes = vocabulary.SIZES
    question_share: float = 0.3
    question_batch: int = 72
    noise: float = 0.12
    tail: float = 0.3
    max_tokens: int = 128


DEFAULT = Recipe()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the student reads: texts with the row of the teacher's vector that each should meet.

    `kinds` are their sources, `asked` question and passage, in the order of the data.
    """

    texts: list[str]
    kinds: list[str]
    target_of: list[int]
    targets: np.ndarray
    asked: list[tuple[str, str]]


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


class Average:
    """The mean of the weights over the last part of a run."""

    def __init__(self, model: PreTrainedModel) -> None:
        """Start empty."""
        self._model, self._count = model, 0
        self._sums: list[torch.Tensor] = []

    def add(self) -> None:
        """Add the weights as they are now."""
        with torch.no_grad():
            parameters = [p.detach() for p in self._model.parameters()]
            if not self._sums:
                self._sums = [torch.zeros_like(p) for p in parameters]
            for total, parameter in zip(self._sums, parameters, strict=True):
                total += parameter
        self._count += 1

    def apply(self) -> None:
        """Give the model the mean, if anything was added."""
        if self._count:
            with torch.no_grad():
                for total, parameter in zip(self._sums, self._model.parameters(), strict=True):
                    parameter.copy_(total / self._count)


def fit(
    model: PreTrainedModel,
    tokenizer: Tokenizer,
    inputs: Inputs,
    recipe: Recipe,
    started: float,
    interim: Path | None = None,
) -> list[float]:
    """Train in place and return the loss of every step.

    Args:
        model: the student.
        tokenizer: its tokenizer.
        inputs: what it reads.
        recipe: the run.
        started: when the run began, for `recipe.minutes`.
        interim: where to save a model now and then.
    """
    rng = random.Random(recipe.seed)
    pad_id = int(tokenizer.token_to_id("[PAD]") or 0)
    ids = encode(tokenizer, inputs.texts, recipe.max_tokens)
    questions = encode(tokenizer, [q for q, _ in inputs.asked], 48)
    answers = encode(tokenizer, [a for _, a in inputs.asked], recipe.max_tokens)
    nearest = hard_negatives(inputs.targets, recipe.pool, seed=recipe.seed)
    log.info("hard negatives after %.0f s", time.monotonic() - started)
    optimizer = _optimizer(model, recipe)
    schedule, average = Schedule(recipe, started), Average(model)
    pairs = by_length([len(row) for row in ids], inputs.kinds, recipe.batch, rng)
    turns = neighbours(len(answers), recipe.question_batch, 12, rng)
    losses: list[float] = []
    seen, saved = 0, time.monotonic()
    model.train()
    while schedule.progress(len(losses)) < 1.0:
        step = len(losses)
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * group["factor"] * schedule.factor(step)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if answers and rng.random() < recipe.question_share:
                chosen = next(turns)
                left = student.embed(model, *pad([questions[i] for i in chosen], pad_id))
                right = student.embed(model, *pad([answers[i] for i in chosen], pad_id))
                loss = loss_questions(left, right, recipe.question_scale)
            else:
                chosen = next(pairs)
                rows = [inputs.target_of[i] for i in chosen]
                drawn = {
                    int(n) for row in rows for n in rng.choices(nearest[row], k=recipe.negatives)
                }
                targets, others = (
                    torch.from_numpy(inputs.targets[some].astype("float32"))
                    for some in (rows, sorted(drawn))
                )
                vectors = student.embed(model, *pad([ids[i] for i in chosen], pad_id))
                loss = loss_distil(vectors, targets, recipe.scale, others)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        seen += len(chosen)
        if schedule.progress(step) > 1 - recipe.tail and step % 10 == 0:
            average.add()
        if step % 50 == 0:
            rate = seen / (time.monotonic() - schedule.first)
            share = 100 * schedule.progress(step)
            mean = float(np.mean(losses[-50:]))
            log.info(
                "step %d loss %.3f, %d texts, %.0f a second, %.0f %% done",
                step, mean, seen, rate, share,
            )  # fmt: skip
        if interim and time.monotonic() - saved > 600:
            student.save(model, tokenizer, interim)
            model.train()
            saved = time.monotonic()
    average.apply()
    log.info("%d steps, %d texts seen", len(losses), seen)
    return losses


def _optimizer(model: PreTrainedModel, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; embeddings, most of which are new, learn three times as fast."""
    embeddings = list(model.get_input_embeddings().parameters())
    others = [p for p in model.parameters() if all(p is not e for e in embeddings)]
    groups = [{"params": others, "factor": 1.0}, {"params": embeddings, "factor": 3.0}]
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01, fused=True)


def gather(
    source: Path, work: Path, recipe: Recipe, folder: Path
) -> tuple[Inputs, dict[str, list[str]]]:
    """Read the data and the teacher's vectors; also texts by language, for the vocabulary."""
    rng = random.Random(recipe.seed)
    rows = data.parallel(source, rng)
    if len(rows) > recipe.rows:
        rows = rng.sample(rows, recipe.rows)
    asked = data.questions(source, rng)
    rng.shuffle(asked)
    asked += data.encyclopedia(source, rng)
    log.info("%d parallel rows, %d questions", len(rows), len(asked))
    english = sorted({row.english for row in rows}, key=lambda text: (len(text), text))
    row_of = {text: index for index, text in enumerate(english)}
    texts, kinds, target_of = [], [], []
    sample: dict[str, list[str]] = {code: [] for code in data.LANGUAGES}
    for row in rows:
        for code in _languages(row, rng):
            text = row.texts[code]
            sample[code].append(text)
            noised = code == "ar" and rng.random() < recipe.noise
            texts.append(noisy(text, rng) if noised else text)
            kinds.append(row.source)
            target_of.append(row_of[row.english])
    sample["ar"] += [text for _, text in asked[::4]]
    targets = teacher.embed(folder, english, work)
    return Inputs(texts, kinds, target_of, targets, asked), sample


def _languages(row: data.Parallel, rng: random.Random) -> list[str]:
    """Arabic always, two of the other languages, English once in four times."""
    others = [code for code in row.texts if code not in ("ar", "en")]
    chosen = rng.sample(others, min(2, len(others)))
    chosen += ["ar"] if "ar" in row.texts else []
    return chosen + (["en"] if rng.random() < 0.25 else [])


def train(
    source: Path,
    output: Path,
    work: Path,
    recipe: Recipe,
    folder: Path,
    start: Path | None = None,
    *,
    same_vocabulary: bool = False,
) -> list[float]:
    """The whole run: read, learn the vocabulary, embed the English side, train, save.

    Args:
        source: the training data.
        output: where the model goes.
        work: for the teacher's vectors and models in between.
        recipe: the run.
        folder: of the teacher.
        start: a model whose layers and pieces the student begins with; by default the teacher.
        same_vocabulary: keep the pieces of `start` as they are: the run goes on from there.
    """
    started = time.monotonic()
    torch.manual_seed(recipe.seed)
    inputs, sample = gather(source, work, recipe, folder)
    log.info(
        "%d inputs; teacher vectors after %.0f s", len(inputs.texts), time.monotonic() - started
    )
    if start and same_vocabulary:
        tokenizer, origin = vocabulary.unchanged(start)
    else:
        tokenizer, origin = vocabulary.extend(start or folder, sample, recipe.sizes)
    log.info("%d pieces, %d of them new", len(origin), origin.count(-1))
    model = student.make_student(start or folder, tokenizer, origin, recipe.seed)
    losses = fit(model, tokenizer, inputs, recipe, started, work / "interim")
    student.save(model, tokenizer, output)
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
    parser = argparse.ArgumentParser(prog="python -m encoder.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--output", type=Path, default=Path("encoder/weights"))
    parser.add_argument("--work", type=Path, default=Path(".isnad/training"))
    parser.add_argument("--start", type=Path, help="begin with this model instead of the teacher")
    parser.add_argument("--same-vocabulary", action="store_true", help="keep --start's pieces")
    parser.add_argument("--minutes", type=float, default=DEFAULT.minutes)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--rows", type=int, default=DEFAULT.rows, help="parallel rows of a pass")
    parser.add_argument("--rate", type=float, default=DEFAULT.rate)
    parser.add_argument("--seed", type=int, default=DEFAULT.seed)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folder = teacher.verify(teacher.find_teacher())
    recipe = Recipe(
        minutes=options.minutes,
        steps=options.steps,
        seed=options.seed,
        rows=options.rows,
        rate=options.rate,
    )
    keep_memory()
    train(
        options.data,
        options.output,
        options.work,
        recipe,
        folder,
        options.start,
        same_vocabulary=options.same_vocabulary,
    )


if __name__ == "__main__":
    main()
