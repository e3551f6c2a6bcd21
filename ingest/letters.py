"""Letters of normalised Arabic that differ in a few dots or a stroke.

Scanners take them for one another, and hasty typists and old prints leave the dots out.
"""

ALIKE = ("بتثني", "جحخ", "دذ", "رزو", "سش", "صض", "طظ", "عغ", "فق", "كل")
"""Groups of letters; each is taken for another of its group."""

LOOPS, TEETH = frozenset("معغفقه"), frozenset("بتثنيلسش")
"""Letters that are much alike in the middle of a word: small loops, and one stroke upwards. Of
8,000 letters that Tesseract misread on blurred pages of an encyclopedia, 61 % had lost or won dots,
13 % were such loops and 6 % such strokes."""

_FIRST = str.maketrans({letter: group[0] for group in ALIKE for letter in group})


def shape(word: str) -> str:
    """What is left of a normalised word without its dots, every letter once where it is doubled.

    >>> shape("المجتمع") == shape("الممحثمع")
    True
    """
    plain = word.translate(_FIRST)
    return "".join(letter for i, letter in enumerate(plain) if plain[i - 1 : i] != letter)
