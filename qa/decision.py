"""Whether the best evidence answers the question: a small calibrated classifier.

Logistic regression over signals of the evidence, fitted on the development questions
(`python -m eval.calibrate`); the threshold is where both errors are paid for alike.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from qa.evidence import Evidence, logistic, margin, stems_of
from qa.understand import Question
from qa.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Calibration:
    """Fitted weights: of what ranks sentences, what decides to answer, what supports a claim."""

    ranking: Mapping[str, float]
    decision: Mapping[str, float]
    bias: float
    threshold: float
    checking: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """Read what `eval.calibrate` wrote."""
        return cls(**json.loads(path.read_text("utf8")))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the decision rests on, each about 0 to 1; see `grounds`."""

    score: float
    share: float
    coverage: float
    cosine: float
    typed: float
    named: float
    unknown: float
    margin: float

    def probability(self, calibration: Calibration) -> float:
        """Calibrated probability that the evidence answers the question."""
        z = calibration.bias + sum(
            calibration.decision[field.name] * value
            for field, value in zip(fields(self), astuple(self), strict=True)
        )
        return logistic(z)


def grounds(question: Question, found: Sequence[Evidence], vocabulary: Vocabulary) -> Grounds:
    """Gather the signals for the best sentence.

    `unknown` is the share of the question's open words that occur nowhere in the documents.
    """
    strong = question.strong
    unknown = sum(not vocabulary.known(t.stem) for t in strong) / len(strong) if strong else 0.0
    if not found:
        return Grounds(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, unknown, 0.0)
    best = found[0]
    return Grounds(
        score=best.score,
        share=best.signals.share,
        coverage=best.signals.coverage,
        cosine=best.signals.cosine,
        typed=best.signals.typed,
        named=best.signals.named,
        unknown=unknown,
        margin=min(1.0, margin(found)),
    )


def strange_name(question: Question, best: Evidence, vocabulary: Vocabulary) -> str:
    """A number or proper name of the question that the evidence lacks, "" if there is none.

    A year or a place that is not there makes a near miss, however well the rest fits. In scripts
    without capitals only numbers can be told from paraphrases.
    """
    held = {
        word
        for code, text in (*best.passage.views.items(), *best.passage.context.items())
        for word in stems_of({code: text})[code].split()
    }
    for numeral in question.numbers:
        if numeral.value >= 100 and str(numeral.value) not in held:
            return str(numeral.value)
    cased = any(token.raw[:1].islower() for token in question.tokens)
    for i in question.open if cased else ():
        token = question.tokens[i]
        if i and token.raw[:1].isupper() and not vocabulary.known(token.stem):
            return token.raw
    return ""
