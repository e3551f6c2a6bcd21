"""From the words of a question to what it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from qa.reading.aside import afterword, lead_in, restated, said_twice, slashes, tail_of
from qa.reading.vocabulary import Mention, Vocabulary
from qa.words.countries import countries
from qa.words.glosses import glossed
from qa.words.language import Language, detect, words_of
from qa.words.paraphrase import with_paraphrases
from qa.words.synonyms import with_synonyms
from qa.words.tokens import Token, tokenize


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
    and of "or".
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
        found = countries(self.tokens, self.language)
        return {at: code for at, code in found.items() if at not in inside}

    def years(self) -> set[int]:
        """Numbers that are years."""
        return {n.value for n in self.numbers if 1900 <= n.value <= 2100}


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
    typed = tokenize(text, words.code)
    tokens = vocabulary.correct(typed, words)
    if vocabulary.foreign(words.code) is not None:
        tokens = glossed(tokens, words.code)
    elif not vocabulary.prepared:
        tokens = with_synonyms(tokens, words.code, vocabulary.knows)
    if not vocabulary.prepared:
        tokens = with_paraphrases(tokens, vocabulary.told, vocabulary.known)
    mentions = _real(vocabulary.mentions(tokens, words), typed, words)
    covered = {i for m in mentions for i in range(m.start, m.end)}
    named = {i for m in mentions if not m.of_kind("header", "topic") for i in range(m.start, m.end)}
    cues = _cues(text, typed, words, named)
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
    denying = words.negators.covered(typed) | _dialect_negation(typed, words)
    denying -= _only(typed, words)
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
    last = afterword(text, typed, words, [at for kind, at in cues.items() if kind in _ASKS])
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
        or_at=tuple(sorted(words.or_words.covered(typed) - named)),
        subject_verb=bool(words.subject_verbs.covered(typed) - named),
        lead=lead,
        restated=frozenset(restated(text, typed, words, terms, content)),
        slashes=slashes(text, words.code),
    )


_QUOTED = regex.compile(r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]")
_MOST_QUOTED = 0.5
"""Share of a question in quotation marks from which on they mark nothing."""


def _quoted(text: str, tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of several words in quotation marks: the very words that are asked about."""
    found: set[int] = set()
    for match in _QUOTED.finditer(text):
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
            and tokenize(name, words.code)[0].word == tokens[m.start].word
            for term in m.terms
            for name in term.names.get(words.code, ())
        )
    )


def _beside_years(tokens: Sequence[Token], numbers: Sequence[Numeral], words: Language) -> set[int]:
    """Positions of "year" right before or after a number that is one."""
    named = words.asks["year"].covered(tokens)
    years = {n.position for n in numbers if 1900 <= n.value <= 2100}
    return {i for i in named if {i - 1, i + 1} & years}


def _dialect_negation(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of Arabic words that deny as dialects do: "ما", and one that ends with its "ش".

    Elsewhere "ما" asks "what": it denies before a verb with a "ب", before a word with the "ش" of a
    negation, and before a verb that follows "who" or "which".
    """
    if words.code != "ar":
        return set()
    found = {i for i, token in enumerate(tokens) if _DENYING.fullmatch(token.word)}
    for i, (token, after) in enumerate(pairwise(tokens)):
        if token.word == "ما":
            verb = words.is_verb(after)
            asked = any(t.word in _WHICH for t in tokens[max(0, i - _NEAR) : i])
            ends = (
                len(after.word) > _NEAR
                and after.word.endswith("ش")
                and not after.word.startswith("ال")
            )
            if ends or (verb and (after.word[0] in "بم" or asked)):
                found.add(i)
    return found


_DENYING = regex.compile(
    r"[وف]?(?:ما?[بك][تين]\w{2,}ش|ما?(?:عند|ل|لي|مع|في|علي)(?:ها|هم|هن|ه|و|ي|نا|ك|كم)?ش|مكاي\w+ش"
    r"|ما\w{3,}ش)"
)
"""An Arabic word between "م" and "ش", the two halves of a dialect's negation."""
_WHICH = frozenset(
    ("اي", "ايه", "انهي", "اللي", "الي", "التي", "الذي", "يلي", "مين", "شكون", "اما")
)
_NEAR = 3


_NAMING = ("which", "list", "by_name")
_ASKING = ("which", "who", "count", "where", "yes_no")


def _only(tokens: Sequence[Token], words: Language) -> set[int]:
    """Positions of a French "ne" that a "que" follows without "pas": it says "only"."""
    if words.code != "fr":
        return set()
    found = set()
    for i, token in enumerate(tokens):
        after = [t.word for t in tokens[i + 1 : i + 5]]
        if token.word in ("ne", "n") and {"que", "qu"} & set(after):
            before = after[: min(after.index(w) for w in ("que", "qu") if w in after)]
            if not {"pas", "plus", "jamais", "point", "aucun"} & set(before):
                found.add(i)
    return found


_WH = frozenset(("which", "who", "when", "where", "why", "how", "count", "define", "about"))
_ASKS = _WH | {"yes_no"}
_POINTING = "это"
_PAUSE = regex.compile(r"[,;:.!،؛–—](?=\s)")


def _leave_out(at: dict[str, dict[int, int]], tokens: Sequence[Token], words: Language) -> None:
    """Take out what looks like a question word and is none, language by language."""
    if words.code == "en":
        # "They count health among their topics" counts nothing.
        at["count"] = {s: n for s, n in at.get("count", {}).items() if not _is_verb(tokens, s, n)}
    if words.code == "ar":
        at["who"] = {s: n for s, n in at.get("who", {}).items() if not _is_from(tokens, s, n)}
        # "To you" is written like "how much" behind a preposition.
        count = at.get("count", {}).items()
        at["count"] = {s: n for s, n in count if n > 1 or tokens[s].word not in _TO_YOU}
        why = at.get("why", {}).items()
        at["why"] = {
            s: n
            for s, n in why
            # "Like the gathering" is written like a dialect's "why" behind a preposition.
            if n > 1 or (tokens[s].word[:1] not in "كبل" or words.cues["why"].exactly(tokens[s]))
            if not s or n > 1 or tokens[s].word not in _NOT
        }
        # "After what it has ended" is "after it has ended": the "what" only joins.
        which = at.get("which", {}).items()
        at["which"] = {s: n for s, n in which if n > 1 or not _joins(tokens, s)}
    if words.code == "fr":
        # "Un État qui n'applique pas": behind a noun, where something else is asked for.
        asked = min((s for kind in ("which", "define") for s in at.get(kind, {})), default=-1)
        who = at.get("who", {}).items()
        at["who"] = {
            s: n for s, n in who
            if n > 1 or asked < 0 or s < asked + 2 or words.is_stopword(tokens[s - 1])
        }  # fmt: skip
        # "Où" asks where; "ou", which is typed for it at the head only, is "or".
        where = at.get("where", {}).items()
        at["where"] = {s: n for s, n in where if not s or n > 1 or tokens[s].raw.lower() != "ou"}


_WHAT = "ما"
_BEFORE_WHAT = frozenset("بعد قبل كل عند حين بدل حال مثل طول وقت اول وبعد وقبل وكل وعند".split())


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether an Arabic "what" belongs to the conjunction before it."""
    return tokens[at].word == _WHAT and at > 0 and tokens[at - 1].word in _BEFORE_WHAT


def _cues(text: str, tokens: Sequence[Token], words: Language, named: set[int]) -> dict[str, int]:
    """Kinds of question words outside names, each with the position of its first word."""
    at: dict[str, dict[int, int]] = {}
    idle = _phrases(tokens, words)
    for kind, phrases in words.cues.items():
        starts = {s: n for s, n in phrases.positions(tokens).items() if s not in named}
        if kind in _MEASURES or kind == "count":
            # "For the most part" and "bring together" neither rank nor add up.
            starts = {s: n for s, n in starts.items() if idle.get(s, 0) <= n}
        if starts:
            at[kind] = starts
    # "How important" counts nothing.
    hows = at.get("how", {})
    at["count"] = {s: n for s, n in at.get("count", {}).items() if hows.get(s, 0) <= n}
    compared = {**at.get("more", {}), **at.get("less", {})}
    for kind in ("most", "fewest"):
        # In Arabic "more than" begins with the word for "most".
        kept = {s: n for s, n in at.get(kind, {}).items() if compared.get(s, 0) <= n}
        at[kind] = kept
    _leave_out(at, tokens, words)
    _by_what_means(at)
    found = {kind: min(starts) for kind, starts in at.items() if starts}
    if "when" in found and _is_conjunction(found, tokens):
        del found["when"]
    if (asks := _asks_whether(text, tokens, words, found)) is not None:
        found["yes_no"] = asks
        if found.get("when", asks) < asks:
            del found["when"]
        # "Are most of them ...?" asks about a majority, "is X the largest?" for an extreme.
        if found.get("most", 0) == asks + 1:
            del found["most"]
    return found


def _by_what_means(at: dict[str, dict[int, int]]) -> None:
    """Take out the "which" of "in which way": it asks how, and no list is wanted."""
    inside = {i for s, n in at.get("how", {}).items() if n > 1 for i in range(s, s + n)}
    longest = at.get("how", {})
    for kind in ("which", "list"):
        starts = at.get(kind, {}).items()
        at[kind] = {s: n for s, n in starts if s not in inside or n > longest.get(s, 0) > 0}


def _is_verb(tokens: Sequence[Token], start: int, length: int) -> bool:
    """Whether an English "count" alone, behind a noun, is what somebody does."""
    alone = length == 1 and tokens[start].word == "count"
    return alone and start > 0 and not words_of("en").is_stopword(tokens[start - 1])


AND = frozenset(("and", "et", "y", "и", "و", "和", "与", "跟"))
"""Words that join two things."""


def _is_conjunction(found: Mapping[str, int], tokens: Sequence[Token]) -> bool:
    """Whether "when" joins clauses: "when it is not meant literally, what does it describe?".

    It does where something else is asked for as well, unless the two are joined: "who and when".
    """
    at = found["when"]
    others = [found[kind] for kind in ("which", "who", "where", "why", "count") if kind in found]
    beside = tokens[max(0, at - 1) : at + 2]
    joined = any(t.word in AND for t in beside) or tokens[at].word[:1] == "و"
    return bool(others) and not joined and all(abs(other - at) > 2 for other in others)


_MEASURES = frozenset(
    "most fewest more less at_least at_most between bigger smaller total common compare rank same"
    " absent".split()
)


def _phrases(tokens: Sequence[Token], words: Language) -> dict[int, int]:
    """For every position inside a phrase that says nothing: how many words the phrase has."""
    found: dict[int, int] = {}
    for phrases in (words.stopwords, words.scaffold):
        for start, length in phrases.positions(tokens).items():
            for i in range(start, start + length):
                found[i] = max(found.get(i, 0), length)
    return found


_TO_YOU = frozenset(("لكم", "ولكم", "فلكم"))
_NOT = frozenset(("لم", "ولم", "فلم"))
"""Asks why at the head of a question, and denies elsewhere."""
_WHO, _OF = "من", frozenset(("بين", "ضمن", "خلال", "اي", "اين", "اجل", "حيث", "فضلك", "جهه", "متي"))


def _is_from(tokens: Sequence[Token], start: int, length: int) -> bool:
    """Whether an Arabic "من" is the preposition: elsewhere than first, or before another one."""
    if length > 1 or tokens[start].word != _WHO:
        return False
    return start > 0 or (len(tokens) > 1 and tokens[1].word in _OF)


def _asks_whether(
    text: str, tokens: Sequence[Token], words: Language, found: Mapping[str, int]
) -> int | None:
    """Where a yes/no question begins: with the text, or after "once it is over, ...".

    None when the text asks something else: "could you tell me which ...", and after "in which of
    them, ..." a verb asks nothing.
    """
    asked = found.keys() & _WH
    first = words.opening.at(tokens, 0) if tokens else 0
    for start in {0, first} if first < len(tokens) else ():
        if words.yes_no.at(tokens, start) and not (words.polite.at(tokens, start) and asked):
            return start
    if asked == {"when"} and found["when"] == 0:
        # "When it has ended, are they bound ...?": the "when" joins clauses.
        return _after_pause(text, tokens, words)
    if asked:
        return None
    if words.code == "zh":
        # Chinese asks in the middle of a sentence or at its end, and nowhere else so.
        return min(words.yes_no.positions(tokens), default=None)
    if words.code == "ru" and _POINTING in {t.word for t in tokens} and text.rstrip()[-1:] == "?":
        # "X — это Y?" asks by its mark alone.
        return 0
    return _after_pause(text, tokens, words)


def _after_pause(text: str, tokens: Sequence[Token], words: Language) -> int | None:
    """The first word after a pause that begins a yes/no question there."""
    for match in _PAUSE.finditer(text):
        at = len(tokenize(text[: match.end()], words.code))
        if at < len(tokens) and words.yes_no.at(tokens, at):
            return at
    return None
