"""Measure the lexicon across languages: `python -m encoder.lexicon_bench --bench PATH`.

Every sentence of a bench asks for its Arabic translation among all: by the lexicon alone
(BM25 over translations, as in probabilistic structured queries, Darwish & Oard 2003), by the
bundled encoder alone, and by both, mixed with the weight that the program's search has. Nothing
is trained or chosen on the benches.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix

from corpus.errors import DocumentError
from encoder.benches import read_parallel
from encoder.bitext import read
from encoder.lexicon import LANGUAGES
from index.analyzer import HAN
from index.encoder import Encoder, load_encoder
from index.fusion import WORDS
from index.lexical import K1, B
from index.lexicon import DAMPING, Lexicon, lexicon
from qa.words.language import words_of
from qa.words.tokens import tokenize

BENCHES = ("unpc_test", "tico19")


def content(text: str, language: str, known: Lexicon) -> list[str]:
    """Stems of a question without empty words; known runs of Chinese characters as one."""
    if language != "zh":
        return [stem for stem, empty in read(text, language) if not empty]
    tokens = tokenize(text, language)
    empty = words_of(language).stopwords.covered(tokens)
    # A dot where an empty word was: no run goes over it.
    stems = ["." if i in empty else token.stem for i, token in enumerate(tokens)]
    words = ["".join(stems[start:end]) for start, end in known.runs(stems)]
    return words + [stem for stem in stems if stem != "." and not HAN.search(stem)]


def shares(
    questions: Sequence[Sequence[str]],
    texts: Sequence[Sequence[str]],
    known: Lexicon,
    damping: float = DAMPING,
) -> np.ndarray:
    """How much of each question each Arabic text holds, (questions, texts), about 0 to 1.

    Args:
        questions: stems of another language.
        texts: Arabic stems.
        known: translations. A word without any stands for itself: a number, a Latin name.
        damping: power to which probabilities are raised.
    """
    arabic: dict[str, int] = {}
    columns = [arabic.setdefault(stem, len(arabic)) for text in texts for stem in text]
    lengths = np.array([len(text) for text in texts])
    at = np.repeat(np.arange(len(texts)), lengths)
    counts = csr_matrix((np.ones(len(columns)), (columns, at)), (len(arabic), len(texts)))

    asked: dict[str, int] = {}
    columns = [asked.setdefault(stem, len(asked)) for words in questions for stem in words]
    at = np.repeat(np.arange(len(questions)), [len(words) for words in questions])
    queries = csr_matrix((np.ones(len(columns)), (at, columns)), (len(questions), len(asked)))

    told = [
        (row, arabic[stem], probability**damping)
        for word, row in asked.items()
        for stem, probability in known.translations(word) or ((word, 1.0),)
        if stem in arabic
    ]
    rows, stems, values = zip(*told, strict=True) if told else ((), (), ())
    translate = csr_matrix((values, (rows, stems)), (len(asked), len(arabic)))

    seen = np.asarray((counts > 0).sum(1)).ravel()
    frequency = np.minimum(translate @ seen, len(texts))
    idf = np.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5))
    found = (translate @ counts).tocoo()
    norm = K1 * (1 - B + B * lengths / max(lengths.mean(), 1e-9))
    scores = found.data / (found.data + norm[found.col]) * idf[found.row]
    held = queries @ csr_matrix((scores, (found.row, found.col)), found.shape)
    ideal = np.maximum(queries @ idf / (1 + K1), 1e-9)
    return np.asarray(held.toarray() / ideal[:, None])


def recall(scores: np.ndarray, depth: int) -> float:
    """Share of rows whose own column is among the `depth` best; ties count against it."""
    own = scores.diagonal()[:, None]
    return float(((scores >= own).sum(1) <= depth).mean())


def measure(bench: Path, encoder: Encoder) -> Table:
    """Recall at 1 and 10 of every bench and language, a line each.

    Raises:
        DocumentError: the benches are not in `bench`.
    """
    table = Table("bench", "pair", "lexicon", "encoder", "both", title="R@1 / R@10")
    for name in BENCHES:
        if not (bench / f"{name}.tsv").is_file():
            raise DocumentError(f"{bench} holds no {name}.tsv: give the benches with --bench")
        texts = read_parallel(bench / f"{name}.tsv")
        stems = [[stem for stem, _ in read(text, "ar")] for text in texts["ar"]]
        passages = encoder.encode_passages(texts["ar"])
        for language in LANGUAGES:
            known = lexicon(language)
            asked = [content(text, language, known) for text in texts[language]]
            words = shares(asked, stems, known)
            meaning = encoder.encode_queries(texts[language]) @ passages.T
            mixed = WORDS * np.minimum(words, 1) + (1 - WORDS) * meaning
            figures = [f"{recall(s, 1):.3f} / {recall(s, 10):.3f}" for s in (words, meaning, mixed)]
            table.add_row(f"{name}, {len(stems)}", f"{language}-ar", *figures)
    return table


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.lexicon_bench`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.lexicon_bench", description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the benches")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    Console().print(measure(options.bench, load_encoder()))


if __name__ == "__main__":
    main()
