"""Words of a question that no document has: typing errors, other spellings, clitics."""

from collections.abc import Iterable, Mapping, Sequence

import regex
from rapidfuzz.distance import DamerauLevenshtein

from corpus.records import Term
from index.lexicon import lexicon
from qa.words.language import Language
from qa.words.tokens import Token, stem

PROPER = ("entity", "organisation", "region", "place", "event")
"""Kinds of terms that are names of somebody or something."""
_SPOKEN = regex.compile(r"[وف]?(?:[بلعك]?ه|ع)(?=ال)")
"""What Arabic dialects write before the article: "هالمتاحف" are these museums, "عالطاولة" on it."""
_OCEAN = tuple(
    (regex.compile(pattern), other)
    for pattern, other in (
        (r"log(s?)$", r"logue\1"),
        (r"logue(s?)$", r"log\1"),
        (r"gram(s?)$", r"gramme\1"),
        (r"gramme(s?)$", r"gram\1"),
        (r"or(s?|ed|ing)$", r"our\1"),
        (r"our(s?|ed|ing)$", r"or\1"),
        (r"ter(s?)$", r"tre\1"),
        (r"tre(s?)$", r"ter\1"),
        (r"iz(e[sd]?|ing|ations?)$", r"is\1"),
        (r"is(e[sd]?|ing|ations?)$", r"iz\1"),
        (r"ense(s?)$", r"ence\1"),
        (r"ence(s?)$", r"ense\1"),
    )
)
"""Endings that English spells in two ways."""
_LEAST = 5
"""Letters at least of a word that is corrected."""
_LONG = 9
"""Letters from which two may be wrong."""


class Spelling:
    """Corrects words by those of the documents."""

    def __init__(
        self,
        names: Mapping[tuple[str, ...], Sequence[tuple[Term, str, str]]],
        frequency: Mapping[str, Mapping[str, int]],
        words: set[str],
    ) -> None:
        """Keep the names and words that may be meant.

        Args:
            names: terms by the stems of a name, each with the name and its language.
            frequency: stems of the texts by language.
            words: stems of all texts and names.
        """
        self._names, self._words = names, words
        self._spelled = {
            language: {*counts, *(s for name in self._names_in(language) for s in name)}
            for language, counts in frequency.items()
        }
        self._english = {
            *frequency.get("en", ()),
            *(
                part
                for name, entries in self._names.items()
                if any(code == "en" for _, _, code in entries)
                for part in name
            ),
        }
        self._names_only = {
            stem for name, entries in self._names.items() for stem in name
            if any(term.kind in PROPER for term, _, _ in entries)
        }  # fmt: skip

    def correct(self, tokens: Sequence[Token], words: Language) -> tuple[Token, ...]:
        """Replace words that occur nowhere by the one word that is a typing error away."""
        found = [self._corrected(token, words) for token in tokens]
        for at, token in enumerate(found):
            if (other := self._spelled_else(token, words)) is not None:
                found[at] = other
            elif token.stem != tokens[at].stem and self._misspelled(tokens[at], words):
                # Beside the other words of a name, that name is meant and no other alike.
                found[at] = self._completing([*found[:at], *tokens[at:]], at) or token
            elif token.stem == tokens[at].stem and self._misspelled(token, words):
                found[at] = self._completing(found, at) or self._nearest_word(token, words) or token
        return tuple(found)

    def _spelled_else(self, token: Token, words: Language) -> Token | None:
        """A word as it is spelled across the ocean, where the documents have it so: "catalog"."""
        own = self._english
        if words.code != "en" or token.stem in own or words.number(token) is not None:
            return None  # "four" is no "for"
        for pattern, other in _OCEAN:
            found = stem(pattern.sub(other, token.word), "en")
            if found != token.stem and found in own:
                return Token(token.raw, pattern.sub(other, token.word), found)
        return None

    def _misspelled(self, token: Token, words: Language) -> bool:
        """Whether a word of some length, and no number, occurs nowhere in its language."""
        if _is_of(words, token):
            return False
        spelled = self._spelled.get(words.code, self._words)
        long = len(token.stem) >= _LEAST
        return long and token.stem not in spelled and not words.is_empty(token)

    def _names_in(self, language: str) -> Iterable[tuple[str, ...]]:
        """Names in a language, and those of places and bodies in any."""
        for name, entries in self._names.items():
            if any(code == language or term.kind in PROPER for term, _, code in entries):
                yield name

    def _completing(self, tokens: Sequence[Token], at: int) -> Token | None:
        """The word that makes a name of several words together with those beside it.

        "Guided tuors" are guided tours, where "tuors" alone might be anything.
        """
        token = tokens[at]
        near: list[tuple[int, str]] = []
        for name in self._names:
            if len(name) < 2:
                continue
            for k, word in enumerate(name):
                beside = tokens[max(0, at - k) : at - k + len(name)]
                if at < k or len(beside) < len(name) or word[:1] != token.stem[:1]:
                    continue
                rest = [t.stem == part for t, part in zip(beside, name, strict=True)]
                if sum(rest) == len(name) - 1 and (distance := _typed(token.stem, word)):
                    near.append((distance, word))
        return Token(token.raw, min(near)[1], min(near)[1]) if near else None

    def _nearest_word(self, token: Token, words: Language) -> Token | None:
        """The one-word name that was meant by what is no word of the language at all."""
        known = lexicon(words.code)
        if not len(known) or token.stem in known or token.raw[:1] != token.raw[:1].lower():
            return None
        near = [
            (distance, name[0])
            for name, entries in self._names.items()
            if len(name) == 1
            and name[0][:1] == token.stem[:1]
            and any(code == words.code for _, _, code in entries)
            and (distance := _typed(token.stem, name[0]))
        ]
        return Token(token.raw, min(near)[1], min(near)[1]) if near else None

    def _corrected(self, token: Token, words: Language) -> Token:
        if (bare := self._without_clitic(token)) is not None:
            return bare
        # Only names are corrected: another word may be a paraphrase, which the encoder reads.
        allowed = 2 if len(token.stem) >= 9 else 1 if len(token.stem) >= 5 else 0
        if not allowed or token.stem in self._words or words.is_empty(token):
            return token
        if _is_of(words, token):
            return token
        near = [
            (distance, word)
            for word in self._names_only
            if abs(len(word) - len(token.stem)) <= allowed and len(word) >= 4
            and (distance := DamerauLevenshtein.distance(
                token.stem, word, score_cutoff=allowed)) <= allowed
        ]  # fmt: skip
        if not near:
            return token
        best = min(near)[1]
        return Token(token.raw, best, best)

    def _without_clitic(self, token: Token) -> Token | None:
        """The word without a one-letter preposition or conjunction, if that is what is known.

        light10 leaves these on, since a single letter is as often part of the word. Nor does it
        know what dialects write before the article: "these" and "on".
        """
        if token.stem not in self._words and (spoken := _SPOKEN.match(token.word)):
            rest = token.word[spoken.end() :]
            found = stem(rest, "ar")
            if len(rest) >= _LEAST and found in self._words:
                return Token(token.raw, rest, found)
        if token.stem in self._words or len(token.word) < 4 or token.word[0] not in "بلكفو":
            return None
        rest = token.word[1:]
        found = stem(rest, "ar")
        return Token(token.raw, rest, found) if found in self._words else None


def _typed(stem: str, word: str) -> int:
    """How many slips of the keyboard lie between two stems; 0 when too many, or none, do."""
    most = 2 if len(stem) >= _LONG else 1
    if abs(len(word) - len(stem)) > most or len(word) < _LEAST - 1:
        return 0
    distance = DamerauLevenshtein.distance(stem, word, score_cutoff=most)
    return distance if distance <= most else 0


def _is_of(words: Language, token: Token) -> bool:
    """Whether a word is one of the language's own, and no typing error: "four", "refused"."""
    if words.number(token) is not None or token.word in words.ordinals:
        return True
    return any(phrases.exactly(token) for phrases in words.asks.values())
