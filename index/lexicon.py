"""The bundled bilingual lexicon: Arabic stems for a word of another language.

Learnt by `python -m encoder.lexicon` from parallel texts; the files are in `encoder/lexicon/`, one
a language, read when the language is first asked for. Beside some lies a list of common words that
those texts hold too seldom, written by hand. Keys are stems as `qa.words.tokens.tokenize` makes
them, values are light10 stems of normalised Arabic words.

A question's word stands for all its translations at once, each as much as it is probable, and the
words of the document choose among them (Darwish & Oard 2003, "Probabilistic Structured Query
Methods").

>>> from index.lexicon import lexicon
>>> lexicon("en").translations("migrat")[0][0]
'هجر'
"""

import gzip
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from index.analyzer import HAN, stem
from ingest.normalise import normalise

FOLDER = Path(__file__).resolve().parent.parent / "encoder" / "lexicon"
"""Where the bundled files are."""
LONGEST = 4
"""Chinese characters in a word, at most."""

DAMPING = 0.5
"""For ranking, probabilities are raised to this power: a text holds one translation of a word or
another, and the rarer one is found as well. Chosen on rows of the training data that were held out.
"""

WRITTEN = 0.5
"""The probability of a translation that was written by hand; the first of several counts most."""

Translations = tuple[tuple[str, float], ...]
"""Arabic stems with their probabilities, the most probable first."""


class Lexicon:
    """Translations of one language's stems into Arabic stems."""

    def __init__(
        self, lines: Sequence[str], written: Mapping[str, Mapping[str, float]] | None = None
    ) -> None:
        """Keep the sorted lines of a file, `stem TAB arabic percent arabic percent ...`.

        They are searched by halves and read one by one: making a dictionary of them would take
        several times as long as reading the file. Of those `written` by hand, Arabic words with
        their probabilities by stem, the words are folded when they are asked for.
        """
        self._lines, self._written = lines, written or {}

    def __len__(self) -> int:
        """Number of words."""
        return len(self._lines)

    def __contains__(self, stem: str) -> bool:
        """Whether a stem has translations."""
        return stem in self._written or bool(self._line(stem))

    def _line(self, stem: str) -> str:
        key = stem + "\t"
        at = bisect_left(self._lines, key)
        found = self._lines[at] if at < len(self._lines) else ""
        return found if found.startswith(key) else ""

    def translations(self, stem: str) -> Translations:
        """Arabic stems of a stem, best first; nothing for one that isn't known."""
        fields = self._line(stem).split()[1:]
        learnt = {
            word: int(percent) / 100
            for word, percent in zip(fields[::2], fields[1::2], strict=True)
        }
        written = self._written.get(stem)
        if not written:
            return tuple(learnt.items())
        for name, value in written.items():
            word = _arabic(name)
            learnt[word] = max(value, learnt.get(word, 0.0))
        return tuple(sorted(learnt.items(), key=lambda pair: -pair[1]))

    def runs(self, stems: Sequence[str]) -> Iterator[tuple[int, int]]:
        r"""Start and end of the known words among single Chinese characters, longest first.

        From left to right, each character in one run at most; a stem that isn't Chinese is a run
        of its own. Nothing for what isn't known.

        >>> list(lexicon("zh").runs(["国", "际", "移", "民", "组", "织"]))
        [(0, 2), (2, 4), (4, 6)]
        """
        start = 0
        while start < len(stems):
            end = min(len(stems), start + LONGEST) if HAN.search(stems[start]) else start + 1
            while end > start and "".join(stems[start:end]) not in self:
                end -= 1
            if end > start:
                yield start, end
            start = max(end, start + 1)


def grams(stems: Sequence[str], longest: int = LONGEST) -> Iterator[str]:
    """Every run of two to `longest` Chinese characters in a list of stems."""
    start = 0
    while start < len(stems):
        end = start
        while end < len(stems) and HAN.fullmatch(stems[end]):
            end += 1
        text = "".join(stems[start:end])
        for length in range(2, longest + 1):
            yield from (text[i : i + length] for i in range(len(text) - length + 1))
        start = end + 1


@lru_cache(maxsize=16)
def lexicon(language: str, folder: Path = FOLDER, *, further: bool = True) -> Lexicon:
    """The lexicon of a language into Arabic; empty where none is bundled.

    Args:
        language: code of the question's language.
        folder: of the files.
        further: whether the longer list of written words is read as well.
    """
    path = folder / f"{language}.tsv.gz"
    if not path.is_file():
        return Lexicon(())
    names = ("words", "further") if further else ("words",)
    lists = (folder / f"{language}.{name}.txt" for name in names)
    text = "\n".join(words.read_text("utf8") for words in lists if words.is_file())
    written = _written(text, language)
    return Lexicon(gzip.decompress(path.read_bytes()).decode("utf8").splitlines(), written)


def _arabic(word: str) -> str:
    """The light10 stem of an Arabic word as it is written."""
    return stem(normalise(word), "ar")


def _written(text: str, language: str) -> dict[str, dict[str, float]]:
    """Translations of a list, `word: arabic, arabic`, by stem; words of one stem add up."""
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        word, colon, arabic = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        own = found.setdefault(stem(normalise(word), language), {})
        for place, name in enumerate(arabic.split(",")):
            own.setdefault(name.strip(), WRITTEN - 0.05 * place)
    return found
