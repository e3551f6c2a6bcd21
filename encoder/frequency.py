"""Count Arabic words for the index: `python -m encoder.frequency --data PATH`.

`index/correction.py` reads badly scanned words as those that are written most often. Counted are
the Arabic texts whose weights may ship; with `--bench`, those that share a run of ten words with
a bench are left out.
"""

import argparse
import gzip
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from encoder import data, overlap
from index.correction import WORD
from index.frequency import FILE
from index.lexicon import FOLDER
from ingest.normalise import normalise

log = logging.getLogger("encoder.frequency")
LEAST = 5
"""Rarer words are left out: half of them are misspelt, and they would double the file."""


def texts(source: Path) -> Iterator[str]:
    """Arabic texts of the data folder: translations, headings with passages, encyclopedia."""
    for row in data.cleaned(source):
        if "ar" in row.texts:
            yield row.texts["ar"]
    allowed = data.shippable(source)
    for section in data.rows(source / "sections.tsv.xz"):
        if section["lang"] == "ar" and section["source"] in allowed:
            yield f"{section['heading']} {section['passage']}"
    for _, text in data.paragraphs(source, shortest=1):
        yield text


def count(found: Iterable[str], forbidden: set[int] | None = None) -> Counter[str]:
    """How often each normalised word is written; each text is counted once.

    >>> count(["كتاب الكتابَ", "كتاب الكتابَ", "كتاب"])["كتاب"]
    2
    """
    counts: Counter[str] = Counter()
    seen: set[int] = set()
    for text in found:
        if hash(text) in seen or (forbidden and overlap.shared([text], forbidden)):
            continue
        seen.add(hash(text))
        counts.update(word for word in WORD.findall(normalise(text)) if len(word) > 1)
    return counts


def save(counts: Counter[str], path: Path, least: int = LEAST) -> int:
    """Write words with their counts in order of the alphabet; gives how many they are."""
    kept = sorted((word, n) for word, n in counts.items() if n >= least)
    body = "".join(f"{word}\t{n}\n" for word, n in kept)
    path.write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    return len(kept)


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.frequency`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.frequency", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--bench", type=Path, help="folder of benches, to leave their texts out")
    parser.add_argument("--output", type=Path, default=FOLDER / FILE)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    forbidden = overlap.barred(options.bench) if options.bench else None
    counts = count(texts(options.data), forbidden)
    log.info("%d of %d words kept", save(counts, options.output), len(counts))


if __name__ == "__main__":
    main()
