"""Whether a question leans on the turn before it: by a pronoun, or by what it lacks."""

from collections.abc import Sequence

import regex

from qa.reading.cues import AND
from qa.reading.earlier import forms
from qa.reading.turn import Earlier, entities, named_in
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention, Vocabulary
from qa.words.language import Language
from qa.words.tokens import tokenize

# Arabic "its", "their", "in it", written onto the word.
_ATTACHED = regex.compile(r"(?:ها|هم|هما|هن|ه)$")

# "These", written onto the noun in dialects.
_THESE = regex.compile(r"[وف]?[بلع]?هال\w{4,}")

_DEFINITE = frozenset(
    "the this that le la les l ce cette cet el los las este esta ese esa aquel aquella".split()
)


def points_back(question: Question, words: Language) -> bool:
    """Whether a word points back; "ما هي" asks "what", and its "هي" points nowhere."""
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    covered -= {m.start for m in question.mentions if _has_pronoun(question, m)}
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


def _has_pronoun(question: Question, mention: Mention) -> bool:
    """Whether Arabic has a pronoun on a header, which no name of it has: "its theme"."""
    token = question.tokens[mention.start]
    if (
        question.language != "ar"
        or mention.end - mention.start > 1
        or not mention.of_kind("header")
    ):
        return False
    named = {t.word for term in mention.terms for name in term.names.get("ar", ())
             for t in tokenize(name, "ar")}  # fmt: skip
    attached = _ATTACHED.search(token.word) and not token.raw.endswith("ة")
    return bool(attached) and token.word not in named


def told_itself(question: Question, named: Sequence[Mention], words: Language, starts: int) -> bool:
    """Whether a pronoun means what the question names first: "and the keeper, who is he?"."""
    if not (starts and named):
        return False
    first = named[0]
    before = question.tokens[starts : first.start]
    pointing = words.pronouns.covered(question.tokens)
    asks = [at for at in question.cues.values() if at < first.start]
    return (
        bool(pointing)
        and not asks
        and all(words.is_stopword(token) for token in before)
        and all(at >= first.end for at in pointing)
    )


def lacks_subject(
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


def takes_up(question: Question, last: Question) -> bool:
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


def beside_it(
    question: Question, named: Sequence[Mention], earlier: Earlier, words: Language
) -> bool:
    """Whether a body is named beside the "it" of an earlier thing: "when did the club leave it?".

    Not where two clauses are joined: "what is the club and who leads it?".
    """
    of = [m for m in named if m.of_kind("entity", "organisation", "place", "event")]
    if any(not m.of_kind("organisation") for m in of) or not entities(earlier.named):
        return False
    last = max(m.end for m in of)
    tokens = question.tokens
    back = [i for i in words.objects.covered(tokens) if i >= last]
    return bool(back) and not any(token.word in AND for token in tokens[last : back[0]])


def is_bare(question: Question, words: Language, starts: int, earlier: Earlier) -> bool:
    """Whether the question gives nothing but a name: "and Africa?", "what about health?".

    It may say again what was asked: "and who is X's?" after "who is the keeper of Y?".
    """
    asked = set(question.cues) - {"about", "between", "which", "define", "except", "list"}
    if starts and entities(named_in(question)) and entities(earlier.named):
        asked -= set(earlier.question.cues)
    fragment = len(question.tokens) <= 4 and not question.cues
    return not question.open and not asked and (bool(starts) or fragment)
