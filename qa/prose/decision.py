"""Whether the best evidence answers the question: a small calibrated classifier.

Logistic regression over signals of the evidence, fitted on the development questions
(`python -m eval.calibrate`); the threshold is where both errors are paid for alike.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from qa.prose.evidence import Evidence, logistic, margin
from qa.reading.understand import Question
from qa.words.language import words_of
from qa.words.meaning import Meanings
from qa.words.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights of what ranks sentences and of what decides to answer."""

    ranking: Mapping[str, float]
    decision: Mapping[str, float]
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted: weights for documents with a glossary and without, and of the checker.

    Where nobody said what a document calls things, words tell less and the form of an answer more.
    """

    prepared: Weights
    bare: Weights
    checking: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read what `eval.calibrate` wrote."""
        record = json.loads(path.read_text("utf8"))
        weights = {name: Weights(**record[name]) for name in ("prepared", "bare")}
        return cls(**weights, checking=record["checking"])


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the decision rests on, each about 0 to 1; see `grounds`."""

    share: float
    coverage: float
    cosine: float
    likeness: float
    typed: float
    named: float
    margin: float
    nearest: float
    farthest: float
    late: float
    late_own: float
    judged: float

    def probability(self, weights: Weights) -> float:
        """Calibrated probability that the evidence answers the question."""
        z = weights.bias + sum(
            weights.decision.get(field.name, 0.0) * value
            for field, value in zip(fields(self), astuple(self), strict=True)
        )
        return logistic(z)


def grounds(question: Question, found: Sequence[Evidence], meanings: Meanings) -> Grounds:
    """Gather the signals for the best sentence.

    `nearest` is how near the question's open words come to words of its passage on the mean,
    `farthest` how near the one does that is farthest from all of them; 1 without such words.
    """
    if not found:
        return Grounds(*(0.0 for _ in fields(Grounds)))
    best = found[0]
    near = _nearness(question, best, meanings) or [1.0]
    return Grounds(
        share=best.signals.share,
        coverage=best.signals.coverage,
        cosine=best.signals.cosine,
        likeness=best.signals.likeness,
        typed=best.signals.typed,
        named=best.signals.named,
        margin=min(1.0, margin(found)),
        nearest=sum(near) / len(near),
        farthest=min(near),
        late=best.signals.late,
        late_own=best.signals.late_own,
        judged=best.signals.judged,
    )


def _nearness(question: Question, best: Evidence, meanings: Meanings) -> list[float]:
    """How near each open word comes to the passage in the question's language, else in its own."""
    views, context = best.passage.views, best.passage.context
    code = question.language if question.language in views else next(iter(views))
    words = words_of(code)
    tokens = tokenize(f"{context.get(code, '')} {views[code]}", code)
    empty = words.stopwords.covered(tokens)
    told = [t for i, t in enumerate(tokens) if i not in empty and len(t.word) > 1]
    return meanings.nearest(question.strong, told)
