"""What a text affirms and what it denies, clause by clause and word by word.

A word is denied by a denial that reaches it (`qa.words.denials`) or by a prefix ("informal"). Words
that say the contrary of each other ("rarely" and "often") are one thing, affirmed or denied.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from index.analyzer import ARABIC, HAN, LEAST_BONES, skeleton
from qa.words.denials import CLOSE, REACH, Denials, PolarityWords, denials, polarity_words
from qa.words.language import Language, words_of
from qa.words.phrases import Phrases
from qa.words.tokens import Token, tokenize

Pairs = Mapping[str, tuple[Phrases, Phrases]]
_PAUSE = regex.compile(r"[,;:،؛.!?؟。，；：()（）\n|]|\s[–—-]\s")
_PARTICLES = frozenset("的了在是和与及也都而等之于以所被把由其该这那个")
"""Chinese characters with which no word ends."""
_PARTICIPLE = regex.compile(r"(?:ущ|ющ|ащ|ящ|вш)(?:ий|ая|ее|ие|его|ей|их|ему|им|ими|ем|ую|ого|ом)$")
"""A Russian participle, which goes on after a comma with what the clause before it says."""
_BEGUN = 3
"""With so few words before a pause a denial has hardly begun."""
_LESS = {"always": "sometimes", "exclusive": "inclusive"}
"""What a degree becomes when it is denied: "need not always", "was not made only for"."""
_SHARED = 6
"""Words that begin with this many equal letters are forms of one word."""


@dataclass(slots=True)
class Clause:
    """A clause: its words and pairs of opposites, each affirmed (False) or denied (True).

    `plain` are the pairs of which a word stands there undenied, `turned` those of which one is
    denied, `either` those of which both sides are open: "permanent or temporary". `undenied` are
    the words that a prefix denies, as "formal" in "informal", and whether that is so, `degrees`
    the kinds of "always", "all", "some" and "only", with the words next to them. `first` are the
    words right after a denial: what it denies, whatever else it reaches.
    """

    words: dict[str, set[bool]] = field(default_factory=dict)
    opposites: dict[str, set[bool]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    turned: set[str] = field(default_factory=set)
    either: set[str] = field(default_factory=set)
    undenied: dict[str, set[bool]] = field(default_factory=dict)
    degrees: dict[str, set[str]] = field(default_factory=dict)
    prefixed: dict[str, set[str]] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)
    denies: bool = False
    doubled: bool = False
    excepts: bool = False
    chooses: bool = False


@lru_cache(maxsize=4096)
def clauses(text: str, language: str, *, wide: bool = True) -> tuple[Clause, ...]:
    """A text clause by clause; `wide` with all pairs of opposites, not the commonest alone."""
    words, polar = words_of(language), polarity_words(language)
    pairs = polar.contraries if wide else polar.opposites
    runs = [run for part in _parts(text, language, polar) for run in _parted(part, polar)]
    corrected = [0 in polar.correctives.positions(run) for run in runs[1:]]
    return tuple(
        _read(run, words, polar, pairs, corrected=after)
        for run, after in zip(runs, (*corrected, False), strict=False)
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


def _read(
    tokens: Sequence[Token], words: Language, polar: PolarityWords, pairs: Pairs, *, corrected: bool
) -> Clause:
    """What a clause says; all of one that is `corrected` is denied: "not X of Y, but Z"."""
    denied = denials(tokens, polar)
    idle = polar.no_denials.covered(tokens)
    early = _not_yet(tokens, polar)
    clause = Clause(
        denies=denied.odd,
        doubled=denied.count > 0 and not denied.odd,
        excepts=bool(polar.exceptions.positions(tokens)),
    )
    for i, token in enumerate(tokens):
        if i in denied.words or i in idle or words.is_stopword(token):
            continue
        for key in _keys(tokens, i, words):
            clause.words.setdefault(key, set()).add(denied.reach(i))
            if i in early:
                clause.words[key].add(not denied.reach(i))
        for stem in words.undenied(token):
            clause.undenied.setdefault(stem[:_SHARED], set()).add(not denied.reach(i))
            clause.prefixed.setdefault(stem[:_SHARED], set()).update(_keys(tokens, i, words))
    clause.first = _right_after(tokens, denied, words)
    _read_opposites(clause, tokens, pairs, denied, idle, REACH if corrected else CLOSE)
    _read_choices(clause, tokens, pairs, polar)
    _read_degrees(clause, tokens, words, polar, denied)
    return clause


def _right_after(tokens: Sequence[Token], denied: Denials, words: Language) -> set[str]:
    """By what the words are known that stand right after a denial, empty words aside.

    None in Chinese, where two characters may be the halves of two words.
    """
    found: set[str] = set()
    if any(HAN.search(token.word) for token in tokens):
        return found
    for end in denied.ends:
        after = (i for i in range(end + 1, len(tokens)) if not words.is_stopword(tokens[i]))
        if (first := next(after, None)) is not None and first <= end + CLOSE:
            found |= set(_keys(tokens, first, words))
    return found


def _not_yet(tokens: Sequence[Token], polar: PolarityWords) -> set[int]:
    """What is not so yet: the words after "before", in Chinese all of its clause."""
    found = polar.opposites["before"][0].positions(tokens) if "before" in polar.opposites else {}
    if found and HAN.search(tokens[0].word):
        return set(range(len(tokens)))
    return {i for s, n in found.items() for i in range(s + n, min(s + n + REACH, len(tokens)))}


def _read_opposites(
    clause: Clause,
    tokens: Sequence[Token],
    pairs: Pairs,
    denied: Denials,
    idle: set[int],
    far: int,
) -> None:
    for name, sides in pairs.items():
        for start, contrary in _sides(tokens, sides).items():
            if start not in idle:
                turned = denied.reach(start, far)
                clause.opposites.setdefault(name, set()).add(contrary != turned)
                (clause.turned if turned else clause.plain).add(name)


def _read_choices(
    clause: Clause, tokens: Sequence[Token], pairs: Pairs, polar: PolarityWords
) -> None:
    choices = polar.choices.covered(tokens)
    clause.chooses = bool(choices)
    for name in clause.opposites if choices else ():
        found = _sides(tokens, pairs[name])
        if len(set(found.values())) == 2 and choices & set(range(min(found), max(found))):
            clause.either.add(name)


def _read_degrees(
    clause: Clause,
    tokens: Sequence[Token],
    words: Language,
    polar: PolarityWords,
    denied: Denials,
) -> None:
    listed, idle = polar.degrees["inclusive"].positions(tokens), polar.no_denials.positions(tokens)
    longer = {
        i
        for phrases in (*polar.degrees.values(), polar.no_denials)
        for start, length in phrases.positions(tokens).items()
        for i in range(start + 1, start + length)
    }
    for name, phrases in polar.degrees.items():
        anywhere = name in ("sometimes", "some", "inclusive", "besides")
        for start, length in phrases.positions(tokens).items():
            # "Only one of several" excludes nothing, nor does "not only" say "only".
            if name == "exclusive" and start + length in listed:
                continue
            if not anywhere and (start in longer or idle.get(start, length) != length):
                continue
            kind = _LESS.get(name, name) if denied.reach(start) else name
            after = range(start + length, min(start + length + CLOSE, len(tokens)))
            said = (_keys(tokens, i, words) for i in after if not words.is_stopword(tokens[i]))
            clause.degrees.setdefault(kind, set()).update(k for keys in said for k in keys)


def _sides(tokens: Sequence[Token], sides: tuple[Phrases, Phrases]) -> dict[int, bool]:
    """Where words of a pair of opposites stand, and whether each is of the second side.

    In "poorly suited" the first word decides for both.
    """
    second = sides[1].positions(tokens)
    covered = {i for s, n in second.items() for i in range(s, s + n + CLOSE)}
    first = {start: False for start in sides[0].positions(tokens) if start not in covered}
    return first | dict.fromkeys(second, True)


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
