"""One encoder on several runtimes: how fast each is, and what its vectors lose.

Part of `python -m encoder.evaluate`. The runtimes are measured in turn, several times, so that
other work on the machine spoils all of them or none; `times torch float32` is what can be compared
between machines.
"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from encoder.benches import Embed, Retrieval, dense_scores, ranking, read_parallel, similarity
from index.bert.folder import BertFolder, NotBertError
from index.onnx_encoder import OnnxEncoder

REFERENCE = "torch float32"
QUESTION = "كم عدد البلدان المشاركة في العملية؟"
PASSAGE = " ".join(["تعمل المنظمات على تعزيز الحوار بين الدول"] * 17)
"""A hundred words and some."""
_ROUNDS, _QUESTIONS, _PASSAGES = 5, 40, 64
_SENTENCES = 200

_TORCH = """
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu")
model.to(getattr(__import__("torch"), "{precision}")).encode("ماذا؟")
"""
_ONNX = """
from pathlib import Path
from index.onnx_encoder import OnnxEncoder
OnnxEncoder(Path(sys.argv[1]), precision="{precision}").encode_queries(["ماذا؟"])
"""
_TIMED = "import sys, time\nstarted = time.perf_counter()\n{}\nprint(time.perf_counter() - started)"


def runtimes(bench: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Speed and loss of the model in `folder`, by runtime.

    ONNX Runtime is left out for models that it isn't used for.

    Args:
        bench: folder of the benches.
        folder: a sentence-transformers model.
    """
    embeds = {REFERENCE: _torch(folder, "float32"), "torch bfloat16": _torch(folder, "bfloat16")}
    starts = {name: (_TORCH, name.split()[1]) for name in embeds}
    try:
        BertFolder.read(folder)
    except NotBertError:
        pass
    else:
        for precision in ("float32", "int8"):
            name = f"ONNX Runtime {precision}"
            embeds[name] = OnnxEncoder(folder, precision=precision).encode_passages
            starts[name] = (_ONNX, precision)
    figures = speed(embeds)
    expected: dict[str, np.ndarray] = {}
    for name, embed in embeds.items():
        code, precision = starts[name]
        figures[name]["cold start, s"] = cold_start(code.format(precision=precision), folder)
        figures[name] |= loss(bench, embed, expected)
    return figures


def speed(embeds: Mapping[str, Embed]) -> dict[str, dict[str, float]]:
    """The best of some rounds: milliseconds for a question, passages a second, and ratios."""
    single = dict.fromkeys(embeds, np.inf)
    rate = dict.fromkeys(embeds, 0.0)
    for _ in range(_ROUNDS):
        for name, embed in embeds.items():
            embed([PASSAGE] * 4)
            single[name] = min(single[name], np.median(_seconds(embed, [QUESTION], _QUESTIONS)))
            taken = _seconds(embed, [PASSAGE] * _PASSAGES, 1)[0]
            rate[name] = max(rate[name], _PASSAGES / taken)
    return {
        name: {
            "one question, ms": 1000 * float(single[name]),
            "passages of 100 words a second": rate[name],
            f"times {REFERENCE}": rate[name] / rate[REFERENCE],
        }
        for name in embeds
    }


def loss(bench: Path, embed: Embed, expected: dict[str, np.ndarray]) -> dict[str, float]:
    """Cosines to the reference's vectors, and retrieval with passages and questions crossed.

    `embed` of the reference comes first and fills `expected`. "Mixed" ranks with questions of this
    runtime and passages of the reference, as after a change of the runtime under an old index.
    """
    sentences = [
        text
        for texts in read_parallel(bench / "unpc_test.tsv").values()
        for text in texts[:_SENTENCES]
    ]
    arcd = Retrieval.read(bench / "arcd-test.json")
    vectors = embed(sentences)
    if not expected:
        expected |= {"sentences": vectors, "paragraphs": embed(arcd.paragraphs)}
    cosines = (vectors * expected["sentences"]).sum(1)

    def mixed(texts: Sequence[str]) -> np.ndarray:
        return expected["paragraphs"] if texts is arcd.paragraphs else embed(texts)

    rankings = (ranking(dense_scores(arcd, one)) for one in (embed, mixed))
    own, crossed = map(arcd.measure, rankings)
    found = {
        "cosine, least": float(cosines.min()),
        "cosine, mean": float(cosines.mean()),
        "ARCD nDCG@10": own["nDCG@10"],
        "ARCD R@1": own["R@1"],
        "ARCD nDCG@10, mixed": crossed["nDCG@10"],
    }
    for path in sorted(bench.glob("STS17.*.tsv")):
        found[f"STS17 {path.stem.split('.')[-1]}"] = similarity(path, embed)
    return found


def cold_start(code: str, folder: Path) -> float:
    """Seconds that `code` takes in a process of its own, the best of three."""
    command = [sys.executable, "-c", _TIMED.format(code), str(folder)]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3))
    return min(float(run.stdout) for run in runs)


def _torch(folder: Path, precision: str) -> Embed:
    import torch

    model = SentenceTransformer(str(folder), device="cpu").to(getattr(torch, precision))

    def embed(texts: Sequence[str]) -> np.ndarray:
        vectors = model.encode(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False
        )
        found = np.asarray(vectors, dtype=np.float32)
        # bfloat16 can't hold a unit vector to three digits.
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    return embed


def _seconds(embed: Embed, texts: Sequence[str], times: int) -> list[float]:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        embed(texts)
        found.append(time.perf_counter() - started)
    return found
