"""From the words of a question to what it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from qa.reading.aside import (
    added,
    afterword,
    lead_in,
    pauses,
    restated,
    said_twice,
    slashes,
    tail_of,
)
from qa.reading.cues import ASKS, cues_of
from qa.reading.joined import completed
from qa.reading.negation import dialect_negation, only, still, whether_or_not
from qa.reading.vocabulary import Mention, Vocabulary
from qa.words.countries import countries
from qa.words.glosses import glossed
from qa.words.language import Language, detect, words_of
from qa.words.paraphrase import with_paraphrases
from qa.words.synonyms import with_synonyms
from qa.words.tokens import Token, tokenize

MANY_WORDS = 10**6
"""More words than any question has."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a question and where it stands."""

    position: int
    value: int


@dataclass(frozen=True)
class Question:
    """A question, read.

    `cues` maps kinds of question words to the position of the first. `content` are the positions
    of words that carry meaning outside mentions, `open` those among them that the language does
    not know as empty ("address", "list"). `negators` and `or_at` are positions of words that deny
    and of "or". From `added` on stands in square brackets what a follow-up is about.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    cues: Mapping[str, int]
    mentions: tuple[Mention, ...]
    content: tuple[int, ...]
    open: tuple[int, ...]
    numbers: tuple[Numeral, ...]
    ordinals: tuple[Numeral, ...]
    negators: tuple[int, ...]
    or_at: tuple[int, ...]
    subject_verb: bool
    lead: int = 0
    restated: frozenset[int] = frozenset()
    slashes: tuple[int, ...] = ()
    added: int = MANY_WORDS

    def has(self, *kinds: str) -> bool:
        """Whether any of these kinds of question words occurs."""
        return any(kind in self.cues for kind in kinds)

    @property
    def negated(self) -> bool:
        """Whether a word of the question denies."""
        return bool(self.negators)

    @cached_property
    def strong(self) -> tuple[Token, ...]:
        """The open words themselves."""
        return tuple(self.tokens[i] for i in self.open)

    @cached_property
    def leftover(self) -> tuple[Token, ...]:
        """The words of `content` themselves."""
        return tuple(self.tokens[i] for i in self.content)

    @cached_property
    def excluded(self) -> tuple[Mention, ...]:
        """What is named only to be left out: "other than X", "besides X"."""
        if "except" not in self.cues:
            return ()
        start = self.cues["except"]
        after = [m for m in self.mentions if m.start > start and not m.of_kind("topic", "header")]
        return tuple(after[:1])

    @cached_property
    def countries(self) -> dict[int, str]:
        """Countries that are named, by position; not what cuts through a name.

        Written without spaces, "West Mediterranean" holds the signs for "Haiti" in Chinese.
        """
        inside = {i for m in self.mentions for i in range(m.start + 1, m.end)}
        tokens, language = self.tokens, self.language
        if language == "zh":
            # "Among them, states ..." holds the signs for "China", with a comma between them.
            inside |= set(pauses(self.text, language))
        found = countries(tokens, language, apart=inside)
        return {at: code for at, code in found.items() if at not in inside}

    def years(self) -> set[int]:
        """Numbers that are years."""
        return {n.value for n in self.numbers if 1900 <= n.value <= 2100}


_THOUSANDS = regex.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
"""What parts the thousands of a number."""
_COMPOUND = regex.compile(r"\b(?<=[\s(\"“]|^)co-(?=\p{Ll}{2})", regex.IGNORECASE)
"""The beginning of "co-operative", which is one word as much as "cooperative"."""

_NAMING = ("which", "list", "by_name")

_ASKING = ("which", "who", "count", "where", "yes_no")


def understand(text: str, vocabulary: Vocabulary, language: str | None = None) -> Question:
    """Read a question against the words and terms of the library.

    Args:
        text: the question.
        vocabulary: of the documents that are asked.
        language: when the caller knows it; else it is detected.
    """
    code = language or detect(text)
    words = words_of(detect(text) if language else code)
    if vocabulary.foreign(words.code) is not None:
        text = said_twice(text)
    text = _COMPOUND.sub("co", _THOUSANDS.sub("", text))
    typed = tokenize(text, words.code)
    tokens = vocabulary.correct(typed, words)
    if vocabulary.foreign(words.code) is not None:
        tokens = glossed(tokens, words.code)
    elif not vocabulary.prepared:
        tokens = with_synonyms(tokens, words.code, vocabulary.knows, vocabulary.told)
    if not vocabulary.prepared:
        tokens = with_paraphrases(tokens, vocabulary.told, vocabulary.known)
    mentions = _real(vocabulary.mentions(tokens, words), typed, words)
    mentions = completed(tokens, mentions, words, lambda run: vocabulary.mentions(run, words))
    covered = {i for m in mentions for i in range(m.start, m.end)}
    named = {i for m in mentions if not m.of_kind("header", "topic") for i in range(m.start, m.end)}
    cues = cues_of(text, typed, words, named)
    cue_words = {i for phrases in words.cues.values() for i in phrases.covered(typed)}
    # "At first" and "first of all" are no places in an order.
    idioms = {
        i for s, n in words.stopwords.positions(typed).items() if n > 1 for i in range(s, s + n)
    }
    places = words.places(tokens).items()
    ordinals = tuple(Numeral(i, n) for i, n in places if i not in covered | idioms)
    ordered = {numeral.position for numeral in ordinals}
    counted = {i: found for i, found in words.numbers(tokens).items() if i not in covered | ordered}
    numbers = tuple(Numeral(i, value) for i, (value, _) in counted.items())
    in_numbers = {i for start, (_, n) in counted.items() for i in range(start, start + n)}
    denying = words.negators.covered(typed) | dialect_negation(typed, words)
    denying -= only(typed, words) | _inside_asking(typed, words) | still(typed, words)
    denying -= whether_or_not(typed, words)
    empty = words.stopwords.covered(typed) | cue_words | covered | denying
    quoted = _quoted(text, typed, words) - covered
    content = tuple(i for i in range(len(tokens)) if i not in empty or i in quoted)
    idle = words.scaffold.covered(typed) | in_numbers | {n.position for n in ordinals}
    idle |= words.asks["percent"].covered(typed) | _beside_years(tokens, numbers, words)
    tail = tail_of(text, typed, words)
    if tail and "yes_no" in cues and any(words.cues[k].positions(typed[tail:]) for k in _NAMING):
        # "Is there any that ...? Which?" asks for the list.
        cues["list"] = cues["which"] = cues.pop("yes_no")
    asking = [cues[kind] for kind in _ASKING if kind in cues and not 0 < tail <= cues[kind]]
    terms = [(m.start, m.end) for m in mentions if not m.of_kind("header", "topic")]
    lead = lead_in(text, typed, words, asking, [start for start, _ in terms])
    # Who speaks of themselves first, and then names what they ask about, asks about that alone.
    names = any(t.kind != "header" for m in mentions if m.start >= lead for t in m.terms)
    first = lead if names and words.first_person.positions(typed[:lead]) else 0
    last = afterword(text, typed, words, [at for kind, at in cues.items() if kind in ASKS])
    content = tuple(i for i in content if first <= i < last)
    return Question(
        text=text,
        language=code,
        tokens=tokens,
        cues=cues,
        mentions=mentions,
        content=content,
        open=tuple(i for i in content if i not in idle or i in quoted),
        numbers=numbers,
        ordinals=ordinals,
        negators=tuple(sorted(denying - covered)),
        or_at=tuple(sorted(words.or_words.covered(typed) - named - _indefinite(typed, words))),
        subject_verb=bool(words.subject_verbs.covered(typed) - named),
        lead=lead,
        restated=frozenset(restated(text, typed, words, terms, content)),
        slashes=slashes(text, words.code),
        added=added(text, words.code),
    )


def _indefinite(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of the Russian "or" that makes a question word mean anything: "что-либо"."""
    if words.code != "ru":
        return set()
    asking = words.cues["which"].covered(tokens) | words.cues["who"].covered(tokens)
    asking |= words.cues["where"].covered(tokens) | words.cues["when"].covered(tokens)
    return {i for i, token in enumerate(tokens) if token.word == "либо" and i - 1 in asking}


_ASKING_FOR_NAMES = ("by_name", "list", "which", "count")


def _inside_asking(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions within a question phrase of several words: Chinese "respectively" has a "not"."""
    return {
        i
        for kind in _ASKING_FOR_NAMES
        for start, n in words.cues[kind].positions(tokens).items()
        if n > 1
        for i in range(start, start + n)
    }


QUOTED = regex.compile(r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]")

_MOST_QUOTED = 0.5
"""Share of a question in quotation marks from which on they mark nothing."""


def _quoted(text: str, tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of several words in quotation marks: the very words that are asked about."""
    found: set[int] = set()
    for match in QUOTED.finditer(text):
        inside = next(group for group in match.groups() if group)
        start = len(tokenize(text[: match.start()], words.code))
        run = range(start, min(len(tokens), start + len(tokenize(inside, words.code))))
        found |= set(run) if len(run) > 1 else set()
    found -= {i for i in found if words.stopwords_only(tokens[i].word)}
    return found if len(found) <= _MOST_QUOTED * len(tokens) else set()


def _real(
    mentions: Sequence[Mention], tokens: Sequence[Token], words: Language
) -> tuple[Mention, ...]:
    """Mentions without those that a question word of several words explains.

    In "the table gives no information" nothing is called "informality", which has the same stem.
    """
    idle = {
        i
        for phrases in words.cues.values()
        for start in range(len(tokens))
        if (length := phrases.at(tokens, start)) > 1
        for i in range(start, start + length)
    }
    if words.code not in ("ar", "zh"):
        # Nor does "make up", the verb, name "integration", of one stem with it in Spanish.
        themes = {m.start for m in mentions if m.of_kind("theme", "term") == m.terms}
        idle |= {i for i in themes if words.scaffold.literally(tokens[i])}
    return tuple(
        m
        for m in mentions
        if m.end - m.start > 1
        or m.start not in idle
        or any(
            tokenize(name, words.code)
            and tokenize(name, words.code)[0].word
            in (tokens[m.start].word, *words.bare(tokens[m.start].word))
            for term in m.terms
            for name in term.names.get(words.code, ())
        )
    )


def _beside_years(tokens: Sequence[Token], numbers: Sequence[Numeral], words: Language) -> set[int]:
    """Positions of "year" right before or after a number that is one."""
    named = words.asks["year"].covered(tokens)
    years = {n.position for n in numbers if 1900 <= n.value <= 2100}
    return {i for i in named if {i - 1, i + 1} & years}
