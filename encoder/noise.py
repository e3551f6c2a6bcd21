"""What scanners and typists do to Arabic: letters taken for others, lost, doubled, words run on."""

import random

_ALIKE = ("بتثني", "جحخ", "دذ", "رزو", "سش", "صض", "طظ", "عغ", "فق", "هة", "ىي", "اأإآ", "كل")
"""Letters that differ by dots or a stroke; each is taken for another of its group."""

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
