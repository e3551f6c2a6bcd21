"""Which language a text is in, and the words by which its questions are read.

The words stand in `qa/words/languages/<code>.toml`: question words, comparisons, negation, numbers,
words without content. They belong to the languages, not to any document: what a document is about
comes from its own folder.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from index.analyzer import ARABIC, HAN, stem
from qa.words.phrases import CLITICS, Phrases
from qa.words.tokens import Token, tokenize

LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")
_FOLDER = Path(__file__).parent / "languages"
_ASKS = (
    "month", "day", "previous", "next", "somebody", "country_noun", "city", "person", "contact",
    "title", "contrary", "thing", "approximately", "percent", "times",
    "year", "role", "founded", "money", "currency", "duration", "group", "label",
    "author", "city_noun", "reason", "bodies",
    "naming", "name_of", "speech", "price", "amount", "access", "summary_of",
    "defining", "copula", "source", "numbering", "finding", "papers", "located",
    "thousand", "place", "titled", "once", "forbidding", "meaning",
)  # fmt: skip
_AND = {"es": "y"}
"""What stands between tens and units in number words."""
_LETTERS = {
    "ar": ARABIC,
    "ru": regex.compile(r"\p{Script=Cyrillic}"),
    "zh": HAN,
    "latin": regex.compile(r"\p{Script=Latin}"),
}
_SIGNS = {"fr": frozenset("çœèêàùîôûëï"), "es": frozenset("¿¡ñáíóú")}
"""Signs that of the three languages in Latin script only one writes."""
_THERE = frozenset(("there", "هناك", "فيه", "la", "alli", "там"))
_VERB = regex.compile(
    r"[وف]?(?:[بسه]?[تن]\w{3,5}?|[بسهحغ]?ي\w{2,5}?|كي\w{3,5}?|كت\w{3,4}?)(?:هما|ها|هم|ه|ون|وا|ان|ني|نا|كم|ش)?"
)
_WRITING = (
    "كتاب", "كتب", "كتيب", "كتل", "كتف", "كيان", "كيل", "كيم", "كيس", "كيف", "حيا", "حيو", "حيث",
    "حين", "غيا", "غير", "غيو", "غيث",
)  # fmt: skip
"""Nouns that begin as Moroccan and Egyptian verbs do."""
_NUMBERED_MONTHS = frozenset("تشرين كانون ربيع جمادي جمادى وتشرين وكانون".split())
_AUXILIARIES = frozenset(
    "to will would can could may might shall should must do does did not they it we t ll".split()
)
_VERBAL_NOUN = regex.compile(
    r"[وف]?ت\w{2,3}ي\w(?:ها|هم|ه|ات)?|[وف]?ت\wا\w\w?(?:ها|هم|ه)?|\w+ه|ن\w*"
)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, ready for matching; `languages/en.toml` explains each kind."""

    code: str
    hints: frozenset[str]
    stopwords: Phrases
    scaffold: Phrases
    subject_verbs: Phrases
    negators: Phrases
    yes_no: Phrases
    polite: Phrases
    follow_up: Phrases
    opening: Phrases
    pronouns: Phrases
    reasons: Phrases
    conditions: Phrases
    hedges: Phrases
    greetings: Phrases
    help: Phrases
    summary: Phrases
    or_words: Phrases
    first_person: Phrases
    requests: Phrases
    restating: Phrases
    of_these: Phrases
    settled: Phrases
    sparing: Phrases
    having: Phrases
    pending: Phrases
    reaching: Phrases
    within: Phrases
    objects: Phrases
    things: Phrases
    only: Phrases
    of_them: Phrases
    dealing: Phrases
    others: Phrases
    geography: Phrases
    all_but_one: Phrases
    sizes: Phrases
    repeats: Phrases
    further: Phrases
    passing: Phrases
    the_other: Phrases
    tallies: Phrases
    profiles: Phrases
    together_with: Phrases
    affirming: Phrases
    declining: Phrases
    free: Phrases
    honorifics: Phrases
    negating_prefixes: tuple[str, ...]
    cues: Mapping[str, Phrases]
    asks: Mapping[str, Phrases]
    times: Mapping[str, Phrases]
    fields: Mapping[str, Phrases]
    number_words: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_mark: str

    def number(self, token: Token) -> int | None:
        """The number that a digit word or number word stands for."""
        if token.word.isdecimal() and len(token.word) <= 9:
            return int(token.word)
        return self._worth(token, self.number_words)

    def numbers(self, tokens: Sequence[Token]) -> dict[int, tuple[int, int]]:
        """Numbers by position: their value and how many words they take.

        Number words that stand together are one number: "twenty five", "سبعة عشر", "四十五".
        One alone is as often a pronoun, and counts only as part of a number.
        """
        found: dict[int, tuple[int, int]] = {}
        shares = self.asks["percent"].covered(tokens)  # "ninety in the hundred" is ninety
        i = 0
        while i < len(tokens):
            value = None if i in shares else self.number(tokens[i])
            if value is None:
                i += 1
                continue
            length = 1
            if not tokens[i].word.isdigit():
                while True:
                    # "Cuarenta y cuatro": units follow tens behind an "and".
                    gap = int(self._anded(value, tokens, i + length))
                    more = self._joined(value, tokens, i + length + gap)
                    if more is None:
                        break
                    value, length = more, length + 1 + gap
            if tokens[i].word.isdigit() or value > 1:
                found[i] = (value, length)
            i += length
        return found

    def _anded(self, value: int, tokens: Sequence[Token], at: int) -> bool:
        tens = value in range(20, 100, 10)
        return tens and at < len(tokens) and tokens[at].word == _AND.get(self.code)

    def _joined(self, value: int, tokens: Sequence[Token], at: int) -> int | None:
        """`value` with the number word at `at` added or multiplied in, None when they don't fit."""
        if at >= len(tokens) or tokens[at].word.isdigit():
            return None
        more = self.number(tokens[at])
        if more is None:
            return None
        if more == 10 and 1 <= value < 10:
            return value * 10 if self.code == "zh" else value + 10
        if more == 100 and 1 <= value < 10:
            return value * 100
        if self.code == "fr" and value in (10, 60) and more <= 10:
            # "Dix-sept", "soixante-dix".
            return value + more
        if value >= 100 and value % 100 == 0 and more < 100:
            return value + more
        tens, units = max(value, more), min(value, more)
        if tens >= (10 if self.code == "zh" else 20) and tens % 10 == 0 and 1 <= units < 10:
            return tens + units
        return None

    def places(self, tokens: Sequence[Token]) -> dict[int, int]:
        """Positions of words for places in an order: 1 for "first"; -1 for "last".

        Chinese puts a mark before the number, "第四", and the place stands at the number. In "did
        the meeting last" and "is likely to last" the English word is a verb, and October is the
        "first Tishrin" in Arabic.
        """
        found = {}
        for i, token in enumerate(tokens):
            value = self._worth(token, self.ordinals)
            if value is None and self.ordinal_mark and i:
                marked = tokens[i - 1].word == self.ordinal_mark
                value = self.number(token) if marked else None
                value = 1 if marked and token.word == "一" else value
            verb = value == -1 and self.code == "en" and i and self._is_verb_after(tokens[i - 1])
            month = self.code == "ar" and i and tokens[i - 1].word in _NUMBERED_MONTHS
            if value is not None and not verb and not month:
                found[i] = value
        return found

    def _is_verb_after(self, before: Token) -> bool:
        """Whether an English "last" is a verb, by the word before it."""
        return before.word in _AUXILIARIES or not self.is_stopword(before)

    def _worth(self, token: Token, values: Mapping[str, int]) -> int | None:
        if token.word in values:
            return values[token.word]
        bare = CLITICS.sub("", token.word) if self.code == "ar" else token.word
        return values.get(bare)

    def places_back(self, last: Sequence[Token]) -> bool:
        """Whether a question ends with "there": elsewhere the word points to nothing."""
        return bool(last) and last[0].word in _THERE

    def is_stopword(self, token: Token) -> bool:
        """Whether a single word carries no content."""
        return self.stopwords.at((token,), 0) == 1

    def is_empty(self, token: Token) -> bool:
        """Whether a single word says nothing of a subject."""
        single = (token,)
        return self.is_stopword(token) or self.scaffold.at(single, 0) == 1

    def bare(self, word: str) -> tuple[str, ...]:
        """An Arabic word without the conjunction and the preposition written onto it."""
        if self.code != "ar" or len(word) < 4:
            return ()
        found = [word[1:]] if word[0] in "وفبلك" else []
        if word.endswith("ا") and word[-2] != "ي" and len(word) > 4:
            found.append(word[:-1])  # an accusative without its sign: "كم موقعا"
        if word.endswith(("تي", "تا")):
            # A dual before its genitive: "عمليتي" for "عمليتين".
            found.append(word[:-2] + "ه")
        for suffix in ("هما", "ها", "هم", "ه"):
            # "Its secretariat": the ta marbuta of the noun is written as an open one before it.
            if word.endswith("ت" + suffix) and len(word) - len(suffix) >= 4:
                found.append(word[: -len(suffix) - 1] + "ه")
            if word.endswith(suffix) and len(word) - len(suffix) >= 4:
                found.append(word[: -len(suffix)])
        if word[0] in "وف" and word[1] in "بلك" and len(word) > 4:
            found.append(word[2:])
        if word.startswith("لل"):
            found.append("ال" + word[2:])
        return tuple(found)

    def is_verb(self, token: Token) -> bool:
        """Whether an Arabic word has the form of an imperfect verb, in dialects as well.

        Verbal nouns such as "تمويل" and "تعاون" begin alike and are told by their vowels. What
        begins as a third person and ends with "him" or "it" is none.
        """
        if self.code != "ar" or not _VERB.fullmatch(token.word):
            return False
        if token.word.removeprefix("و").removeprefix("ف").startswith(_WRITING):
            return False
        if token.word[0] == "ي" and token.word.endswith("ه") and not token.raw.endswith("ة"):
            return True
        return not _VERBAL_NOUN.fullmatch(token.word)

    def says_begun(self, token: Token) -> bool:
        """Whether a word tells of a beginning: "opened", "joined"."""
        return self.times["begun"].at((token,), 0) > 0

    def undenied(self, token: Token) -> tuple[str, ...]:
        """Stems of what a word denies by its prefix: of "formal" for "informal"."""
        return tuple(
            stem(token.word[len(prefix) :], self.code)
            for prefix in self.negating_prefixes
            if token.word.startswith(prefix) and len(token.word) - len(prefix) >= 4
        )

    def stopwords_only(self, text: str) -> bool:
        """Whether no word of `text` carries content."""
        tokens = tokenize(text, self.code)
        if len(tokens) == 1:
            return self.stopwords.exactly(tokens[0])
        return len(self.stopwords.covered(tokens)) == len(tokens)


@lru_cache(maxsize=8)
def record_of(code: str) -> dict[str, Any]:
    """The word lists of one of `LANGUAGES` as they stand in its file."""
    return tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf8"))


@lru_cache(maxsize=8)
def words_of(code: str) -> Language:
    """The words of a language; English for one that is not in `LANGUAGES`."""
    if not (_FOLDER / f"{code}.toml").is_file():
        return words_of("en")
    record = record_of(code)

    def phrases(name: str) -> Phrases:
        return Phrases(record.get(name, ()), code)

    def values(name: str) -> dict[str, int]:
        return {tokenize(word, code)[0].word: worth for word, worth in record[name].items()}

    return Language(
        code=code,
        hints=frozenset(t.word for hint in record["hints"] for t in tokenize(hint, code)),
        stopwords=phrases("stopwords"),
        scaffold=Phrases(record["scaffold"], code, by_stem=True),
        subject_verbs=Phrases(record["subject_verbs"], code, by_stem=True),
        negators=phrases("negators"),
        yes_no=phrases("yes_no"),
        polite=phrases("polite"),
        follow_up=phrases("follow_up"),
        opening=phrases("opening"),
        pronouns=phrases("pronouns"),
        reasons=phrases("reasons"),
        conditions=phrases("conditions"),
        hedges=phrases("hedges"),
        greetings=phrases("greetings"),
        help=phrases("help"),
        summary=phrases("summary"),
        or_words=phrases("or_words"),
        first_person=phrases("first_person"),
        requests=phrases("requests"),
        restating=phrases("restating"),
        of_these=phrases("of_these"),
        settled=phrases("settled"),
        sparing=phrases("sparing"),
        having=phrases("having"),
        pending=phrases("pending"),
        reaching=phrases("reaching"),
        within=phrases("within"),
        objects=phrases("objects"),
        things=phrases("things"),
        only=phrases("only"),
        of_them=phrases("of_them"),
        dealing=Phrases(record["dealing"], code, by_stem=True),
        others=phrases("others"),
        geography=phrases("geography"),
        all_but_one=phrases("all_but_one"),
        sizes=phrases("sizes"),
        repeats=phrases("repeats"),
        further=phrases("further"),
        passing=phrases("passing"),
        the_other=phrases("the_other"),
        tallies=phrases("tallies"),
        profiles=phrases("profiles"),
        together_with=phrases("together_with"),
        affirming=phrases("affirming"),
        declining=phrases("declining"),
        free=phrases("free"),
        honorifics=phrases("honorifics"),
        negating_prefixes=tuple(record["negating_prefixes"]),
        cues={kind: Phrases(found, code) for kind, found in record["cues"].items()},
        asks={name: phrases(f"{name}_words") for name in _ASKS},
        times={kind: Phrases(found, code) for kind, found in record["times"].items()},
        fields={
            kind: Phrases(found, code, by_stem=True) for kind, found in record["fields"].items()
        },
        number_words=values("number_words"),
        ordinals=values("ordinals"),
        ordinal_mark=record.get("ordinal_mark", ""),
    )


_BRACKETED = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")


def _without_labels(tokens: Sequence[Token]) -> list[str]:
    """The words, but for a "No." before a number: in Spanish and in English it is a word."""
    labels = words_of("en").asks["label"]
    return [
        token.word
        for i, token in enumerate(tokens)
        if not (labels.at(tokens, i) and i + 1 < len(tokens) and tokens[i + 1].word.isdigit())
    ]


def detect(text: str) -> str:
    """Language code of a text, by script and, in Latin script, by its commonest words.

    A Latin name in an Arabic question does not make it English: a quarter of the letters in
    another script is enough. What stands in brackets behind other words says them again, and may
    be in another language.
    """
    outside = _BRACKETED.sub(" ", text)
    text = outside if any(c.isalpha() for c in outside) else text
    counts = {name: len(pattern.findall(text)) for name, pattern in _LETTERS.items()}
    total = sum(counts.values())
    for code in ("ar", "zh", "ru"):
        if total and counts[code] >= total / 4:
            return code
    words = _without_labels(tokenize(text, "en"))
    score = Counter(
        {code: sum(word in words_of(code).hints for word in words) for code in ("en", "fr", "es")}
    )
    for code, signs in _SIGNS.items():
        score[code] += 2 * len(signs.intersection(text.lower()))
    return max(("en", "fr", "es"), key=lambda code: score[code])
