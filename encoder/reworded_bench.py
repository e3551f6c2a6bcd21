"""Measure how well what a question means is found: `python -m encoder.reworded_bench`.

Questions that were written without a word of what answers them, in fields that no run of training
reads (`written/held_*.tsv`): each must put its own label first among all labels of its file, or its
answer first among all sentences, those that come near and answer nothing counted.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from rich.console import Console
from rich.table import Table

from corpus.errors import DocumentError, EncoderError
from encoder import WRITTEN, data
from index.encoder import Encoder, TokenEncoder, load_encoder
from index.late import LateIndex

_LANGUAGES = ("en", "ar")


class Bench(Encoder, TokenEncoder, Protocol):
    """An encoder of texts and of their pieces."""


Asked = tuple[list[str], list[int]]
"""Questions, and the place of what answers each."""


def first(encoder: Bench, asked: Asked, told: Sequence[str]) -> tuple[float, float, float]:
    """Share of questions whose answer comes first, by vectors, by late interaction, by their mean.

    Args:
        encoder: reads both.
        asked: the questions.
        told: what they choose from; of what is the same any is right.
    """
    questions, places = asked
    vectors = encoder.encode_queries(questions) @ encoder.encode_passages(told).T
    pieces = LateIndex.build(encoder.passage_tokens(told))
    everything = np.arange(len(told))
    late = np.stack([pieces.scores(encoder.query_tokens(q), everything) for q in questions])

    def share(scores: np.ndarray) -> float:
        chosen = scores.argmax(1)
        pairs = zip(chosen, places, strict=True)
        return float(np.mean([told[best] == told[own] for best, own in pairs]))

    return share(vectors), share(late), share(vectors + late)


def labels(path: Path, asked: str, told: str) -> tuple[Asked, list[str]]:
    """Questions in one language and the labels in another."""
    rows = list(data.table(path))
    columns = [f"question_{asked}_{number}" for number in "12"]
    questions = [(row[column], i) for i, row in enumerate(rows) for column in columns]
    return ([q for q, _ in questions], [i for _, i in questions]), [
        r[f"label_{told}"] for r in rows
    ]


def sentences(path: Path, asked: str, told: str) -> tuple[Asked, list[str]]:
    """Questions in one language and, in another, the answers before what comes near."""
    rows = list(data.table(path))
    choices = [row[f"{part}_{told}"] for part in ("answer", "near") for row in rows]
    return ([row[f"question_{asked}"] for row in rows], list(range(len(rows)))), choices


def measure(encoder: Bench, folder: Path = WRITTEN) -> Table:
    """A line for each file and pair of languages.

    Raises:
        DocumentError: the folder holds no such files.
    """
    table = Table("asked", "pair", "vector", "late interaction", "both", title="R@1")
    read = {"held_labels_*.tsv": labels, "held_sentences_*.tsv": sentences}
    files = [
        (path, rows) for pattern, rows in read.items() for path in sorted(folder.glob(pattern))
    ]
    if not files:
        raise DocumentError(f"{folder} holds no held_labels_*.tsv and no held_sentences_*.tsv")
    for path, rows in files:
        for asked in _LANGUAGES:
            for told in _LANGUAGES:
                questions, choices = rows(path, asked, told)
                figures = [f"{share:.3f}" for share in first(encoder, questions, choices)]
                name = f"{path.stem}, {len(questions[0])}"
                table.add_row(name, f"{asked}-{told}", *figures)
    return table


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.reworded_bench`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.reworded_bench", description=__doc__)
    parser.add_argument("--model", help="a folder or a preset's name; the bundled one by default")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    encoder = load_encoder(options.model)
    if not isinstance(encoder, TokenEncoder):
        raise EncoderError(f"{encoder.name} gives no vectors of a text's pieces")
    Console().print(measure(cast("Bench", encoder)))


if __name__ == "__main__":
    main()
