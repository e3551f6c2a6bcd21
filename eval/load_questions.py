"""What the people of a load test ask, and the right answers.

About the brochure's table, so that every follow-up has another right answer in every conversation.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.records import Turn

if TYPE_CHECKING:
    from qa.engine import Engine

_TOPICS = (
    "How many countries take part in the Bali Process?",
    "How many countries take part in the Budapest Process?",
    "How many countries take part in the Colombo Process?",
    "How many countries take part in the Abu Dhabi Dialogue?",
    "How many countries take part in the Puebla Process?",
    "How many countries take part in the 5+5 Dialogue?",
)
_FOLLOW_UPS = ("And its secretariat?", "What themes does it address?")
DOCUMENT = "iom-rcp-brochure"


def conversation(person: int, questions: int) -> list[str]:
    """What a person asks: one topic and follow-ups to it, then the next topic.

    >>> conversation(0, 2)
    ['How many countries take part in the Bali Process?', 'And its secretariat?']
    """
    turn = len(_FOLLOW_UPS) + 1
    asked = []
    for number in range(questions):
        topic, step = divmod(number, turn)
        asked.append(_FOLLOW_UPS[step - 1] if step else _TOPICS[(person + topic) % len(_TOPICS)])
    return asked


def expected(
    engine: "Engine", conversations: Sequence[Sequence[str]]
) -> dict[tuple[str, ...], str]:
    """The right answer to the last question of every beginning of every conversation."""
    answers: dict[tuple[str, ...], str] = {}
    for asked in conversations:
        history: list[Turn] = []
        for end in range(1, len(asked) + 1):
            key = tuple(asked[:end])
            if key not in answers:
                answer = engine.answer(asked[end - 1], documents=[DOCUMENT], history=history[-6:])
                answers[key] = answer.answer
            history.append(Turn(asked[end - 1], answers[key]))
    return answers
