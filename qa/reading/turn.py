"""An earlier question of a conversation and what it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.reading.understand import Question
from qa.reading.vocabulary import Mention

_KINDS = ("entity", "organisation", "region", "place", "event", "theme", "term")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier question, completed, and what it names."""

    question: Question
    named: tuple[Mention, ...]


def named_in(question: Question) -> tuple[Mention, ...]:
    """What a question names beside the topic and the columns of tables."""
    return tuple(m for m in question.mentions if m.of_kind(*_KINDS) and not m.of_kind("topic"))


def entities(named: Sequence[Mention]) -> tuple[Mention, ...]:
    """The rows among what is named."""
    return tuple(m for m in named if m.of_kind("entity"))


def names_subject(named: Sequence[Mention]) -> bool:
    """Whether something is named that a question may be about: a row, a body, a place, an event."""
    return any(m.of_kind("entity", "organisation", "place", "event") for m in named)


def selects(earlier: Earlier) -> bool:
    """Whether the last question asked for what fulfils a condition, and for no single thing."""
    question = earlier.question
    limits = bool(question.numbers) and question.has("which", "list") and not question.ordinals
    return (bool(earlier.named) or limits) and not names_subject(earlier.named)
