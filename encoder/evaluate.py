"""Measure an encoder on the benches: `python -m encoder.evaluate --bench PATH [--model PATH]`.

Any sentence-transformers model in a folder can be measured. Bitext accuracy (nearest neighbour
among all) for every pair of languages with Arabic, ARCD retrieval alone, beside BM25 and fused with
it, with and without scanner noise, STS17, and the speed and loss of every runtime that the model
has. Nothing here is ever trained or tuned on.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Transformer

from corpus.errors import DocumentError
from encoder import WEIGHTS
from encoder.benches import Pieces, bitext, pairs_of, read_parallel, retrieval, similarity
from encoder.runtimes import runtimes
from index.torch_encoder import token_vectors


def evaluate(bench: Path, folder: Path, *, all_pairs: bool = False) -> dict[str, Any]:
    """All figures of the model in `folder`.

    Raises:
        DocumentError: the benches are not in `bench`.
    """
    if not (bench / "unpc_test.tsv").is_file():
        raise DocumentError(f"{bench} holds no benches: give their folder with --bench")
    model = SentenceTransformer(str(folder), device="cpu")

    def embed(texts: Sequence[str]) -> np.ndarray:
        return model.encode(
            list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False
        )

    figures: dict[str, Any] = {}
    for name in ("unpc_test", "tico19"):
        texts = read_parallel(bench / f"{name}.tsv")
        vectors = {code: embed(found) for code, found in texts.items()}
        pairs = pairs_of(list(texts), everything=all_pairs)
        figures[f"{name}, {len(texts['ar'])}"] = bitext(vectors, pairs)
    figures["arcd"] = retrieval(bench / "arcd-test.json", embed, pieces_of(model))
    figures["sts17"] = {
        path.stem.split(".")[-1]: similarity(path, embed)
        for path in sorted(bench.glob("STS17.*.tsv"))
    }
    figures["speed"] = runtimes(bench, folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    figures["size"] = {"MB": size / 1e6, "dimensions": model.get_sentence_embedding_dimension()}
    return figures


def pieces_of(model: SentenceTransformer) -> Pieces | None:
    """What gives the vectors of a text's pieces; None for a model of single words."""
    if not isinstance(model[0], Transformer):
        return None

    return lambda texts: token_vectors(model, list(texts))


def table(figures: Mapping[str, Any]) -> Table:
    """The figures, a line each."""
    result = Table("bench", "measure", "figure")
    for bench, found in figures.items():
        for name, value in found.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            for measure, figure in inner:
                result.add_row(bench, f"{name} {measure}".strip(), f"{figure:.3f}")
    return result


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.evaluate`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.evaluate", description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benches")
    parser.add_argument(
        "--model", type=Path, default=WEIGHTS, help="any sentence-transformers model"
    )
    parser.add_argument("--all-pairs", action="store_true", help="also pairs without Arabic")
    parser.add_argument("--output", type=Path, help="also write the figures there, as JSON")
    options = parser.parse_args(arguments)
    figures = evaluate(options.bench, options.model, all_pairs=options.all_pairs)
    Console().print(table(figures))
    if options.output:
        options.output.write_text(json.dumps(figures, indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
