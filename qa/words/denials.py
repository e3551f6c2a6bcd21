"""By which words a text denies, and how far each of them reaches.

A word is denied by a negator before it in its clause ("not binding") or by a denial of the whole
clause ("a secretariat is absent"); two denials affirm. The words stand in
`qa/words/languages/<code>.toml` under `polarity`, `opposites` and `contraries`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.words.language import record_of, words_of
from qa.words.phrases import Phrases
from qa.words.tokens import Token

REACH = 9
"""How many words after a negator are denied by it, at most; clauses are seldom longer."""
CLOSE = 3
"""The same for a word that has an opposite: "not a secondary question"."""
_DEGREES = ("always", "sometimes", "every", "some", "exclusive", "inclusive", "besides")


@dataclass(frozen=True, slots=True)
class PolarityWords:
    """The words of one language by which clauses deny; see `qa/words/languages/en.toml`."""

    denials: Phrases
    absences: Phrases
    denied_before: Phrases
    no_denials: Phrases
    halves: Phrases
    narrow: Phrases
    exceptions: Phrases
    breaks: Phrases
    correctives: Phrases
    choices: Phrases
    bodies: Phrases
    transcribing: frozenset[str]
    degrees: Mapping[str, Phrases]
    opposites: Mapping[str, tuple[Phrases, Phrases]]
    contraries: Mapping[str, tuple[Phrases, Phrases]]


@lru_cache(maxsize=8)
def polarity_words(code: str) -> PolarityWords:
    """The words of a language by which it denies."""
    record = record_of(code)
    words = record["polarity"]
    denials = [*record["negators"], *record["contrary_words"], *words["denials"]]
    return PolarityWords(
        denials=Phrases([*denials, *words["absences"]], code),
        absences=Phrases(words["absences"], code),
        denied_before=Phrases(words["denied_before"], code),
        no_denials=Phrases(words["no_denials"], code),
        halves=Phrases(words["halves"], code),
        narrow=Phrases(words["narrow"], code),
        exceptions=Phrases(words["exceptions"], code),
        breaks=Phrases(words["breaks"], code),
        correctives=Phrases(words["correctives"], code),
        choices=Phrases(record["or_words"], code),
        bodies=Phrases(words["bodies"], code),
        transcribing=frozenset(words["transcribing"]),
        degrees={name: Phrases(words[name], code) for name in _DEGREES},
        opposites=_pairs(code, record["opposites"]),
        contraries=_pairs(code, record["opposites"], record["contraries"]),
    )


def _pairs(
    code: str, *lists: Mapping[str, Sequence[list[str]]]
) -> dict[str, tuple[Phrases, Phrases]]:
    """Pairs of opposites; those of the same name in several lists are one."""
    sides: dict[str, tuple[list[str], list[str]]] = {}
    for pairs in lists:
        for name, (one, other) in pairs.items():
            own = sides.setdefault(name, ([], []))
            own[0].extend(one)
            own[1].extend(other)
    return {
        name: (Phrases(one, code, by_stem=True), Phrases(other, code, by_stem=True))
        for name, (one, other) in sides.items()
    }


@dataclass(frozen=True, slots=True)
class Denials:
    """Where denials end and how far each reaches; whether one is of the whole clause; its words.

    `absent` are those by a word of absence, by what it is. Two negators are one denial in most
    languages, but a negator and a word of absence affirm: "not in the sense of a lack of rules".
    """

    ends: Mapping[int, int]
    whole: bool
    words: set[int]
    absent: Mapping[int, str]

    def reach(self, at: int, most: int = REACH) -> bool:
        """Whether the word there is denied, by a word at most so far before it."""
        over = {end for end, far in self.ends.items() if end < at <= end + min(far, most)}
        return self._odd(over)

    def _odd(self, ends: set[int]) -> bool:
        return self._number(ends) % 2 == 1

    def _number(self, ends: set[int]) -> int:
        plain = self.whole or bool(ends - self.absent.keys())
        return plain + len({self.absent[end] for end in ends & self.absent.keys()})

    @property
    def count(self) -> int:
        """How many denials there are."""
        return self._number(set(self.ends))

    @property
    def odd(self) -> bool:
        """Whether they deny, taken together."""
        return self.count % 2 == 1


def denials(tokens: Sequence[Token], polar: PolarityWords) -> Denials:
    """The denials of a clause."""
    idle = polar.no_denials.covered(tokens)
    # What denies the clause before it denies what follows when it begins the clause: "нет".
    closing = {
        s: n for s, n in polar.denied_before.positions(tokens).items() if s and s not in idle
    }
    covered, halves = _inside(closing), polar.halves.covered(tokens)
    found = {
        s: n
        for s, n in polar.denials.positions(tokens).items()
        if s not in idle and s not in covered
    }
    if not found.keys() - halves:
        found = {}
    exceptions = polar.exceptions.positions(tokens)
    narrow = polar.narrow.covered(tokens)
    ends = {
        s + n - 1: 1 if s in narrow else REACH
        for s, n in found.items()
        if not any(at > s for at in exceptions)
    }
    absent = {
        s + n - 1: tokens[s].stem
        for s, n in found.items()
        if polar.absences.at(tokens, s) and s + n - 1 in ends
    }
    return Denials(ends, bool(closing), _inside(found) | covered, absent)


def _inside(found: Mapping[int, int]) -> set[int]:
    return {i for start, length in found.items() for i in range(start, start + length)}


def lacks(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a word of absence stands close before a word, with no negator: "for lack of rain"."""
    polar = polarity_words(language)
    negators = words_of(language).negators.covered(tokens)
    before = {s: s + n for s, n in polar.absences.positions(tokens).items() if s not in negators}
    return any(end <= at < end + CLOSE for end in before.values())
