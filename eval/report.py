"""The report of a run: its figures, and everything measured of every question."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.records import Document
from eval.about import About
from eval.citations import Source
from eval.failures import faults
from eval.questions import LANGUAGES, NOISES, REFUSALS
from eval.speed import Speed
from eval.summary import Result, Summary, summarise, twins_of
from eval.twins import TwinScore


@dataclass(frozen=True, slots=True)
class SplitReport:
    """The figures of one split: all of it, and by group; `retrieval` by mode.

    Groups are the languages, as asked plainly and alone, then noisy questions and follow-ups.
    `noises` are the kinds of noise, `refusals` the reasons why a question has no answer.
    """

    overall: Summary
    groups: Mapping[str, Summary]
    kinds: Mapping[str, Summary]
    noises: Mapping[str, Summary]
    refusals: Mapping[str, Summary]
    twins: TwinScore
    retrieval: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run, with the document it was about and that document's file as it is on disk."""

    splits: Mapping[str, SplitReport]
    speed: Speed | None
    results: tuple[Result, ...]
    about: About
    document: Document
    source: Source

    def failed(self, split: str) -> Iterator[Result]:
        """The results of a split that failed in any way."""
        return (r for r in self.results if r.question.split == split and faults(r))

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-ready values, with one entry per question."""
        return {
            "about": asdict(self.about),
            "splits": {name: _split_dict(split) for name, split in self.splits.items()},
            "speed": {**asdict(self.speed), "ratio": self.speed.ratio} if self.speed else None,
            "questions": [_result_dict(result) for result in self.results],
        }


def report_split(
    results: Sequence[Result], retrieval: Mapping[str, Mapping[str, float]]
) -> SplitReport:
    """Summarise the results of one split."""

    def group(key: Callable[[Result], str | None], names: Sequence[str]) -> dict[str, Summary]:
        found = {name: [r for r in results if key(r) == name] for name in names}
        return {name: summarise(own) for name, own in found.items() if own}

    return SplitReport(
        overall=summarise(results),
        groups=group(_group, (*LANGUAGES, "noisy", "follow-up")),
        kinds=group(lambda r: r.question.kind, sorted({r.question.kind for r in results})),
        noises=group(lambda r: r.question.noise, NOISES),
        refusals=group(lambda r: r.question.refusal, REFUSALS),
        twins=twins_of(results),
        retrieval=retrieval,
    )


def _group(result: Result) -> str:
    question = result.question
    return "follow-up" if question.history else "noisy" if question.noise else question.language


def _split_dict(split: SplitReport) -> dict[str, Any]:
    groups = ("groups", "kinds", "noises", "refusals")
    return {
        "overall": split.overall.to_dict(),
        **{
            name: {label: summary.to_dict() for label, summary in getattr(split, name).items()}
            for name in groups
        },
        "twins": asdict(split.twins),
        "retrieval": {mode: dict(values) for mode, values in split.retrieval.items()},
    }


def _result_dict(result: Result) -> dict[str, Any]:
    question = result.question
    return {
        "id": question.id,
        "split": question.split,
        "kind": question.kind,
        "question": question.question,
        "right": result.items.right,
        "faults": [str(fault) for fault in faults(result)],
        "missing": list(result.items.missing),
        "extra": list(result.items.extra),
        "expected_refusal": question.refusal,
        "refusal": str(result.answer.refusal) if result.answer.refusal else None,
        "gold": [[span.start, span.end] for span in question.gold],
        "citations": asdict(result.citations),
        "in_language": result.in_language,
        "ranking": result.ranking,
        "answer": result.answer.to_dict(),
    }
