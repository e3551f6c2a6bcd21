"""Train the reranker: `python -m encoder.train_reranker --data PATH`.

It reads token vectors of the bundled encoder as the index keeps them, so it has to be trained anew
whenever the weights change. Two cores take half an hour; nothing here needs a GPU.
"""

import argparse
import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.table import Table
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from torch.nn.utils.rnn import pad_sequence

from corpus.errors import EncoderError
from encoder import RERANKER, RERANKER_LONGEST, WEIGHTS, WRITTEN
from encoder.averaging import Average
from encoder.candidates import Candidates, candidates, fewer, passages, texts_of, without_answer
from encoder.gathering import thinned
from encoder.joint import JointReader, loss_choice
from encoder.precision import reduced
from encoder.recipe import Schedule
from encoder.train import keep_memory
from index.encoder import load_encoder, token_encoder
from index.identity import fingerprint
from index.late import LateIndex

log = logging.getLogger("encoder.train_reranker")
HELD = "held_passages_*.jsonl"
"""Passages by writers of their own, in fields that no run reads."""
_PARTS = 3
"""A step's pairs are computed in parts of like length, so that little is padded."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is made of.

    A step reads `pieces` pieces; a question has `most` sentences to choose from. `emptied` is the
    share of questions whose answer is taken away, `lost` the share of pieces that half of the
    texts are read without. The last `tail` of the run is averaged.
    """

    minutes: float = 20.0
    steps: int | None = None
    rate: float = 6e-4
    warmup: int = 100
    pieces: int = 8_000
    most: int = 8
    emptied: float = 0.15
    lost: float = 0.1
    tail: float = 0.3
    seed: int = 1


# Of each question so many pairs of languages are seen in a pass, of a source such a share.
_REPEATS = {"passages": 3, "tydiqa": 1, "questions": 2, "reworded": 2, "encyclopedia": 1}
_SHARES = {"passages": 1.0, "tydiqa": 0.8, "questions": 0.8, "reworded": 1.0, "encyclopedia": 0.6}


class Pieces:
    """Token vectors of texts, as the index keeps them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Encode every text once, by the bundled encoder."""
        encoder = token_encoder(load_encoder())
        if encoder is None:
            raise EncoderError("the bundled encoder gives no vectors of a text's pieces")
        self._place = {text: place for place, text in enumerate(texts)}
        self._index = LateIndex.build(
            vectors[:RERANKER_LONGEST]
            for start in range(0, len(texts), 512)
            for vectors in encoder.passage_tokens(texts[start : start + 512])
        )
        self._lengths = [len(self._index.vectors(place)) for place in range(len(texts))]

    def length(self, text: str) -> int:
        """How many pieces a text has."""
        return self._lengths[self._place[text]]

    def take(self, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors, (n, pieces, dimensions), and which of them there are, (n, pieces)."""
        own = [torch.from_numpy(self._index.vectors(self._place[text])) for text in texts]
        found = pad_sequence(own, batch_first=True)
        sizes = torch.tensor([len(vectors) for vectors in own])
        return found, torch.arange(found.shape[1]) < sizes[:, None]


def drawn(
    some: Sequence[Candidates], run: Run, rng: np.random.Generator
) -> Iterator[list[Candidates]]:
    """Passes over the questions, without end."""
    by_name: dict[str, list[Candidates]] = defaultdict(list)
    for one in some:
        by_name[one.name].append(one)
    while True:
        chosen = []
        for group in by_name.values():
            source = group[0].source
            if rng.random() < _SHARES[source]:
                places = rng.permutation(len(group))[: _REPEATS[source]]
                chosen += [_altered(group[i], run, rng) for i in places]
        yield [chosen[i] for i in rng.permutation(len(chosen))]


def _altered(one: Candidates, run: Run, rng: np.random.Generator) -> Candidates:
    enough = one.right and len(one.sentences) - len(one.right) >= 3
    if enough and one.source != "encyclopedia" and rng.random() < run.emptied:
        one = without_answer(one)
    return fewer(one, run.most, rng)


def scores_of(
    model: JointReader, pieces: Pieces, some: Sequence[Candidates], lost: float = 0.0
) -> list[torch.Tensor]:
    """Scores of the sentences of each question."""
    pairs = [(one.question, text) for one in some for text in one.sentences]
    order = sorted(range(len(pairs)), key=lambda i: sum(map(pieces.length, pairs[i])))
    found = torch.zeros(len(pairs))
    for part in np.array_split(np.array(order), min(_PARTS, len(order))):
        asked, asked_mask = pieces.take([pairs[i][0] for i in part])
        told, told_mask = pieces.take([pairs[i][1] for i in part])
        if lost:
            asked_mask, told_mask = (
                thinned(mask.long(), lost).bool() for mask in (asked_mask, told_mask)
            )
        scores = model(asked, asked_mask, told, told_mask).float()
        found = found.index_put((torch.from_numpy(part),), scores)
    return list(torch.split(found, [len(one.sentences) for one in some]))


@torch.no_grad()
def measure(model: JointReader, pieces: Pieces, some: Sequence[Candidates]) -> Mapping[str, float]:
    """How often the sentence that answers comes first, and how well "none does" is told.

    The area under the curve is that of the best sentence's score: of questions that have an answer
    in their passage against those that have none.
    """
    model.eval()
    first, best, has = [], [], []
    for start in range(0, len(some), 64):
        part = some[start : start + 64]
        for one, scores in zip(part, scores_of(model, pieces, part), strict=True):
            best.append(float(scores.max()))
            has.append(bool(one.right))
            if one.right:
                first.append(int(scores.argmax()) in one.right)
    model.train()
    area = roc_auc_score(has, best) if len(set(has)) == 2 else float("nan")
    return {"questions": len(some), "first": float(np.mean(first)), "area": float(area)}


def fit(model: JointReader, pieces: Pieces, some: Sequence[Candidates], run: Run) -> list[float]:
    """Train in place and return the loss of every step."""
    torch.manual_seed(run.seed)
    rng = np.random.default_rng(run.seed)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=run.rate, betas=(0.9, 0.98), weight_decay=0.05, fused=True
    )
    average, passes = Average(model), drawn(some, run, rng)
    losses: list[float] = []
    queue: Iterator[Candidates] = iter(())
    started, seen = time.monotonic(), 0
    schedule = Schedule(run, started)
    model.train()
    while (done := schedule.progress(len(losses))) < 1:
        batch: list[Candidates] = []
        read = 0
        while read < run.pieces:
            one = next(queue, None)
            if one is None:
                queue = iter(next(passes))
                continue
            batch.append(one)
            read += sum(pieces.length(one.question) + pieces.length(s) for s in one.sentences)
        for group in optimizer.param_groups:
            group["lr"] = run.rate * schedule.factor(len(losses))
        with reduced(torch.device("cpu")):
            found = scores_of(model, pieces, batch, run.lost)
        parts = [loss_choice(s, one.right) for s, one in zip(found, batch, strict=True)]
        loss = torch.stack(parts).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        seen += len(batch)
        if done > 1 - run.tail and len(losses) % 5 == 0:
            average.add()
        if len(losses) % 100 == 0:
            mean, spent = np.mean(losses[-100:]), time.monotonic() - started
            log.info("step %d: %.3f; %d questions, %.0f s", len(losses), mean, seen, spent)
    average.apply()
    return losses


def save(model: JointReader, path: Path) -> None:
    """Write the weights as float16, with the fingerprint of the encoder that they go with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {name: value.half().contiguous() for name, value in model.state_dict().items()}
    save_file(state, path, {"encoder": fingerprint(WEIGHTS)})


def held() -> list[Candidates]:
    """Questions that no run reads.

    Raises:
        DocumentError: a file of them is damaged.
    """
    return [one for path in sorted(WRITTEN.glob(HELD)) for one in passages(path)]


def report() -> Table:
    """The bundled reranker on what no run reads, beside one that has learnt nothing."""
    questions = held()
    pieces = Pieces(texts_of(questions))
    torch.manual_seed(Run().seed)  # what has learnt nothing still has weights
    untrained, trained = JointReader(), JointReader()
    trained.load_state_dict(load_file(RERANKER))
    table = Table("", "questions", "first", "area", title="passages held out")
    for name, model in (("late interaction", untrained), ("reranker", trained)):
        found = measure(model, pieces, questions)
        figures = (f"{found[figure]:.3f}" for figure in ("first", "area"))
        table.add_row(name, str(len(questions)), *figures)
    return table


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.train_reranker`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.train_reranker", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the training data")
    parser.add_argument("--measure", action="store_true", help="measure the bundled one only")
    parser.add_argument("--output", type=Path, default=RERANKER)
    parser.add_argument("--start", type=Path, help="weights that the run goes on from")
    parser.add_argument("--minutes", type=float, default=Run().minutes)
    parser.add_argument("--rate", type=float, default=Run().rate)
    parser.add_argument("--steps", type=int, default=None)
    parser.add_argument("--seed", type=int, default=Run().seed)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    console = Console()
    if options.measure:
        console.print(report())
        return
    if options.data is None:
        parser.error("--data is needed to train")
    keep_memory()
    run = Run(minutes=options.minutes, steps=options.steps, rate=options.rate, seed=options.seed)
    some, unseen = list(candidates(options.data, WRITTEN)), held()
    log.info("%d questions, %d held out", len(some), len(unseen))
    pieces = Pieces(texts_of([*some, *unseen]))
    torch.manual_seed(run.seed)
    model = JointReader()
    if options.start:
        model.load_state_dict(load_file(options.start))
    console.print("before", measure(model, pieces, unseen))
    fit(model, pieces, some, run)
    save(model, options.output)
    console.print("after", measure(model, pieces, unseen))


if __name__ == "__main__":
    main()
