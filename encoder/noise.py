"""What scanners and typists do to Arabic: letters taken for others, lost, doubled, words run on."""

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from tokenizers import Tokenizer

from ingest.letters import ALIKE

_ALIKE = (*ALIKE[:-1], "هة", "ىي", "اأإآ", ALIKE[-1])
"""Letters that differ by dots or a stroke, those that are one when normalised among them."""

_OTHERS = {
    letter: [other for other in group if other != letter] for group in _ALIKE for letter in group
}


def noisy(text: str, rng: random.Random, rate: float = 0.08) -> str:
    """`text` with about `rate` of its letters damaged.

    >>> noisy("الهجرة", random.Random(1), 0.0)
    'الهجرة'
    """
    result: list[str] = []
    for char in text:
        if rng.random() >= rate:
            result.append(char)
            continue
        kind = rng.random()
        if char == " ":
            result.append("" if kind < 0.4 else char)
        elif kind < 0.6 and char in _OTHERS:
            result.append(rng.choice(_OTHERS[char]))
        elif kind < 0.8:
            result.append(char * 2 if char.isalpha() else char)
        elif kind < 0.9:
            result.append(char + " " if char.isalpha() else char)
    return "".join(result)


def damaged(
    tokenizer: Tokenizer,
    ids: np.ndarray,
    starts: np.ndarray,
    texts: Sequence[int],
    seed: int,
    workers: int = 1,
) -> tuple[np.ndarray, np.ndarray]:
    """Damaged copies of texts that are given as tokens, each at a rate of its own.

    Args:
        tokenizer: of WordPieces.
        ids: flat token ids.
        starts: where each text begins, and where the last one ends.
        texts: which of them.
        seed: of what is damaged.
        workers: processes.

    Returns:
        Flat ids of the copies (uint16), and the length of each.
    """
    parts = np.array_split(np.asarray(texts), max(1, len(texts) // 4000))
    jobs = [
        (tokenizer.to_str(), [ids[starts[t] : starts[t + 1]] for t in part], seed + number)
        for number, part in enumerate(parts)
    ]
    if workers < 2:
        found = [_damaged(*job) for job in jobs]
    else:
        with ProcessPoolExecutor(workers) as pool:
            found = list(pool.map(_damaged, *zip(*jobs, strict=True)))
    rows = [row for part in found for row in part]
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    return np.concatenate([*rows, np.zeros(0, np.uint16)]).astype(np.uint16), lengths


def _damaged(file: str, rows: Sequence[np.ndarray], seed: int) -> list[np.ndarray]:
    tokenizer, rng = Tokenizer.from_str(file), random.Random(seed)
    pieces = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    found = []
    for row in rows:
        text = " ".join(pieces[i] for i in row).replace(" ##", "")
        spoilt = noisy(text, rng, rng.uniform(0.03, 0.18))
        encoding = tokenizer.encode(spoilt, add_special_tokens=False)
        found.append(np.array(encoding.ids[:254], dtype=np.uint16))
    return found
