"""The question set: loaded from JSON lines and checked before anything is measured with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import IsnadError
from corpus.records import Span
from eval.jsonlines import load_json_lines

QUESTIONS = Path(__file__).parent / "questions.jsonl"
PROBES = Path(__file__).parent / "probes.jsonl"
"""More development questions, written with the program in sight; only for fitting and finding
faults, never for reporting."""
PRACTICE = tuple(
    Path(__file__).parent / name
    for name in ("practice.jsonl", *(f"practice{number}.jsonl" for number in range(2, 14)))
)
"""More development questions, written from the source alone by somebody who had seen neither the
program nor the fixed set: what is new to the program shows what is still missing."""
DOCUMENT_ID = "iom-rcp-brochure"
"""The document which the shipped questions are about; gold spans are offsets into it."""
LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")
REQUIRED = ("ar", "en")
"""Every fact is asked in these; in the other languages only some are."""
SPLITS = ("dev", "test")
KINDS = frozenset(
    (
        "combined common comparison conflict count definition enumeration follow_up how inverse "
        "list negation number row sum superlative table_cell threshold what when where who why "
        "yes_no"
    ).split()
)
NOISES = ("typo", "vowels", "dialect", "keywords", "mixed")
REFUSALS = ("out_of_domain", "no_such_entity", "not_stated", "false_premise")


class QuestionSetError(IsnadError):
    """The question set is missing, damaged or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what a right answer must hold.

    Each of `items` is one thing the answer must say, as a tuple of acceptable wordings; each
    of `forbidden` a thing it must not say. `gold` are the places that prove the answer.
    `noise` says in which way the question is a variant of the plain one of its fact and
    language; `history` are the questions asked before it, oldest first.
    """

    id: str
    fact: str
    language: str
    kind: str
    split: str
    question: str
    answerable: bool
    refusal: str | None
    items: tuple[tuple[str, ...], ...]
    forbidden: tuple[tuple[str, ...], ...]
    gold: tuple[Span, ...]
    conflict: bool
    noise: str | None = None
    history: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Question":
        """Make a question from one line of the file.

        Raises:
            KeyError: A key is missing.
            ValueError: A gold span is not a range.
        """
        return cls(
            id=values["id"],
            fact=values["fact"],
            language=values["language"],
            kind=values["kind"],
            split=values["split"],
            question=values["question"],
            answerable=values["answerable"],
            refusal=values["refusal"],
            items=tuple(tuple(item) for item in values["items"]),
            forbidden=tuple(tuple(item) for item in values["forbidden"]),
            gold=tuple(Span(start, end) for start, end in values["gold"]),
            conflict=values["conflict"],
            noise=values.get("noise"),
            history=tuple(values.get("history") or ()),
        )


def load_questions(path: Path = QUESTIONS) -> tuple[Question, ...]:
    """Read a question set.

    Raises:
        QuestionSetError: The file can't be read, or a line is not a question.
    """
    return load_json_lines(path, Question.from_json, QuestionSetError, "question")


def development_questions() -> list[Question]:
    """All questions that may be looked at and fitted to; never those of the test split."""
    own = select(load_questions(), "dev")
    practice = (question for path in PRACTICE for question in load_questions(path))
    return [*own, *load_questions(PROBES), *practice]


def select(questions: Iterable[Question], split: str) -> tuple[Question, ...]:
    """The questions of one split, or all of them when `split` is "all"."""
    return tuple(question for question in questions if split in ("all", question.split))


def validate(questions: Sequence[Question], source_length: int) -> list[str]:
    """Return what is wrong with a question set, one line each; an empty list means nothing.

    Args:
        questions: The whole set; half of it would look like missing twins.
        source_length: Code points in the document the gold spans point into.
    """
    problems = [
        f"{question.id}: {problem}"
        for question in questions
        for problem in (*_asked(question), *_expected(question, source_length))
    ]
    ids = [question.id for question in questions]
    problems += [
        f"{i}: the id is used more than once" for i in sorted(set(ids)) if ids.count(i) > 1
    ]
    by_fact: dict[str, list[Question]] = {}
    for question in questions:
        by_fact.setdefault(question.fact, []).append(question)
    for fact, twins in by_fact.items():
        asked = [twin.language for twin in twins if twin.noise is None]
        if not set(REQUIRED) <= set(asked):
            problems.append(f"{fact}: needs one question in each of {', '.join(REQUIRED)}")
        if len(set(asked)) != len(asked):
            problems.append(f"{fact}: is asked more than once in one language")
        for twin in twins:
            if twin.noise is not None and twin.language not in asked:
                problems.append(f"{twin.id}: is a variant of a question that is not there")
        # A fact in both splits would let tuning on dev see the answers of test.
        if len({twin.split for twin in twins}) != 1:
            problems.append(f"{fact}: its twins are in different splits")
        if len({(t.kind, t.answerable, t.refusal, t.gold, t.items) for t in twins}) != 1:
            problems.append(f"{fact}: its twins don't expect the same answer")
    return problems


def _asked(question: Question) -> Iterable[str]:
    """What is wrong with how a question is asked and filed."""
    if question.language not in LANGUAGES:
        yield f"unknown language {question.language!r}"
    if question.split not in SPLITS:
        yield f"unknown split {question.split!r}"
    if question.kind not in KINDS:
        yield f"unknown kind {question.kind!r}"
    if question.noise is not None and question.noise not in NOISES:
        yield f"unknown noise {question.noise!r}"
    if not question.question.strip():
        yield "the question is empty"
    if bool(question.history) != (question.kind == "follow_up"):
        yield "a follow-up needs a history, and no other question has one"
    if any(not earlier.strip() for earlier in question.history):
        yield "an earlier question is empty"


def _expected(question: Question, source_length: int) -> Iterable[str]:
    """What is wrong with the answer a question expects."""
    if question.answerable:
        if question.refusal is not None or not question.items or not question.gold:
            yield "an answerable question needs items and gold, and no refusal"
    elif question.refusal not in REFUSALS or question.items or question.gold:
        yield "an unanswerable question needs a refusal, and neither items nor gold"
    if any(span.start == span.end or span.end > source_length for span in question.gold):
        yield "a gold span is empty or reaches beyond the source"
    if any(not alias.strip() for item in question.items + question.forbidden for alias in item):
        yield "an item has an empty wording"
