"""Which passages were badly scanned, and what to search instead of their words.

A clean Arabic text has a few words in a hundred that are not among the commonest hundred thousand,
one with a letter in seven misread has forty. A passage is judged by its own words and, as far as
it is short, by those of its document.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corpus.records import Passage
from index.analyzer import analyze
from index.correction import WORD, Corrector
from ingest.normalise import normalise

NOISY = 0.2
"""Share of unknown words from which a passage is noisy. One in ninety clean paragraphs of an
encyclopedia has that many alone (names, mostly); with 5 % of the letters damaged four in ten do,
with 8 % five in six."""
PRIOR = 20
"""How many of its document's words stand beside a passage's own."""


class Scan:
    """One document: which of its texts are noisy, and what they most likely said.

    Attributes:
        noisy: for each text, whether it is.
    """

    def __init__(self, texts: Sequence[str], counts: Mapping[str, int]) -> None:
        """Judge the texts.

        Args:
            texts: all of a document, in Arabic.
            counts: how often words are written; without any, no text is noisy.
        """
        folded = [normalise(text) for text in texts]
        seen = [unknown(text, counts) for text in folded]
        strange, words = (sum(found[i] for found in seen) for i in (0, 1))
        average = strange / words if words else 0.0
        self.noisy = [
            bool(counts) and own + PRIOR * average >= NOISY * (of + PRIOR) for own, of in seen
        ]
        self._corrector = Corrector(counts, folded) if any(self.noisy) else None

    def correct(self, text: str) -> str:
        """What a text most likely said, normalised."""
        folded = normalise(text)
        return self._corrector.correct(folded) if self._corrector else folded


class Scans:
    """Corrects what the badly scanned passages of a library say."""

    def __init__(self, passages: Sequence[Passage], counts: Mapping[str, int]) -> None:
        """Judge the passages, each beside the others of its document."""
        documents: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            if "ar" in passage.views:
                documents[passage.document_id].append(passage)
        self._scans: dict[str, Scan] = {}
        for found in documents.values():
            scan = Scan([passage.views["ar"] for passage in found], counts)
            self._scans |= {p.id: scan for p, bad in zip(found, scan.noisy, strict=True) if bad}

    def __len__(self) -> int:
        """Number of noisy passages."""
        return len(self._scans)

    def restored(self, passage: Passage, text: str) -> str | None:
        """What an Arabic text of a noisy passage most likely said, normalised; else None."""
        scan = self._scans.get(passage.id)
        return scan.correct(text) if scan else None


def unknown(text: str, counts: Mapping[str, int]) -> tuple[int, int]:
    """How many Arabic words of a normalised text are in no list, and how many it has."""
    words = [word for word in WORD.findall(text) if len(word) > 1]
    return sum(word not in counts for word in words), len(words)


def tokens(text: str, restored: str | None, language: str) -> list[str]:
    """Tokens of a text and of what it most likely said, those of both once.

    What was read rightly must not count twice, and what was restored wrongly can still be found.
    """
    found = Counter(analyze(text, language))
    if restored is not None:
        found |= Counter(analyze(restored, language))
    return list(found.elements())
