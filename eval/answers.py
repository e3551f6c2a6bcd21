"""Answer items: did the answer say what it had to, and nothing it must not."""

import re
from dataclasses import dataclass

from eval.questions import Question
from eval.text import contains, fold, strip_markers
from qa.records import Answer, Status

_YES = frozenset({"yes", "نعم", "اجل", "oui", "sí", "si", "да", "是", "是的"})
_NO = frozenset({"no", "لا", "كلا", "non", "нет", "否", "不", "不是", "没有"})


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """How an answer compares with the items expected of it.

    `found` and `missing` name items by their first wording, `extra` what should not be there.
    """

    right: bool
    found: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of what was said that was expected; 0 when nothing was said."""
        said = len(self.found) + len(self.extra)
        return len(self.found) / said if said else 0.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was said; 1 when nothing was expected."""
        expected = len(self.found) + len(self.missing)
        return len(self.found) / expected if expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_answer(question: Question, answer: Answer) -> AnswerScore:
    """Compare an answer with what its question expects.

    Right means: for an unanswerable question, not found and nothing cited; otherwise answered
    with every item found and nothing extra. Extra things are counted only in questions that
    ask for names (those with `forbidden`): prose may say more than it was asked.
    """
    if not question.answerable:
        refused = answer.status is Status.NOT_FOUND and not answer.citations
        return AnswerScore(refused, (), (), () if refused else (answer.answer[:80],))
    names = tuple(item[0] for item in question.items)
    if answer.status is Status.NOT_FOUND:
        return AnswerScore(False, (), names, ())
    folded = fold(strip_markers(answer.answer))
    hits = [_has(item, folded) for item in question.items]
    found = tuple(name for name, hit in zip(names, hits, strict=True) if hit)
    missing = tuple(name for name, hit in zip(names, hits, strict=True) if not hit)
    extra = _extra(question, answer, folded)
    return AnswerScore(not missing and not extra, found, missing, extra)


def _has(item: tuple[str, ...], folded: str) -> bool:
    """Whether any wording of an item occurs.

    A bare "yes" or "no" counts only as the first word: "لا" and "no" occur in any prose.
    And an answer that begins with the opposite is wrong whatever else it quotes.
    """
    first = folded.split(" ", 1)[0]
    wordings = {fold(alias) for alias in item}
    polarity = wordings & (_YES | _NO)
    if polarity:
        if first in _YES | _NO:
            return first in (_YES if polarity & _YES else _NO)
        item = tuple(alias for alias in item if fold(alias) not in _YES | _NO)
    return any(contains(alias, folded) for alias in item)


def _extra(question: Question, answer: Answer, folded: str) -> tuple[str, ...]:
    if not question.forbidden:
        return ()
    extra = [item[0] for item in question.forbidden if _has(item, folded)]
    for claim in answer.claims:
        text = fold(strip_markers(claim.text))
        if any(_has(item, text) for item in question.items + question.forbidden):
            continue
        # "6 of 16 do" tells how many there are; it is not a name too many.
        if str(len(question.items)) in re.findall(r"\d+", text):
            continue
        extra.append(claim.text[:80])
    return tuple(extra)
