"""Measure an encoder on the benches: `python -m encoder.evaluate --bench PATH [--model PATH]`.

Bitext accuracy (nearest neighbour among all, Arabic and English, both directions), ARCD retrieval
over distinct paragraphs (nDCG@10 and R@1), STS17 Spearman, and sentences a second. Nothing here is
ever trained or tuned on.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from sentence_transformers import SentenceTransformer

from corpus.errors import DocumentError
from encoder import WEIGHTS


def _vectors(model: SentenceTransformer, texts: list[str]) -> np.ndarray:
    return model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)


def bitext(model: SentenceTransformer, english: list[str], arabic: list[str]) -> dict[str, float]:
    """Share of sentences whose nearest neighbour on the other side is their translation."""
    likeness = _vectors(model, english) @ _vectors(model, arabic).T
    own = np.arange(len(english))
    return {
        "en-ar": float((likeness.argmax(1) == own).mean()),
        "ar-en": float((likeness.argmax(0) == own).mean()),
    }


def arcd(model: SentenceTransformer, path: Path) -> dict[str, float]:
    """Retrieval of the paragraph that answers, one relevant paragraph per question."""
    data = json.loads(path.read_text("utf8"))["data"]
    paragraphs: dict[str, int] = {}
    asked: list[tuple[str, int]] = []
    for article in data:
        for paragraph in article["paragraphs"]:
            index = paragraphs.setdefault(paragraph["context"], len(paragraphs))
            asked += [(qa["question"], index) for qa in paragraph["qas"]]
    likeness = _vectors(model, [q for q, _ in asked]) @ _vectors(model, list(paragraphs)).T
    own = likeness[np.arange(len(asked)), [index for _, index in asked]]
    ranks = (likeness > own[:, None]).sum(1)
    gains = np.where(ranks < 10, 1 / np.log2(ranks + 2), 0)
    return {"nDCG@10": float(gains.mean()), "R@1": float((ranks == 0).mean())}


def sts(model: SentenceTransformer, path: Path) -> float:
    """Spearman correlation of cosines with the judgements of one track."""
    lines = [line.split("\t") for line in path.read_text("utf8").splitlines() if line.strip()]
    left, right = (_vectors(model, [line[i] for line in lines]) for i in (0, 1))
    return float(spearmanr((left * right).sum(1), [float(line[2]) for line in lines]).statistic)


def _columns(path: Path, names: tuple[str, ...]) -> list[list[str]]:
    with path.open(encoding="utf8", newline="") as file:
        first = file.readline().rstrip("\n").split("\t")
        header = first if "en" in first and "ar" in first else ["source", "en", "ar", "fr", "es",
                                                               "ru", "zh"]  # fmt: skip
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if header != first:
        rows.insert(0, first)
    return [[row[header.index(name)] for row in rows] for name in names]


def evaluate(bench: Path, folder: Path) -> dict[str, object]:
    """All figures of the model in `folder`.

    Raises:
        DocumentError: the benches are not in `bench`.
    """
    if not (bench / "unpc_test.tsv").is_file():
        raise DocumentError(f"{bench} holds no benches: give their folder with --bench")
    model = SentenceTransformer(str(folder), device="cpu")
    figures: dict[str, object] = {}
    for name in ("unpc_test", "tico19"):
        english, arabic = _columns(bench / f"{name}.tsv", ("en", "ar"))
        figures[name] = {
            f"first {count}" if count < len(english) else f"all {len(english)}":
            bitext(model, english[:count], arabic[:count])
            for count in (2000, len(english))
        }  # fmt: skip
    figures["arcd"] = arcd(model, bench / "arcd-test.json")
    for path in sorted(bench.glob("STS17.*.tsv")):
        if path.stem.endswith(("ar-ar", "ar-en", "en-en")):
            figures[path.stem] = sts(model, path)
    _, arabic = _columns(bench / "unpc_test.tsv", ("en", "ar"))
    started = time.perf_counter()
    _vectors(model, arabic[:512])
    figures["sentences a second"] = 512 / (time.perf_counter() - started)
    return figures


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.evaluate`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.evaluate", description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benches")
    parser.add_argument("--model", type=Path, default=WEIGHTS)
    parser.add_argument("--output", type=Path, help="also write the figures there, as JSON")
    options = parser.parse_args(arguments)
    from rich.console import Console

    figures = json.dumps(evaluate(options.bench, options.model), indent=2)
    Console().print_json(figures)
    if options.output:
        options.output.write_text(figures + "\n", "utf8")


if __name__ == "__main__":
    main()
