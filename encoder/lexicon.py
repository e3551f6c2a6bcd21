"""Learn the bundled bilingual lexicon: `python -m encoder.lexicon --data PATH`.

For every language but Arabic: which Arabic stems a word's stem translates to, and how surely,
learnt from the parallel rows whose weights may ship (`encoder/alignment.py` says how). Words are
those of `qa/words/tokens.py`, so that a lookup needs no other analysis.

Used as probabilistic structured queries (Darwish & Oard 2003): a word of the question stands for
all its translations at once, each as much as it is probable.
"""

import argparse
import gzip
import logging
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from encoder import data
from encoder.alignment import Table, align
from encoder.bitext import DEFAULT, Corpus, Recipe, corpus, written
from index.analyzer import ARABIC, HAN
from index.lexicon import FOLDER

log = logging.getLogger("encoder.lexicon")
LANGUAGES = ("en", "fr", "es", "ru", "zh")
SURE = ("written_", "wordnet", "cldr", "un_m49", "umpirsky_", "countries_")
"""Sources whose words are believed when they are seen once."""
_POINTING = frozenset("些每各该此这那几")


def learn(found: Corpus, recipe: Recipe = DEFAULT) -> dict[str, list[tuple[str, float]]]:
    """Translations of every word that has any, the most probable first."""
    if not found.left:
        return {}
    table = align(
        found.left, found.right, found.weights, rounds=recipe.rounds, agreeing=recipe.agreeing
    )
    return pruned(table, found, recipe)


def pruned(
    table: Table, found: Corpus, recipe: Recipe = DEFAULT
) -> dict[str, list[tuple[str, float]]]:
    """What of a table is worth keeping, by word."""
    left = np.array(list(found.words.ids), object)
    right = np.array(list(found.arabic.ids), object)
    asked = np.array([found.words.empty[word] <= 0 and _is_word(word) for word in left])
    told = np.array([found.arabic.empty[w] <= 0 and bool(ARABIC.search(w)) for w in right])
    sure = np.isin(table.left * len(right) + table.right, _seen(found, len(right)))
    keep = (
        asked[table.left]
        & told[table.right]
        & (table.both >= recipe.least)
        & ((table.rows >= recipe.rows) | sure)
    )
    kept = table.where(keep)
    result: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for i in np.lexsort((right[kept.right].astype(str), -kept.both)):
        translations = result[str(left[kept.left[i]])]
        if len(translations) < recipe.most:
            translations.append((str(right[kept.right[i]]), float(kept.both[i])))
    return {word: told for word, told in sorted(result.items()) if not _parted(word, result)}


def _is_word(word: str) -> bool:
    """Words, no numbers or single letters; no Chinese run with "some" or "each" at an edge."""
    if HAN.search(word):
        return len(word) < 3 or not _POINTING & {word[0], word[-1]}
    return len(word) > 1 and not word.isdigit()


def _parted(word: str, found: Mapping[str, Sequence[tuple[str, float]]]) -> bool:
    """Whether a longer Chinese run is two words: each at least as sure as the run."""
    if len(word) < 3 or not HAN.search(word):
        return False
    sure = percent(found[word][0][1])
    parts = ((word[:i], word[i:]) for i in range(1, len(word)))
    return any(all(p in found and percent(found[p][0][1]) >= sure for p in pair) for pair in parts)


def percent(probability: float) -> int:
    """A probability as the files have it."""
    return max(1, round(100 * probability))


def _seen(found: Corpus, width: int) -> np.ndarray:
    """Keys of the pairs that stand together in a row of a sure source."""
    keys = {
        one * width + other
        for left, right, source in zip(found.left, found.right, found.sources, strict=True)
        if source.startswith(SURE)
        for one in left
        for other in right
    }
    return np.fromiter(sorted(keys), np.int64)


def write(lexicon: Mapping[str, Sequence[tuple[str, float]]], path: Path) -> int:
    """Write a lexicon as `index/lexicon.py` reads it; the same one gives the same bytes.

    Returns:
        The size of the file.
    """
    lines = []
    for word, translations in sorted(lexicon.items()):
        told = " ".join(f"{arabic} {percent(p)}" for arabic, p in translations)
        lines.append(f"{word}\t{told}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress("".join(sorted(lines)).encode("utf8"), mtime=0)
    path.write_bytes(packed)
    return len(packed)


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.lexicon`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.lexicon", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    rows = [*data.cleaned(options.data), *written(options.data)]
    for language in options.languages:
        started = time.monotonic()
        found = learn(corpus(rows, language))
        size = write(found, options.output / f"{language}.tsv.gz")
        log.info(
            "%s: %d words, %d pairs, %.0f KB, %.0f s",
            language, len(found), sum(map(len, found.values())), size / 1e3,
            time.monotonic() - started,
        )  # fmt: skip


if __name__ == "__main__":
    main()
