"""Learn the bundled bilingual lexicon: `python -m encoder.lexicon --data PATH`.

For every language but Arabic: which Arabic stems a word's stem translates to, and how probably,
learnt from the parallel rows whose weights may ship (`encoder/alignment.py` says how). Words are
those by which `qa/` reads questions (`qa/tokens.py`), so that a lookup needs no other analysis.
Chinese questions are read character by character, and a character says little: there, runs of
two to four characters that stand together often are words as well.

Used as probabilistic structured queries (Darwish & Oard 2003): a word of the question stands for
all its translations at once, each as much as it is probable.
"""

import argparse
import gzip
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from encoder import data
from encoder.alignment import Table, align
from index.analyzer import ARABIC, HAN, WORD
from index.lexicon import FOLDER, grams
from qa.language import words_of
from qa.tokens import tokenize

log = logging.getLogger("encoder.lexicon")
LANGUAGES = ("en", "fr", "es", "ru", "zh")
SURE = ("written_", "wordnet", "cldr", "un_m49", "umpirsky_", "countries_")
"""Sources whose words are believed when they are seen once."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a lexicon is learnt and what is kept; chosen on rows that were held out.

    Rows of more than `longest` words are left out. `rounds` of Model 1, the last `agreeing` with
    both directions multiplied. A pair stays when the geometric mean of its two probabilities is at
    least `least`, at most `most` for a word, and when it was seen in `rows` rows or in a sure one.
    Chinese runs are words when `runs` rows hold them.
    """

    longest: int = 60
    rounds: int = 6
    agreeing: int = 3
    least: float = 0.05
    most: int = 8
    rows: int = 2
    runs: int = 6


DEFAULT = Recipe()


@dataclass(slots=True)
class Vocabulary:
    """Words of one language by id, and which of them carry no content."""

    ids: dict[str, int] = field(default_factory=dict)
    empty: Counter[str] = field(default_factory=Counter)

    def add(self, words: Iterable[tuple[str, bool]]) -> list[int]:
        """Ids of the words of a sentence, each once, in order of first appearance."""
        found: dict[int, None] = {}
        for word, empty in words:
            found[self.ids.setdefault(word, len(self.ids))] = None
            self.empty[word] += 1 if empty else -1
        return list(found)


@lru_cache(maxsize=500_000)
def _read(raw: str, language: str) -> tuple[tuple[str, bool], ...]:
    """Stems of what stands between two spaces, and whether each is an empty word."""
    words = words_of(language)
    return tuple((t.stem, words.is_stopword(t)) for t in tokenize(raw, language))


def read(text: str, language: str) -> list[tuple[str, bool]]:
    """Stems of a text in order, each with whether the word is empty."""
    return [found for raw in WORD.findall(text) for found in _read(raw, language)]


def with_runs(words: Sequence[tuple[str, bool]], known: frozenset[str]) -> list[tuple[str, bool]]:
    """Chinese characters, and the runs of them that are words."""
    runs = [(run, False) for run in grams([word for word, _ in words]) if run in known]
    return [*words, *runs]


def chinese_words(texts: Sequence[Sequence[str]], least: int) -> frozenset[str]:
    """Runs of two to four characters in at least `least` texts, none of them at an edge empty."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(grams(text)))
    words = words_of("zh")
    empty = {word for word in {c for text in texts for c in text} if words.stopwords_only(word)}
    return frozenset(
        run
        for run, count in counts.items()
        if count >= least and run[0] not in empty and run[-1] not in empty
    )


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences of a language and of Arabic as word ids, with the source of each pair."""

    language: str
    left: list[list[int]]
    right: list[list[int]]
    sources: list[str]
    words: Vocabulary
    arabic: Vocabulary

    @property
    def weights(self) -> list[float]:
        """How much each pair counts: what its source counts for the encoder."""
        return [data.WEIGHTS.get(source, 1.0) for source in self.sources]


def corpus(rows: Iterable[data.Parallel], language: str, recipe: Recipe = DEFAULT) -> Corpus:
    """The rows that have both languages, as ids."""
    pairs = [
        (row.source, read(row.texts[language], language), read(row.texts["ar"], "ar"))
        for row in rows
        if language in row.texts and "ar" in row.texts
    ]
    pairs = [
        p for p in pairs if 0 < len(p[1]) <= 2 * recipe.longest and 0 < len(p[2]) <= recipe.longest
    ]
    if language == "zh":
        known = chinese_words([[word for word, _ in left] for _, left, _ in pairs], recipe.runs)
        pairs = [(source, with_runs(left, known), right) for source, left, right in pairs]
    words, arabic = Vocabulary(), Vocabulary()
    return Corpus(
        language,
        [words.add(left) for _, left, _ in pairs],
        [arabic.add(right) for _, _, right in pairs],
        [source for source, _, _ in pairs],
        words,
        arabic,
    )


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
    for i in np.lexsort((right[kept.right].astype(str), -kept.forward)):
        translations = result[str(left[kept.left[i]])]
        if len(translations) < recipe.most:
            translations.append((str(right[kept.right[i]]), float(kept.forward[i])))
    return dict(sorted(result.items()))


def _is_word(word: str) -> bool:
    return (len(word) > 1 and not word.isdigit()) or bool(HAN.search(word))


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
        told = " ".join(f"{arabic} {max(1, round(100 * p))}" for arabic, p in translations)
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
    rows = list(data.cleaned(options.data))
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
