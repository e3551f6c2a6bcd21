"""What is asked for by a word that the best passage says nothing near to.

A sentence may be about the rest of a question and still not hold what it asks for: the penalties,
where only the rules are told; the reason, where only the place is.
"""

from collections.abc import Sequence

from qa.prose.evidence import Evidence
from qa.reading.understand import Question
from qa.words.language import words_of
from qa.words.meaning import Meanings
from qa.words.tokens import Token, tokenize

_NOUN = 0.45
"""Cosine below which no word of a passage means nearly the same as the thing asked for.

Of the development and practice questions 22 come below it: 17 have no answer, and of the other 5 no
best sentence was the right one. The first right one comes at .504.
"""
_REST = 0.2
"""Share of a question below which the rest of it is not said either."""
_REASON = 0.5
"""Mean cosine of a question's words to their nearest ones where a text may give its reason."""


def says_neither(question: Question, best: Evidence, meanings: Meanings) -> bool:
    """Whether the best passage has neither what is asked for nor a reason that is asked for."""
    return lacks_thing(question, best, meanings) or lacks_cause(question, best, meanings)


def lacks_thing(question: Question, best: Evidence, meanings: Meanings) -> bool:
    """Whether "which X" is asked of a passage that has no word near to an X, and little else."""
    if not question.has("which", "list") or question.language == "zh":
        return False  # one Chinese character is no word
    if question.has("who", "when", "where", "why", "count", "yes_no"):
        return False  # told by its form
    if best.signals.coverage >= _REST or question.language not in best.passage.views:
        return False
    starts = words_of(question.language).cues["which"].positions(question.tokens).items()
    # Behind a word that denies, Arabic says "any" as it says "which".
    any_at = min(question.negators, default=len(question.tokens))
    words = words_of(question.language)
    asked = [s + n for s, n in starts if s + n in question.open and s < any_at]
    asked = [at for at in asked if not words.is_verb(question.tokens[at])]
    return bool(asked) and _near([question.tokens[max(asked)]], question, best, meanings) < _NOUN


def lacks_cause(question: Question, best: Evidence, meanings: Meanings) -> bool:
    """Whether a reason is asked for, none is given, and the question's words are not near."""
    if not question.has("why") or question.has("yes_no") or best.signals.typed > 0:
        return False
    if question.language not in best.passage.views or not question.strong:
        return False
    return _near(question.strong, question, best, meanings) < _REASON


def _near(asked: Sequence[Token], question: Question, best: Evidence, meanings: Meanings) -> float:
    """How near words come on the mean to their nearest words of the best passage."""
    views, around = best.passage.views, best.passage.context
    code = question.language
    tokens = tokenize(f"{around.get(code, '')} {views[code]}", code)
    empty = words_of(code).stopwords.covered(tokens)
    told = [t for i, t in enumerate(tokens) if i not in empty and len(t.word) > 1]
    near = meanings.nearest(tuple(asked), told) or [1.0]
    return float(sum(near) / len(near))
