"""What one place of the documents says of a claim, and which place it is held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from corpus.records import Document, Span
from qa.reading.concepts import Concept, coverage, covers, stems_of
from qa.reading.understand import Question
from qa.words.polarity import pairs_of

_OWN, _DIFFERS = 0.4, 0.1
"""What the claim's content in a sentence is worth beside its support, and what it costs to say
otherwise. From 0.2 to 0.8 and from 0 to 0.15 the development claims make little difference."""
_NEAR, _NEAR_OWN = 0.12, 0.05
"""How much less of a claim a sentence may hold that says the contrary of it."""
BARE, _TELLING = 1.0, 0.5
"""What it costs a sentence to hold the claim's names alone; the weight of a word that tells."""
_CERTAIN = 1e-6
"""What is lacking to certainty, whose logit would be infinite."""
_PAIR = 0.5
"""The weight of a word that has an opposite, beside those of the claim's other words."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How far a place stands out among those that were found.

    `ahead` is by how much it is liker to the claim than the likest other one, piece by piece, and
    `apart` by how much its cosine is above the mean of the others.
    """

    ahead: float
    apart: float


SURE = Lead(0.0, 0.0)
"""Of what is certain anyhow: a quotation, the cells of a table."""


def leading(alike: Sequence[float], cosines: Sequence[float]) -> list[Lead]:
    """How far each of several places stands out, by its likeness and its cosine.

    >>> leading([0.75, 0.5], [0.5, 0.25])
    [Lead(ahead=0.25, apart=0.25), Lead(ahead=-0.25, apart=-0.25)]
    """
    if len(alike) < 2:
        return [SURE] * len(alike)
    first, second = sorted(alike, reverse=True)[:2]
    total, others = sum(cosines), len(cosines) - 1
    return [
        Lead(like - (second if like == first else first), cosine - (total - cosine) / others)
        for like, cosine in zip(alike, cosines, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one place says of a claim; `own` is the share of its content that is there.

    The documents' topic, which is everywhere, is no content.
    """

    support: float
    differs: tuple[str, ...]
    document: Document
    spans: tuple[Span, ...]
    page: int
    own: float = 1.0
    lead: Lead = SURE

    def holds(self, weights: Mapping[str, float]) -> bool:
        """Whether this says what the claim says, or the contrary, and not merely something near.

        A paraphrase in free words is not very like its source, but liker than to all else; what
        no document says is about as like to several sentences.
        """
        certain = min(self.support, 1 - _CERTAIN)
        return (
            log(certain / (1 - certain))
            + weights["own"] * self.own
            + weights["ahead"] * self.lead.ahead
            + weights["apart"] * self.lead.apart
            >= weights["threshold"]
        )


def fitness(finding: Finding) -> tuple[float, float]:
    """By which the place is chosen that a claim is held against."""
    fits = finding.support + _OWN * finding.own
    return fits - _DIFFERS * bool(finding.differs), finding.support


def contrary(found: Sequence[Finding]) -> Finding | None:
    """What says the contrary, and as much of the claim's content as the best does.

    "Never used figuratively" is held against the sentence on how a word is used, though another
    has more of the claim's words and says nothing on the matter.
    """
    if not found or found[0].differs:
        return None
    best = found[0]
    for finding in found[1:]:
        near = finding.support >= best.support - _NEAR and finding.own >= best.own - _NEAR_OWN
        if near and finding.differs == ("negation",):
            return finding
    return None


def own_share(told: Sequence[Concept], views: Mapping[str, str], question: Question) -> float:
    """The share of a claim's content that a text holds.

    A word that says the contrary is of the same content.
    """
    weight = sum(concept.weight for concept in told)
    pairs = pairs_of(question.text, question.language)
    if not weight and not pairs:
        return 1.0
    held = pairs & pairs_of(views.get(question.language, ""), question.language)
    return (coverage(told, views, {}) * weight + _PAIR * len(held)) / (weight + _PAIR * len(pairs))


def names_alone(
    told: Sequence[Concept], around: Mapping[str, str], views: Mapping[str, str]
) -> bool:
    """Whether a text has a claim's names and nothing of what the claim says of them."""
    said = [concept for concept in told if not concept.named and concept.weight >= _TELLING]
    texts, carried = stems_of(around), stems_of(views)
    named = any(concept.named for concept in told)
    return named and bool(said) and not any(covers(c, texts) or covers(c, carried) for c in said)


def carried(
    told: Sequence[Concept], views: Mapping[str, str], before: Mapping[str, str]
) -> Mapping[str, str]:
    """A sentence with the one before it, where that names the event or the place in an order.

    "The third meeting was held in X. It was attended by 75 people": the number is in the second
    sentence, what it is the number of in the first.
    """
    inside, earlier = stems_of(views), stems_of(before)
    named = [concept for concept in told if concept.kind in ("event", "ordinal")]
    if not any(covers(c, earlier) and not covers(c, inside) for c in named):
        return views
    return {code: f"{before.get(code, '')}\n{text}" for code, text in views.items()}
