"""What is asked for by name, where a text only says of what kind it is, or how many there are.

"Which three towns will they visit?" is not told by "they will visit three towns", nor who bought
something by when it was bought.
"""

from collections.abc import Mapping, Sequence

import regex

from index.analyzer import ARABIC, skeleton
from qa.prose.evidence import Evidence
from qa.reading.forms import asks_kind, names_bodies, says
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.countries import countries_of
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize

_REST = 4
"""Words at most behind a number of things, where none of them is named after it."""
_CAPITALS = regex.compile(r"(?<=[\p{L}\p{N},;’'»)]\s)\p{Lu}\p{Ll}+[\s-]+\p{Lu}\p{Ll}+")

Views = Mapping[str, str]


def names_none(
    question: Question, best: Evidence, near: Sequence[Views], vocabulary: Vocabulary
) -> bool:
    """Whether a country, some things or somebody is to be named, and no sentence does."""
    if lacks_country(question, near, vocabulary):
        return True
    if only_counted(question, [best.unit.views]):
        return True
    if asks_kind(question) and vocabulary.has_kinds(("organisation",)):
        return not names_bodies(question, best.unit.views, vocabulary)
    asks = question.has("who") and not question.has(
        "count", "why", "when", "where", "yes_no", "how"
    )
    untold = asks and best.signals.typed <= 0.5 and not question.has("which", "list", "define")
    return untold and not any(_names_somebody(views, vocabulary) for views in near)


def lacks_country(question: Question, texts: Sequence[Views], vocabulary: Vocabulary) -> bool:
    """Whether one country is to be named ("which country", "name one") and no text does."""
    nouns = words_of(question.language).asks["country_noun"].covered(question.tokens)
    # In a name that goes on it is none: Chinese "international" begins with "country".
    others = (m for m in question.mentions if not m.of_kind("header", "topic"))
    nouns -= {i for m in others if m.end - m.start > 1 for i in range(m.start, m.end)}
    if not nouns & _asked(question):
        return False
    return not any(countries_of(v) or vocabulary.held(v, ("place",)) for v in texts)


def _asked(question: Question) -> set[int]:
    """Positions right behind "which", or behind a number there: of what is to be named."""
    words = words_of(question.language)
    counted = {n.position for n in question.numbers}
    of_things = words.asks["thing"].covered(question.tokens)
    behind = {
        start + n
        for kind in ("which", "list")
        for start, n in words.cues[kind].positions(question.tokens).items()
        if start not in of_things
    }
    # "Name one country", "which of the three towns".
    empty = words.stopwords.covered(question.tokens)
    return behind | {at + 1 for at in behind if at in counted | empty}


def only_counted(question: Question, texts: Sequence[Views]) -> bool:
    """Whether things are to be named of which a text only says how many they are.

    What names them goes on behind the number, or has a colon.
    """
    if question.language == "zh" or question.has("count", "who", "when", "where", "why", "yes_no"):
        return False
    asked = [question.tokens[i] for i in _asked(question) if i < len(question.tokens)]
    asked = [t for t in asked if not words_of(question.language).is_stopword(t)]
    return any(
        _ends_counted(asked, views[question.language], question.language)
        for views in texts
        if question.language in views
    )


def _ends_counted(asked: Sequence[Token], text: str, language: str) -> bool:
    """Whether a text ends, or nearly so, with a number of the things that are asked for."""
    tokens = tokenize(text, language)
    numbers = words_of(language).numbers(tokens)
    for at, token in enumerate(tokens):
        if not any(_same(token, one) for one in asked):
            continue
        number = any(start + n == at for start, (_, n) in numbers.items()) or at + 1 in numbers
        rest = text[text.rfind(token.raw) + len(token.raw) :]
        if number and len(tokens) - at <= _REST + 1 and not regex.search(r"[:：(«\"]", rest):
            return True
    return False


def _same(one: Token, other: Token) -> bool:
    bones = skeleton(one.stem) if ARABIC.search(one.word) else ""
    return one.stem == other.stem or (len(bones) >= 3 and bones == skeleton(other.stem))


def _names_somebody(views: Views, vocabulary: Vocabulary) -> bool:
    """Whether a text names a body or a person, or says what kind of people it speaks of."""
    if vocabulary.held(views, ("organisation", "entity", "place", "region")):
        return True
    kinds = ("somebody", "person", "role", "bodies", "author", "access")
    if any(says(views, kind) for kind in kinds) or countries_of(views):
        return True
    return any(_CAPITALS.search(text) for text in views.values())
