"""Words and word groups looked for in a text, however they are inflected."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from qa.words.tokens import Token, tokenize

CLITICS = regex.compile(r"^[وف]?(?:[بكل]?ال|لل|[بلك])?(?=\w{2})")
"""What Arabic writes onto a word: "and", "so", "by", "for", "as", and the article."""
_ATTACHED = regex.compile(r"(?<=\w{3})(?:هما|ها|هم|ه)$")
_FUTURE = regex.compile(r"[وف]?[سحه](?=[ينتا]\w{2})")
"""What Arabic writes before an imperfect verb: "will", in dialects as well."""
_WITH = "مع"
"""A preposition that is no noun without its alef: "with" is not "together"."""
_DOERS = ("er", "ers", "or", "ors")


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """An Arabic word with its accusative alef, and without what is written onto it."""
    forms = [] if word == _WITH else [word + "ا"]
    forms.append(_ATTACHED.sub("", word))
    if len(word) > 2 and word[0] in "وف":
        forms.append(word[1:])
    if len(word) > 2:
        forms.append(CLITICS.sub("", word))
    if future := _FUTURE.match(word):
        rest = word[future.end() :]
        forms += [rest, _ATTACHED.sub("", rest)]
    return tuple(forms)


class Phrases:
    """Runs of words, found in a question's tokens; in Arabic also behind "و" and "ف"."""

    def __init__(self, phrases: Iterable[str], language: str, *, by_stem: bool = False) -> None:
        """Fold every phrase; with `by_stem`, inflected forms are found as well.

        Arabic stems of fewer than four letters are too many words at once.
        """
        self._arabic = language == "ar"
        self._by_stem = by_stem and not self._arabic
        phrases = list(phrases)
        # To contain is no container: who or what does something is another word than what is done.
        self._doers = {
            token.stem
            for phrase in phrases
            for token in tokenize(phrase, language)
            if by_stem and token.word.endswith(_DOERS)
        }
        self._stems = {
            tokens[0].stem
            for tokens in (tokenize(phrase, language) for phrase in phrases)
            if by_stem and self._arabic and len(tokens) == 1 and len(tokens[0].stem) >= 4
        }
        self._words = {t[0].word for p in phrases if len(t := tokenize(p, language)) == 1}
        self._runs: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            run = tuple(self._key(token) for token in tokenize(phrase, language))
            if run and run not in self._runs.setdefault(run[0], []):
                self._runs[run[0]].append(run)
        for runs in self._runs.values():
            runs.sort(key=len, reverse=True)

    def _key(self, token: Token) -> str:
        return token.stem if self._by_stem else token.word

    def at(self, tokens: Sequence[Token], start: int) -> int:
        """Length of the longest phrase that begins at `start`, 0 when none does."""
        longest = 0
        for first in self._firsts(tokens[start]):
            for run in self._runs.get(first, ()):
                rest = tokens[start + 1 : start + len(run)]
                if len(run) > longest and self._follow(rest, run[1:]):
                    longest = len(run)
        return longest or int(tokens[start].stem in self._stems)

    def _follow(self, tokens: Sequence[Token], rest: Sequence[str]) -> bool:
        """Whether words are the rest of a phrase, an Arabic accusative with or without alef."""
        if len(tokens) != len(rest):
            return False
        return all(
            self._key(token) == word or (self._arabic and token.word + "ا" == word)
            for token, word in zip(tokens, rest, strict=True)
        )

    def _firsts(self, token: Token) -> Iterator[str]:
        doer = self._by_stem and token.word.endswith(_DOERS) and token.stem not in self._doers
        yield token.word if doer else self._key(token)
        if self._arabic:
            yield from _forms(token.word)

    def exactly(self, token: Token) -> bool:
        """Whether a word as it stands is one of the phrases, nothing taken off it."""
        key = self._key(token)
        return (key,) in self._runs.get(key, ())

    def literally(self, token: Token) -> bool:
        """Whether one of the phrases is this very word, and no other of its stem."""
        return token.word in self._words

    def positions(self, tokens: Sequence[Token]) -> dict[int, int]:
        """Start and length of every phrase, from left to right, longest first."""
        found: dict[int, int] = {}
        start = 0
        while start < len(tokens):
            length = self.at(tokens, start)
            if length:
                found[start] = length
            start += max(1, length)
        return found

    def covered(self, tokens: Sequence[Token]) -> set[int]:
        """The positions that any phrase covers."""
        spans = self.positions(tokens).items()
        return {i for start, length in spans for i in range(start, start + length)}
