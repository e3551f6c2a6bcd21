"""What a text affirms and what it denies, word by word, so that two texts can be compared.

A word is denied by a negator before it in its clause ("not binding"), by a denial of the whole
clause ("a secretariat is absent"), or by a prefix ("informal"). Words that say the contrary of each
other ("rarely" and "often") are one thing, affirmed or denied; two denials affirm. The words stand
in `qa/words/languages/<code>.toml` under `polarity` and `opposites`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from index.analyzer import ARABIC, HAN, LEAST_BONES, skeleton
from qa.words.language import Language, Phrases, record_of, words_of
from qa.words.tokens import Token, tokenize

_PAUSE = regex.compile(r"[,;:،؛.!?؟。，；：()（）\n|]|\s[–—-]\s")
_REACH = 9
"""How many words after a negator are denied by it, at most; clauses are seldom longer."""
_PARTICLES = frozenset("的了在是和与及也都而等之于以所被把由其该这那个")
"""Chinese characters with which no word ends."""
_CLOSE = 3
"""The same for a word that has an opposite: "not a secondary question"."""
_PARTICIPLE = regex.compile(r"(?:ущ|ющ|ащ|ящ|вш)(?:ий|ая|ее|ие|его|ей|их|ему|им|ими|ем|ую|ого|ом)$")
"""A Russian participle, which goes on after a comma with what the clause before it says."""
_BEGUN = 3
"""With so few words before a pause a denial has hardly begun."""
_SHARED = 6
"""Words that begin with this many equal letters are forms of one word."""


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
    bodies: Phrases
    transcribing: frozenset[str]
    degrees: Mapping[str, Phrases]
    opposites: Mapping[str, tuple[Phrases, Phrases]]


_DEGREES = ("always", "sometimes", "every", "some", "exclusive", "inclusive")


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
        bodies=Phrases(words["bodies"], code),
        transcribing=frozenset(words["transcribing"]),
        degrees={name: Phrases(words[name], code) for name in _DEGREES},
        opposites={
            name: (Phrases(one, code, by_stem=True), Phrases(other, code, by_stem=True))
            for name, (one, other) in record["opposites"].items()
        },
    )


@dataclass(slots=True)
class Clause:
    """A clause: its words and pairs of opposites, each affirmed (False) or denied (True).

    `plain` are the pairs of which a word stands there undenied, `undenied` the words that a prefix
    denies, as "formal" in "informal", and whether that is so, `degrees` the kinds of "always",
    "all", "some" and "only", with the words next to them.
    """

    words: dict[str, set[bool]] = field(default_factory=dict)
    opposites: dict[str, set[bool]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    undenied: dict[str, set[bool]] = field(default_factory=dict)
    degrees: dict[str, set[str]] = field(default_factory=dict)
    prefixed: dict[str, set[str]] = field(default_factory=dict)
    denies: bool = False
    doubled: bool = False
    excepts: bool = False


@lru_cache(maxsize=4096)
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """A text clause by clause."""
    words, polar = words_of(language), polarity_words(language)
    return tuple(
        _read(run, words, polar)
        for part in _parts(text, language, polar)
        for run in _parted(part, polar)
    )


def _parts(text: str, language: str, polar: PolarityWords) -> Iterator[Sequence[Token]]:
    """The words between two pauses; what a denial has hardly begun goes on after one.

    "Without being, for the most part, tied to ..." denies the tie.
    """
    held: tuple[Token, ...] = ()
    for part in _PAUSE.split(text):
        tokens = tokenize(part, language)
        denying = bool(polar.denials.covered(tokens))
        goes_on = bool(tokens) and language == "ru" and bool(_PARTICIPLE.search(tokens[0].word))
        if held and (denying or not (goes_on or len(held) <= _BEGUN)):
            yield held
            held = ()
        tokens, held = (*held, *tokens), ()
        if len(tokens) > 1 and denying and (len(tokens) <= _BEGUN or language == "ru"):
            held = tokens
        elif tokens:
            yield tokens
    if held:
        yield held


def _parted(tokens: Sequence[Token], polar: PolarityWords) -> Iterator[Sequence[Token]]:
    """The tokens, cut before every word that begins a clause."""
    cuts = sorted({0, *polar.breaks.positions(tokens), len(tokens)})
    for start, end in pairwise(cuts):
        yield tokens[start:end]


def _read(tokens: Sequence[Token], words: Language, polar: PolarityWords) -> Clause:
    denials = _denials(tokens, polar)
    idle = polar.no_denials.covered(tokens)
    early = _not_yet(tokens, polar)
    clause = Clause(
        denies=denials.odd,
        doubled=denials.count > 0 and not denials.odd,
        excepts=bool(polar.exceptions.positions(tokens)),
    )
    for i, token in enumerate(tokens):
        if i in denials.words or i in idle or words.is_stopword(token):
            continue
        for key in _keys(tokens, i, words):
            clause.words.setdefault(key, set()).add(denials.reach(i))
            if i in early:
                clause.words[key].add(not denials.reach(i))
        for stem in words.undenied(token):
            clause.undenied.setdefault(stem[:_SHARED], set()).add(not denials.reach(i))
            clause.prefixed.setdefault(stem[:_SHARED], set()).update(_keys(tokens, i, words))
    _read_opposites(clause, tokens, polar, denials, idle)
    _read_degrees(clause, tokens, words, polar, idle)
    return clause


def _not_yet(tokens: Sequence[Token], polar: PolarityWords) -> set[int]:
    """What is not so yet: the words after "before", in Chinese all of its clause."""
    found = polar.opposites["before"][0].positions(tokens) if "before" in polar.opposites else {}
    if found and HAN.search(tokens[0].word):
        return set(range(len(tokens)))
    return {i for s, n in found.items() for i in range(s + n, min(s + n + _REACH, len(tokens)))}


def _read_opposites(
    clause: Clause,
    tokens: Sequence[Token],
    polar: PolarityWords,
    denials: "_Denials",
    idle: set[int],
) -> None:
    for name, sides in polar.opposites.items():
        for start, contrary in _sides(tokens, sides).items():
            if start not in idle:
                denied = denials.reach(start, _CLOSE)
                clause.opposites.setdefault(name, set()).add(contrary != denied)
                if not denied:
                    clause.plain.add(name)


def _read_degrees(
    clause: Clause, tokens: Sequence[Token], words: Language, polar: PolarityWords, idle: set[int]
) -> None:
    for name, phrases in polar.degrees.items():
        anywhere = name in ("sometimes", "some", "inclusive")
        for start, length in phrases.positions(tokens).items():
            if anywhere or start not in idle:
                after = range(start + length, min(start + length + _CLOSE, len(tokens)))
                said = (_keys(tokens, i, words) for i in after if not words.is_stopword(tokens[i]))
                clause.degrees.setdefault(name, set()).update(k for keys in said for k in keys)


def _sides(tokens: Sequence[Token], sides: tuple[Phrases, Phrases]) -> dict[int, bool]:
    """Where words of a pair of opposites stand, and whether each is of the second side.

    In "poorly suited" the first word decides for both.
    """
    second = sides[1].positions(tokens)
    covered = {i for s, n in second.items() for i in range(s, s + n + _CLOSE)}
    first = {start: False for start in sides[0].positions(tokens) if start not in covered}
    return first | dict.fromkeys(second, True)


@dataclass(frozen=True, slots=True)
class _Denials:
    """Where denials end and how far each reaches; whether one is of the whole clause; its words.

    `absent` are those by a word of absence, by what it is. Two negators are one denial in most
    languages, but a negator and a word of absence affirm: "not in the sense of a lack of rules".
    """

    ends: Mapping[int, int]
    whole: bool
    words: set[int]
    absent: Mapping[int, str]

    def reach(self, at: int, most: int = _REACH) -> bool:
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


def _denials(tokens: Sequence[Token], polar: PolarityWords) -> _Denials:
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
        s + n - 1: 1 if s in narrow else _REACH
        for s, n in found.items()
        if not any(at > s for at in exceptions)
    }
    absent = {
        s + n - 1: tokens[s].stem
        for s, n in found.items()
        if polar.absences.at(tokens, s) and s + n - 1 in ends
    }
    return _Denials(ends, bool(closing), _inside(found) | covered, absent)


def _inside(found: Mapping[int, int]) -> set[int]:
    return {i for start, length in found.items() for i in range(start, start + length)}


def _keys(tokens: Sequence[Token], at: int, words: Language) -> tuple[str, ...]:
    """By what a word is known in another text: its first letters, an Arabic word's consonants.

    A Chinese character alone says little: it is known with the one after it.
    """
    token = tokens[at]
    if HAN.search(token.word):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is None or not HAN.search(after.word) or after.word in _PARTICLES:
            return ()
        return (token.word + after.word,)
    if ARABIC.search(token.word):
        bones = skeleton(token.stem.removeprefix("ل").removeprefix("ب"))
        return (bones,) if len(bones) >= LEAST_BONES else (token.stem,)
    return (token.stem[:_SHARED],)


# -------------------------------------------------------------------------- two texts


def contradicts(claim: str, evidence: str, language: str) -> bool:
    """Whether a claim denies what its evidence affirms, or affirms what it denies or limits.

    Both are in `language`.

    >>> contradicts("The rules are binding.", "These are non-binding rules.", "en")
    True
    >>> contradicts("The rules do not bind.", "These are non-binding rules.", "en")
    False
    """
    said, told = clauses(claim, language), clauses(evidence, language)
    own, other = _merged(said), _merged(told)
    if (own.denies or own.doubled) and not (other.denies or other.doubled):
        # "Without rain there is no harvest": two denials affirm. "None but this": only this.
        if not sum(c.denies for c in said) % 2 or (own.excepts and "exclusive" in other.degrees):
            return False
    if _opposed(own, other) or _exceeds(own.degrees, other.degrees):
        return True
    return not _explained(own, other) and (
        _denied_alone(said, told) or (not own.denies and _denied_alone(told, said, 2))
    )


def _opposed(own: Clause, other: Clause) -> bool:
    """Whether a pair of opposites stands on different sides.

    Where only a denial sets them apart, the other text must deny nothing: it may say the same by
    another word.
    """
    for name in own.opposites.keys() & other.opposites.keys():
        one, two = own.opposites[name], other.opposites[name]
        if len(one) == len(two) == 1 and one != two:
            if name in own.plain and name in other.plain:
                return True
            if own.denies != other.denies:
                return True
    return False


def _explained(own: Clause, other: Clause) -> bool:
    """Whether one text denies a word and the other has its opposite: "not rare", "common"."""
    return any(
        own.opposites[name] == other.opposites[name]
        and (name in own.plain) != (name in other.plain)
        for name in own.opposites.keys() & other.opposites.keys()
    )


def _denied_alone(these: Sequence[Clause], those: Sequence[Clause], least: int = 1) -> bool:
    """Whether a clause denies words that the other text affirms, and denies none with it."""
    whole = _merged(those)
    for clause in these:
        pairs = {k: (states, whole.words[k]) for k, states in clause.words.items()
                 if k in whole.words}  # fmt: skip
        pairs |= {k: (states, whole.words[k]) for k, states in clause.undenied.items()
                  if k in whole.words and k not in clause.words
                  and not _said_alike(clause, whole, k)}  # fmt: skip
        alone = {k for k, pair in pairs.items() if pair == ({True}, {False})}
        both = any(pair == ({True}, {True}) for pair in pairs.values())
        if (
            len(alone) >= least
            and not both
            and not any(c.denies for c in those if c.words.keys() & alone)
        ):
            return True
    return False


def _said_alike(clause: Clause, whole: Clause, stem: str) -> bool:
    """Whether the word that denies by its prefix stands in the other text just so."""
    keys = clause.prefixed[stem] & clause.words.keys()
    return any(clause.words[k] & whole.words.get(k, set()) for k in keys)


def _exceeds(own: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> bool:
    """Whether a claim says "all", "always" or "only" of what its evidence says less.

    "All" and "some" must be of the same things.
    """
    if "always" in own and "always" not in other and "sometimes" in other.keys() - own.keys():
        return True
    if "some" not in own and "every" not in other:
        if own.get("every", set()) & other.get("some", set()):
            return True
    return any(
        "exclusive" in one.keys() - two.keys() and "inclusive" in two.keys() - one.keys()
        for one, two in ((own, other), (other, own))
    )


def _merged(found: Sequence[Clause]) -> Clause:
    whole = Clause()
    for clause in found:
        for mine, its in (
            (whole.words, clause.words),
            (whole.opposites, clause.opposites),
            (whole.undenied, clause.undenied),
        ):
            for key, states in its.items():
                mine.setdefault(key, set()).update(states)
        for stem, keys in clause.prefixed.items():
            whole.prefixed.setdefault(stem, set()).update(keys)
        for name, said in clause.degrees.items():
            whole.degrees.setdefault(name, set()).update(said)
        whole.plain |= clause.plain
        whole.denies |= clause.denies
        whole.doubled |= clause.doubled
        whole.excepts |= clause.excepts
    return whole


def opposed(claim: str, evidence: str, language: str, other: str = "") -> bool:
    """Whether two texts have words that say the contrary of each other: "one-off", "recurring".

    The evidence may be in `other`, a second language.

    >>> opposed("Is it a one-off fair?", "The fairs are recurring.", "en")
    True
    >>> opposed("Is it a one-off fair?", "It takes place only once.", "en")
    False
    """
    own = _merged(clauses(claim, language)).opposites
    told = _merged(clauses(evidence, other or language)).opposites
    shared = ((own[name], told[name]) for name in own.keys() & told.keys())
    return any(len(one) == len(two) == 1 and one != two for one, two in shared)


def spellings_of(pair: str, language: str) -> tuple[str, ...]:
    """The words on both sides of a pair of opposites."""
    one, other = record_of(language)["opposites"].get(pair, ((), ()))
    return (*one, *other)


def lacks(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Whether a word of absence stands close before a word, with no negator: "for lack of rain"."""
    polar = polarity_words(language)
    negators = words_of(language).negators.covered(tokens)
    before = {s: s + n for s, n in polar.absences.positions(tokens).items() if s not in negators}
    return any(end <= at < end + _CLOSE for end in before.values())


def pairs_of(text: str, language: str) -> set[str]:
    """The pairs of opposites that a text has a word of, on either side."""
    return {name for clause in clauses(text, language) for name in clause.opposites}
