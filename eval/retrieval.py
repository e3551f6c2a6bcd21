"""Retrieval by the field's measures, from files of the field's format.

Measures are computed by ir-measures, from what the TREC files written here hold, so that any
other tool can be run on the same files and must give the same figures.
"""

from collections.abc import Iterable, Mapping, Sequence

import ir_measures
from ir_measures import R, Success, nDCG

from corpus.records import Passage
from eval.questions import Question

MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "success@1": Success @ 1}

Qrels = Mapping[str, Mapping[str, int]]
Run = Mapping[str, Mapping[str, float]]


def make_qrels(
    questions: Iterable[Question], passages: Sequence[Passage], document_id: str
) -> dict[str, dict[str, int]]:
    """Judge every passage of a document for every answerable question.

    A passage is relevant (1) when one of its spans overlaps a gold span. A question no passage
    answers keeps an empty entry, and scores zero: what was lost at ingest can't be found.
    """
    own = [passage for passage in passages if passage.document_id == document_id]
    return {
        question.id: {
            passage.id: 1
            for passage in own
            if any(span.overlaps(gold) for span in passage.spans for gold in question.gold)
        }
        for question in questions
        if question.answerable and not question.history
    }


def make_run(rankings: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Turn rankings of passage ids into scores 1/rank.

    The engine's own scores may be tied, and tools break ties each in their own way.
    """
    run: dict[str, dict[str, float]] = {}
    for query, ids in rankings.items():
        # A ranking of units may name a passage twice: its best rank stands.
        run[query] = {name: 1.0 / rank for rank, name in enumerate(dict.fromkeys(ids), 1)}
    return run


def measure(qrels: Qrels, run: Run) -> dict[str, dict[str, float]]:
    """Return the value of each measure for each question of `qrels`, by question id."""
    values = {query: dict.fromkeys(MEASURES, 0.0) for query in qrels}
    judged = {query: dict(relevant) for query, relevant in qrels.items() if relevant}
    if not judged:
        return values
    names = {str(measure): name for name, measure in MEASURES.items()}
    ranked = {query: dict(ids) for query, ids in run.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), judged, ranked):
        if metric.query_id in values:
            values[metric.query_id][names[str(metric.measure)]] = float(metric.value)
    return values


def qrels_lines(qrels: Qrels) -> str:
    """The judgements as a TREC qrels file: `query 0 passage relevance`."""
    return "".join(
        f"{query} 0 {passage} {relevance}\n"
        for query, judged in qrels.items()
        for passage, relevance in judged.items()
    )


def run_lines(run: Run, tag: str) -> str:
    """A ranking as a TREC run file: `query Q0 passage rank score tag`."""
    return "".join(
        f"{query} Q0 {passage} {rank} {score:.6f} {tag}\n"
        for query, scores in run.items()
        for rank, (passage, score) in enumerate(
            sorted(scores.items(), key=lambda entry: -entry[1]), 1
        )
    )
