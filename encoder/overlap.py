"""Keep the benches out of the training texts: no run of ten words of theirs may be read."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from encoder.benches import read_parallel

_WORDS = regex.compile(r"\w+")
SIZE = 10


def runs(text: str, size: int = SIZE) -> Iterator[int]:
    """Hashes of all runs of `size` words; of a shorter text of five words and more, itself.

    >>> len(list(runs("one two three four five six seven eight nine ten eleven")))
    2
    """
    words = _WORDS.findall(text.lower())
    if 5 <= len(words) < size:
        yield hash(tuple(words))
    for first in range(len(words) - size + 1):
        yield hash(tuple(words[first : first + size]))


def barred(bench: Path) -> set[int]:
    """Runs of all texts of the benches in a folder."""
    texts: list[str] = []
    for name in ("unpc_test", "tico19"):
        for code, found in read_parallel(bench / f"{name}.tsv").items():
            texts += found if code in ("en", "ar") else []
    for article in json.loads((bench / "arcd-test.json").read_text("utf8"))["data"]:
        texts += [paragraph["context"] for paragraph in article["paragraphs"]]
    for path in sorted(bench.glob("STS17.*.tsv")):
        for line in path.read_text("utf8").splitlines():
            texts += line.split("\t")[:2]
    return {run for text in texts for run in runs(text)}


def shared(texts: Iterable[str], forbidden: set[int]) -> bool:
    """Whether any of the texts has a run that is forbidden."""
    return any(run in forbidden for text in texts for run in runs(text))
