"""What the words of a badly scanned text most likely were, for searching only.

A noisy channel (Kernighan, Church & Gale 1990, "A Spelling Correction Program Based on a Noisy
Channel Model"): of all words that the letters may have been, the one that is written most often,
less what it takes to damage it into these letters. Candidates have the same shape once the dots
are gone, or one letter more or less. Spaces that were lost or slipped in are part of the
search. What is quoted and shown is always the text itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import regex
from rapidfuzz.distance import Levenshtein

from ingest.letters import LOOPS, TEETH, shape

WORD = regex.compile(r"\p{Script=Arabic}+")
_PARTICLES = regex.compile(r"(?:و|ف)?(?:ال|[بلك]ال|لل|[بلكس])?(?=..)")

DOTS, LOOP, TOOTH, OTHER = 2.5, 4.0, 5.5, 8.0
"""Minus the logarithm of how likely a letter is taken for one that differs in dots, for another
loop, for another stroke, or for any other."""
DOUBLED, LOST, ADDED = 3.0, 5.0, 6.0
"""The same for a letter that is written twice, lost or added."""
JOINED, PARTED = 3.0, 5.5
"""The same for two words that run into one, and for one that falls into two."""
NEW, LETTER = -10.0, -2.6
"""The logarithm of the probability of a word that no list has and the document has once: of there
being one, and for each of its letters."""
OWN = 0.05
"""What the document's words weigh beside those of the list."""
TRUSTED = 3
"""How often a document must write a word before it may be what another was meant to be."""
SHORTEST = 4
"""Letters of a shape at least that may lack one."""


class Corrector:
    """Reads noisy words, knowing how often words are written in general and in one document.

    >>> Corrector({"المجتمع": 50, "العام": 70}).correct("الممحتمع العا م")
    'المجتمع العام'
    """

    def __init__(self, frequency: Mapping[str, int], texts: Iterable[str] = ()) -> None:
        """Learn the words.

        Args:
            frequency: counts of normalised words.
            texts: normalised, of the document.
        """
        self._counts = frequency
        self._total = sum(frequency.values()) or 1
        own = Counter(word for text in texts for word in WORD.findall(text))
        self._own, self._own_total = own, sum(own.values()) or 1
        self._shapes: dict[str, list[str]] = defaultdict(list)
        for word in {*frequency, *(w for w, count in own.items() if count >= TRUSTED)}:
            self._shapes[shape(word)].append(word)
        self._shorter: dict[str, list[str]] = defaultdict(list)
        for form in self._shapes:
            if len(form) > SHORTEST:
                for less in _less(form):
                    self._shorter[less].append(form)
        self._read: dict[str, tuple[str, float]] = {}

    def correct(self, text: str) -> str:
        """The Arabic words of a normalised text as they most likely were, the rest as it is."""
        words = list(WORD.finditer(text))
        # best[i]: the best reading of the first i words, and where its last part begins
        best: list[tuple[float, int, str]] = [(0.0, 0, "")]
        for i, match in enumerate(words):
            word = match.group()
            reading, score = max(
                (self._best(word), *self._parted(word)), key=lambda found: found[1]
            )
            found = (best[i][0] + score, i, reading)
            if i and text[words[i - 1].end() : match.start()] == " ":
                joined, score = self._best(words[i - 1].group() + word)
                found = max(found, (best[i - 1][0] + score - PARTED, i - 1, joined))
            best.append(found)
        parts: list[str] = []
        i, after = len(words), len(text)
        while i:
            _, first, reading = best[i]
            parts += [text[words[i - 1].end() : after], reading]
            i, after = first, words[first].start()
        return "".join([*parts, text[:after]][::-1])

    def _parted(self, word: str) -> Iterable[tuple[str, float]]:
        """Two words that ran into one."""
        if word in self._counts:
            return
        for i in range(2, len(word) - 1):
            (one, first), (other, second) = (
                self._best(part, same=True) for part in (word[:i], word[i:])
            )
            yield f"{one} {other}", first + second - JOINED

    def _best(self, word: str, *, same: bool = False) -> tuple[str, float]:
        """What one word most likely was, and the logarithm of how likely; `same`: in shape."""
        key = f"={word}" if same else word
        if key not in self._read:
            best, score = word, self._prior(word)
            likely = ((self._prior(w), w) for w in set(self._candidates(word, same=same)) - {word})
            for prior, other in sorted(likely, reverse=True):
                if prior - DOTS <= score:
                    break  # no damage costs less, and those that follow are rarer
                if (found := prior - cost(other, word)) > score:
                    best, score = other, found
            self._read[key] = best, score
        return self._read[key]

    def _candidates(self, word: str, *, same: bool) -> Iterable[str]:
        form = shape(word)
        forms = {form}
        if not same and len(form) >= SHORTEST:
            less = list(_less(form))
            forms |= {*less, *self._shorter.get(form, ())}
            forms |= {f for one in less for f in self._shorter.get(one, ()) if len(f) == len(form)}
        for one in forms:
            yield from self._shapes.get(one, ())

    def _prior(self, word: str) -> float:
        general = self._counts.get(word, 0) / self._total
        own = max(0, self._own[word] - 1) / self._own_total
        likely = (1 - OWN) * general + OWN * own
        new = NEW + LETTER * len(word)
        return max(new, math.log(likely)) if likely else new


def cost(word: str, damaged: str) -> float:
    """What it takes to damage a word into these letters, 0 for nothing."""
    total = 0.0
    for edit in Levenshtein.editops(word, damaged):
        at, to = edit.src_pos, edit.dest_pos
        if edit.tag == "delete":
            total += LOST
        elif edit.tag == "insert":
            total += DOUBLED if damaged[to] in damaged[max(0, to - 1) : to] else ADDED
        else:
            total += _mistaken(word[at], damaged[to])
    return total


def _mistaken(letter: str, other: str) -> float:
    if shape(letter) == shape(other):
        return DOTS
    pair = {letter, other}
    return LOOP if pair <= LOOPS else TOOTH if pair <= TEETH else OTHER


def _less(form: str) -> Iterable[str]:
    return (form[:i] + form[i + 1 :] for i in range(len(form)))
