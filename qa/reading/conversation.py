"""Follow-up questions, completed from the turns before so that they can be asked alone.

No model and no memory beside the questions themselves: a follow-up is known by how it begins, by a
pronoun, or by naming nothing; what it lacks is taken from the last turn, in one of four ways.

- "What about X?" asks the last question again with X in the place of what was there.
- "Only the X ones" asks the last question again with X beside what was there.
- "The second one?" takes the second thing that the last answer listed.
- "Who hosted it?" is about what the last question, or else its only answer, named.

A question that names its own subject is left as it is: a new topic is not dragged to the old one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from qa.reading.earlier import by_head, compared_with, forms, one_of_two, raw, told_first
from qa.reading.understand import AND, Question, understand
from qa.reading.vocabulary import Mention, Vocabulary
from qa.records import Answer, Status, Turn
from qa.words.language import Language, detect, words_of
from qa.words.tokens import Token

_KINDS = ("entity", "organisation", "region", "place", "event", "theme", "term")
_MARK = regex.compile(r"[\s?？؟.!]+$")
# Arabic "its", "their", "in it", written onto the word.
_ATTACHED = regex.compile(r"(?:ها|هم|هما|هن|ه)$")

# "These", written onto the noun in dialects.
_THESE = regex.compile(r"[وف]?[بلع]?هال\w{4,}")

Ask = Callable[[str], Answer]
"""Answers a question that can be asked alone."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """An earlier question, completed, and what it names."""

    question: Question
    named: tuple[Mention, ...]


def resolve(text: str, history: Sequence[Turn], vocabulary: Vocabulary, ask: Ask) -> str:
    """The question as it would be asked alone; unchanged when it can be.

    Args:
        text: the newest question.
        history: earlier turns, oldest first.
        vocabulary: of the documents that are asked.
        ask: answers a completed question, to know what the last answer listed.
    """
    completed = ""
    for turn in history:
        completed = _complete(turn.question, completed, vocabulary, ask)
    return _complete(text, completed, vocabulary, ask)


def _complete(text: str, before: str, vocabulary: Vocabulary, ask: Ask) -> str:
    if not before.strip() or not text.strip():
        return text
    question = understand(text, vocabulary)
    words = words_of(detect(text))
    named = _named(question)
    last = understand(before, vocabulary)
    earlier = _Turn(last, _named(last))
    starts = words.follow_up.at(question.tokens, 0) if question.tokens else 0
    pronouns = _pronouns(question, words)
    full = (
        _counted(text, before, question, earlier, words, ask)
        or _part(text, question, earlier, words)
        or _told_of_last(text, question, earlier, words, ask)
    )
    if full or told_first(text, question, named, words):
        return full or text
    if named and not pronouns and _bare(question, words, starts, earlier):
        return _replace(before, earlier, question, named)
    computes = question.has("most", "fewest", "count", "rank", "total")
    if computes and (named or _selects(earlier)) and not _subject(named):
        return text if named else f"{_MARK.sub('', before)}. {text}"
    subject = _subject(named) and not _beside_it(question, named, earlier, words)
    if not subject and _takes_up(question, last):
        return _about(text, (_noun_phrase(last),))
    if subject or not (pronouns or _lacks_subject(question, named, bool(starts), vocabulary)):
        return text
    if not pronouns and not starts and question.has("which", "list") and ask(text).table:
        return text  # a table answers it as it is
    return _about(text, (*_subjects(earlier, named, ask), *_matter(question, earlier, words)))


def _told_of_last(text: str, question: Question, earlier: _Turn, words: Language, ask: Ask) -> str:
    """The question with what it means of the last turn: names, the other one, the two; else ""."""
    named, last = _named(question), earlier.question
    if wanted := _names_wanted(question, earlier):
        return _about(text, wanted)
    if other := compared_with(question, named, last, earlier.named, words):
        return _about(text, (other,))
    if words.of_them.positions(question.tokens) or words.the_other.positions(question.tokens):
        if two := one_of_two(question, named, _names_listed(earlier, ask), words):
            return _about(text, two)
    return "" if named else by_head(text, question, last, earlier.named, words)


def _matter(question: Question, earlier: _Turn, words: Language) -> tuple[str, ...]:
    """What the last question asked of its subject, where it is asked how that stands.

    "Is that structure settled?" after "who is the keeper of X?" is about the keeper.
    """
    if not words.settled.positions(question.tokens) or any(
        m.of_kind("header") for m in question.mentions
    ):
        return ()
    asked = [m for m in earlier.question.mentions if m.of_kind("header")]
    return tuple(raw(earlier.question, m) for m in asked[:1] if _entities(earlier.named))


def _names_listed(earlier: _Turn, ask: Ask) -> tuple[str, ...]:
    """The names of what the last answer listed from a table."""
    answer = ask(earlier.question.text)
    if answer.status is not Status.ANSWERED or answer.table is None:
        return ()
    return tuple(_heading(claim.text) for claim in answer.claims)


def _counted(
    text: str, before: str, question: Question, earlier: _Turn, words: Language, ask: Ask
) -> str:
    """The question where it names a place in an order: of what was counted or listed before."""
    place = _place(question)
    if not place:
        return ""
    places = list(words.places(earlier.question.tokens))
    if len(places) == 1:
        return _swap(before, earlier.question, places[0], _ordinal_word(question))
    chosen = _listed(earlier, place, ask)
    return _about(text, (chosen,)) if chosen else ""


def _lacks_subject(
    question: Question, named: Sequence[Mention], starts: bool, vocabulary: Vocabulary
) -> bool:
    """Whether a question without a pronoun leans on the last: it names nothing it could be about.

    "How many people attended?" does; "who won the match?" speaks of things that the documents
    don't know, and is a new topic. Arabic and Spanish verbs need no pronoun: "does (it) cover X?".
    """
    if question.ordinals or any(m.of_kind("topic") for m in question.mentions):
        return False
    if named:
        return question.has("yes_no") and not question.mentions[: -len(named)]
    if question.open and set(question.open) <= forms(question):
        return True  # "in which city?"
    known = all(vocabulary.known(token.stem) for token in question.strong)
    few = 4 if question.language == "zh" else 2  # Chinese words are counted by their signs
    return not question.open or (len(question.open) <= few and (starts or known))


_DEFINITE = frozenset(
    "the this that le la les l ce cette cet el los las este esta ese esa aquel aquella".split()
)


def _takes_up(question: Question, last: Question) -> bool:
    """Whether a thing that the last question told by its place or year is meant again.

    "Who opened the fair?" after "Where was the third fair?": a definite noun, told by nothing else.
    """
    if question.ordinals or question.years() or not (last.ordinals or last.years()):
        return False
    if question.language != last.language or question.has("which", "count", "list"):
        return False
    asked = {last.tokens[i].word.removeprefix("ال") for i in last.open}
    latin = question.language in ("en", "fr", "es")
    return any(
        (not latin or (i and question.tokens[i - 1].word in _DEFINITE))
        and (question.language != "ar" or question.tokens[i].word.startswith("ال"))
        and question.tokens[i].word.removeprefix("ال") in asked
        for i in question.open
    )


def _subject(named: Sequence[Mention]) -> bool:
    return any(m.of_kind("entity", "organisation", "place", "event") for m in named)


def _selects(earlier: _Turn) -> bool:
    """Whether the last question asked for what fulfils a condition, and for no single thing."""
    question = earlier.question
    limits = bool(question.numbers) and question.has("which", "list") and not question.ordinals
    return (bool(earlier.named) or limits) and not _subject(earlier.named)


def _named(question: Question) -> tuple[Mention, ...]:
    return tuple(m for m in question.mentions if m.of_kind(*_KINDS) and not m.of_kind("topic"))


def _pronouns(question: Question, words: Language) -> bool:
    """Whether a word points back; "ما هي" asks "what", and its "هي" points nowhere."""
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    for phrases in words.cues.values():
        covered |= phrases.covered(question.tokens)
    found = set(words.pronouns.covered(question.tokens)) - covered
    if found or words.places_back(question.tokens[-1:]):
        return True
    return words.code == "ar" and any(
        _THESE.match(token.word)
        or (i > 0 and len(token.word) >= 5 and _ATTACHED.search(token.word))
        for i, token in enumerate(question.tokens)
        if i not in covered and not token.raw.endswith("ة")
    )


def _names_wanted(question: Question, earlier: _Turn) -> tuple[str, ...]:
    """What was counted and of whom, where names are asked for: "which ones?", "name them"."""
    last, of = earlier.question, _entities(earlier.named)
    asks = question.has("by_name", "which", "who", "list") and not question.has("count", "yes_no")
    if not asks or not of or "count" not in last.cues or question.open or _named(question):
        return ()
    start = last.cues["count"]
    headers = [m for m in last.mentions if m.start >= start and m.of_kind("header")]
    own = {t.id for m in question.mentions for t in m.of_kind("header")}
    if own and not any(own & {t.id for t in m.terms} for m in headers):
        return ()
    things = [raw(last, m) for m in headers] or [last.tokens[i].raw for i in last.open]
    return (*things[:1], *(raw(last, m) for m in of)) if things else ()


def _beside_it(
    question: Question, named: Sequence[Mention], earlier: _Turn, words: Language
) -> bool:
    """Whether a body is named beside the "it" of an earlier thing: "when did the club leave it?".

    Not where two clauses are joined: "what is the club and who leads it?".
    """
    of = [m for m in named if m.of_kind("entity", "organisation", "place", "event")]
    if any(not m.of_kind("organisation") for m in of) or not _entities(earlier.named):
        return False
    last = max(m.end for m in of)
    tokens = question.tokens
    back = [i for i in words.objects.covered(tokens) if i >= last]
    return bool(back) and not any(token.word in AND for token in tokens[last : back[0]])


def _bare(question: Question, words: Language, starts: int, earlier: _Turn) -> bool:
    """Whether the question gives nothing but a name: "and Africa?", "what about health?".

    It may say again what was asked: "and who is X's?" after "who is the keeper of Y?".
    """
    asked = set(question.cues) - {"about", "between", "which", "define", "except", "list"}
    if starts and _entities(_named(question)) and _entities(earlier.named):
        asked -= set(earlier.question.cues)
    fragment = len(question.tokens) <= 4 and not question.cues
    return not question.open and not asked and (bool(starts) or fragment)


def _part(text: str, question: Question, earlier: _Turn, words: Language) -> str:
    """A question about a part of what was listed, in full; "" when it is none.

    "Only the wooden ones" narrows the last question, "how many of them are wooden?" asks another
    of what the last one selected.
    """
    named, before = _named(question), earlier.question.text
    of_them = bool(words.of_them.positions(question.tokens))
    if of_them and question.has("count") and len(named) == 1 and _entities(named):
        # "How many of those belong to Y too?", asked of what the last question said of X.
        return _about(text, tuple(raw(earlier.question, m) for m in _entities(earlier.named)))
    if not named or _subject(named) or not _selects(earlier):
        return ""
    if _narrows(question, named, words):
        return _about(before, tuple(raw(question, mention) for mention in named))
    if not of_them:
        return ""
    if earlier.question.negated or earlier.question.numbers:
        return _about(text, (_MARK.sub("", before),))
    return _about(text, tuple(raw(earlier.question, mention) for mention in earlier.named))


def _entities(named: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in named if m.of_kind("entity"))


def _narrows(question: Question, named: Sequence[Mention], words: Language) -> bool:
    """Whether a part of what was listed is asked for: "only the wooden ones", "and of those ...?".

    Nothing may be asked of them: "how many of those have a pier?" is a question of its own.
    """
    if not named or question.open or question.negated or _subject(named):
        return False
    if set(question.cues) - {"always", "about", "list", "every"}:
        return False
    tokens = question.tokens
    return bool(words.only.positions(tokens) or words.of_them.positions(tokens))


def _place(question: Question) -> int:
    """K for "the k-th one": an ordinal and nothing else that could be counted; 0 if there is none.

    "-1" is the last.
    """
    counted = {numeral.position for numeral in question.ordinals}
    if len(question.ordinals) != 1 or set(question.open) - counted or _named(question):
        return 0
    return question.ordinals[0].value


def _ordinal_word(question: Question) -> str:
    return question.tokens[question.ordinals[0].position].raw


def _swap(before: str, last: Question, position: int, word: str) -> str:
    """A question with one of its words replaced."""
    old = regex.escape(last.tokens[position].raw)
    return regex.sub(rf"(?<![\p{{L}}\p{{N}}]){old}(?![\p{{L}}\p{{N}}])", word, before, count=1)


def _listed(earlier: _Turn, place: int, ask: Ask) -> str:
    """The name of the k-th thing that the last answer listed, "" when it listed none."""
    answer = ask(earlier.question.text)
    if answer.status is not Status.ANSWERED or len(answer.claims) < 2:
        return ""
    if not -1 <= place <= len(answer.claims):
        return ""
    claim = answer.claims[place - 1 if place > 0 else -1]
    return _heading(claim.text)


def _heading(claim: str) -> str:
    """The name at the head of a list claim: what stands before the colon."""
    return regex.split(r"\s*[:：]\s", claim, maxsplit=1)[0]


def _subjects(earlier: _Turn, named: Sequence[Mention], ask: Ask) -> tuple[str, ...]:
    """What the last turn was about, in words: its names, else its only answer, else its words."""
    question = earlier.question
    kinds = {term.kind for mention in named for term in mention.terms}
    own = [m for m in earlier.named if not kinds & {term.kind for term in m.terms}]
    proper = [m for m in own if m.of_kind("entity", "organisation", "event", "place")]
    if proper and not question.ordinals:
        return tuple(raw(question, m) for m in proper)
    if not question.ordinals:
        answer = ask(question.text)
        if answer.table is not None and len(answer.claims) == 1:
            return (_heading(answer.claims[0].text),)
        if own:
            return tuple(raw(question, m) for m in own)
    return (_noun_phrase(question),)


def _noun_phrase(question: Question) -> str:
    """The words of a question that carry its subject, in order."""
    kept = set(question.open) | {n.position for n in (*question.numbers, *question.ordinals)}
    kept |= {i for m in question.mentions for i in range(m.start, m.end)}
    kept |= {i for i in question.content if any(abs(i - k) == 1 for k in kept)}
    return " ".join(token.raw for i, token in enumerate(question.tokens) if i in kept)


def _replace(before: str, earlier: _Turn, question: Question, named: Sequence[Mention]) -> str:
    """The last question with the new names in the place of the old ones of their kind."""
    result = before
    for mention in named:
        kinds = {term.kind for term in mention.terms}
        own = raw(question, mention)
        old = [m for m in earlier.named if kinds & {term.kind for term in m.terms}]
        if not old and kinds & {"entity"}:
            # "What about X?" after a question on a region asks the same of X, a row.
            old = [m for m in earlier.named if m.of_kind("entity", "region", "organisation")]
        if old:
            words = [t.raw for t in _run(earlier.question, old[0])]
            pattern = r"[^\p{L}\p{N}]*".join(map(regex.escape, words))
            result = regex.sub(pattern, lambda _, own=own: own, result, count=1)
        else:
            result = _about(result, (own,))
    return result


def _run(question: Question, mention: Mention) -> tuple[Token, ...]:
    return question.tokens[mention.start : mention.end]


def _about(text: str, subjects: Sequence[str]) -> str:
    """The question with its subject in square brackets, which every language reads alike.

    In round ones people say again what they have said (`qa.reading.aside`).
    """
    named = [subject for subject in subjects if subject]
    if not named:
        return text
    mark = _MARK.search(text)
    end = (mark.group().strip() or "") if mark else ""
    return f"{_MARK.sub('', text)} [{'; '.join(named)}]{end}"
