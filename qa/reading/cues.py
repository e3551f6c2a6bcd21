"""Which kinds of question words a question has, and where: "which", "how many", "the most".

What only looks like a question word is left out, language by language.
"""

from collections.abc import Mapping, Sequence

import regex

from qa.words.language import Language, words_of
from qa.words.tokens import Token, tokenize

AND = frozenset(("and", "et", "y", "и", "و", "和", "与", "跟"))
"""Words that join two things."""

WH = frozenset(("which", "who", "when", "where", "why", "how", "count", "define", "about"))

ASKS = WH | {"yes_no"}

_POINTING = "это"

_INVERTED = regex.compile(r"\p{L}-(?:t-)?(?:ils?|elles?|on)\b", regex.IGNORECASE)
"""A French verb before its pronoun, which asks whether something is so."""

_VERB_ENDINGS = ("a", "e", "an", "en", "ó", "aron", "ieron")
_SUBJECT_ARTICLES = frozenset("el la los las un una unos unas algun alguna algunos".split())
"""What stands between a Spanish verb and its subject, and not behind a noun."""

_PAUSE = regex.compile(r"[,;:.!،؛–—](?=\s)")

_MEASURES = frozenset(
    "most fewest more less at_least at_most between bigger smaller total common compare rank same"
    " absent".split()
)

_WHAT = "ما"

_BEFORE_WHAT = frozenset("بعد قبل كل عند حين بدل حال مثل طول وقت اول وبعد وقبل وكل وعند".split())

_BY = frozenset("حيث ناحيه جهه حسب بحسب وفق وفقا".split())
"""What stands before the thing by which others are compared."""

_SHORT = 4
"""Letters that an Arabic word with the article has at least."""

_TO_YOU = frozenset(("لكم", "ولكم", "فلكم"))

_NOT = frozenset(("لم", "ولم", "فلم"))
"""Asks why at the head of a question, and denies elsewhere."""

_WHO, _OF = "من", frozenset(("بين", "ضمن", "خلال", "اي", "اين", "اجل", "حيث", "فضلك", "جهه", "متي"))


def cues_of(text: str, tokens: Sequence[Token], words: Language, named: set[int]) -> dict[str, int]:
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
    compared = _comparing(at, tokens, words)
    for kind in ("most", "fewest"):
        # In Arabic "more than" begins with the word for "most".
        kept = {s: n for s, n in at.get(kind, {}).items() if compared.get(s, 0) <= n}
        at[kind] = kept
    _leave_out(at, text, tokens, words)
    _by_what_means(at)
    _inside_whether(at, tokens, words)
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


def _inside_whether(
    at: dict[str, dict[int, int]], tokens: Sequence[Token], words: Language
) -> None:
    """Take out what is part of a phrase that begins a yes/no question: "est-ce que"."""
    first = words.opening.at(tokens, 0) if tokens else 0
    for start in {0, first}:
        end = start + words.yes_no.at(tokens, start)
        for kind in at:
            at[kind] = {s: n for s, n in at[kind].items() if not start < s < end}


def _comparing(
    at: dict[str, dict[int, int]], tokens: Sequence[Token], words: Language
) -> dict[int, int]:
    """Start and length of "more than" and "less than".

    In Arabic "the smallest in terms of" begins like "smaller than": with the article nothing is
    compared, and it is taken out.
    """
    for kind in ("more", "less") if words.code == "ar" else ():
        found = at.get(kind, {}).items()
        at[kind] = {s: n for s, n in found if n == 1 or not _is_definite(tokens[s])}
    return {**at.get("more", {}), **at.get("less", {})}


def _leave_out(
    at: dict[str, dict[int, int]], text: str, tokens: Sequence[Token], words: Language
) -> None:
    """Take out what looks like a question word and is none, language by language."""
    if words.code == "en":
        # "They count health among their topics" counts nothing.
        at["count"] = {s: n for s, n in at.get("count", {}).items() if not _is_verb(tokens, s, n)}
        # "Are they paid at all?" does not ask about all of them.
        every = at.get("every", {}).items()
        at["every"] = {s: n for s, n in every if not (s and tokens[s - 1].word == "at")}
    if words.code == "ar":
        # Where nothing else is asked, "who" may stand behind a pause: "outside the city, who ...?".
        heads = {0} if any(at.get(kind) for kind in WH - {"who"}) else _heads(text, words)
        who = at.get("who", {}).items()
        at["who"] = {s: n for s, n in who if not _is_from(tokens, s, n, heads)}
        # "To you" is written like "how much" behind a preposition.
        # Nor does "the smallest by the number of its members" count anything.
        count = at.get("count", {}).items()
        at["count"] = {
            s: n for s, n in count if n > 1 or not (tokens[s].word in _TO_YOU or _is_by(tokens, s))
        }
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


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether an Arabic "what" belongs to the conjunction before it."""
    return tokens[at].word == _WHAT and at > 0 and tokens[at - 1].word in _BEFORE_WHAT


def _is_definite(token: Token) -> bool:
    return token.word.startswith("ال") and len(token.word) > _SHORT


def _is_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether an Arabic "number" stands behind "in terms of": it says what is compared."""
    return at > 0 and tokens[at - 1].word in _BY and tokens[at].word.endswith("عدد")


def _by_what_means(at: dict[str, dict[int, int]]) -> None:
    """Take out the "which" of "in which way": it asks how, and no list is wanted."""
    phrases = {**at.get("how_often", {}), **at.get("how", {})}
    inside = {i for s, n in phrases.items() if n > 1 for i in range(s, s + n)}
    longest = at.get("how", {})
    for kind in ("which", "list"):
        starts = at.get(kind, {}).items()
        at[kind] = {s: n for s, n in starts if s not in inside or n > longest.get(s, 0) > 0}


def _is_verb(tokens: Sequence[Token], start: int, length: int) -> bool:
    """Whether an English "count" alone, behind a noun, is what somebody does."""
    alone = length == 1 and tokens[start].word == "count"
    return alone and start > 0 and not words_of("en").is_stopword(tokens[start - 1])


def _is_conjunction(found: Mapping[str, int], tokens: Sequence[Token]) -> bool:
    """Whether "when" joins clauses: "when it is not meant literally, what does it describe?".

    It does where something else is asked for as well, unless the two are joined: "who and when".
    """
    at = found["when"]
    others = [found[kind] for kind in ("which", "who", "where", "why", "count") if kind in found]
    beside = tokens[max(0, at - 1) : at + 2]
    joined = any(t.word in AND for t in beside) or tokens[at].word[:1] == "و"
    return bool(others) and not joined and all(abs(other - at) > 2 for other in others)


def _phrases(tokens: Sequence[Token], words: Language) -> dict[int, int]:
    """For every position inside a phrase that says nothing: how many words the phrase has."""
    found: dict[int, int] = {}
    for phrases in (words.stopwords, words.scaffold):
        for start, length in phrases.positions(tokens).items():
            for i in range(start, start + length):
                found[i] = max(found.get(i, 0), length)
    return found


def _is_from(tokens: Sequence[Token], start: int, length: int, heads: set[int]) -> bool:
    """Whether an Arabic "من" is the preposition: elsewhere than at a head, or before another one.

    Behind a pause it asks before a verb alone: "who teaches", and not "from the start".
    """
    if length > 1 or tokens[start].word != _WHO:
        return False
    after = tokens[start + 1].word if start + 1 < len(tokens) else ""
    if start and not after.startswith(("ي", "ت")):
        return True
    return start not in heads or after in _OF


def _heads(text: str, words: Language) -> set[int]:
    """The positions of first words: of the text, and behind its pauses."""
    ends = (match.end() for match in _PAUSE.finditer(text))
    return {0, *(len(tokenize(text[:end], words.code)) for end in ends)}


def _asks_whether(
    text: str, tokens: Sequence[Token], words: Language, found: Mapping[str, int]
) -> int | None:
    """Where a yes/no question begins: with the text, or after "once it is over, ...".

    None when the text asks something else: "could you tell me which ...", and after "in which of
    them, ..." a verb asks nothing.
    """
    asked = found.keys() & WH
    first = words.opening.at(tokens, 0) if tokens else 0
    for start in {0, first} if first < len(tokens) else ():
        told = words.polite.at(tokens, start) or words.code == "fr"  # "Le club, qui le dirige ?"
        if words.yes_no.at(tokens, start) and not (told and asked):
            return start
    if asked == {"when"} and found["when"] == 0:
        # "When it has ended, are they bound ...?": the "when" joins clauses.
        return _after_pause(text, tokens, words)
    if words.code == "fr" and asked and asked <= {"which", "who"}:
        # "Est-il le seul club qui ...?": what stands behind its verb joins clauses.
        verb = _INVERTED.search(text)
        at = len(tokenize(text[: verb.start()], words.code)) if verb else len(tokens)
        if at < min(found[kind] for kind in asked):
            return 0
    if words.code == "ru" and tokens[1:2] and tokens[1].word == "ли":
        return 0  # "Хотят ли они что-либо купить?": the "что" belongs to "something"
    if asked:
        return None
    if words.code == "zh":
        # Chinese asks in the middle of a sentence or at its end, and nowhere else so.
        return min(words.yes_no.positions(tokens), default=None)
    if _by_its_verb(text, tokens, words) or _of_all(text, words, found):
        return 0
    return _after_pause(text, tokens, words)


def _by_its_verb(text: str, tokens: Sequence[Token], words: Language) -> bool:
    """Whether a question asks by its verb, by a particle behind it, or by its mark alone."""
    if words.code == "fr":
        return bool(_INVERTED.search(text))
    if words.code == "ru":
        # "X — это Y?", "Помогает ли X?"
        return text.rstrip()[-1:] == "?" and any(t.word in (_POINTING, "ли") for t in tokens)
    return words.code == "es" and _begins_with_verb(text, tokens, words)


def _of_all(text: str, words: Language, found: Mapping[str, int]) -> bool:
    """Whether something is asked of all by the mark alone: "У всех клубов есть кухня?".

    Where the word for "all" asks for a list as well ("todos los"), that is given.
    """
    if words.code == "en" or text.rstrip()[-1:] not in ("?", "؟"):
        return False
    return "every" in found and not found.keys() & {"list", "count", "total", "define", "absent"}


def _begins_with_verb(text: str, tokens: Sequence[Token], words: Language) -> bool:
    """Whether a Spanish question has a verb before its subject: "¿Apoya el club a ...?"."""
    if len(tokens) < 3 or text.rstrip()[-1:] != "?" or words.is_stopword(tokens[0]):
        return False
    ends = tokens[0].word.endswith(_VERB_ENDINGS) and len(tokens[0].word) > 3
    return ends and tokens[1].word in _SUBJECT_ARTICLES


def _after_pause(text: str, tokens: Sequence[Token], words: Language) -> int | None:
    """The first word after a pause that begins a yes/no question there."""
    for match in _PAUSE.finditer(text):
        at = len(tokenize(text[: match.end()], words.code))
        if at < len(tokens) and words.yes_no.at(tokens, at):
            return at
    return None
