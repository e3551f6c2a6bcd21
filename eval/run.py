"""Put every question to the engine, measure, and write the report."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import corpus
from corpus.errors import DocumentError
from corpus.records import Passage
from eval.about import about
from eval.answers import score_answer
from eval.citations import Source, score_citations
from eval.engine import Engine
from eval.language import in_language
from eval.questions import (
    DOCUMENT_ID,
    LANGUAGES,
    SPLITS,
    Question,
    QuestionSetError,
    load_questions,
    select,
    validate,
)
from eval.report import Report, report_split
from eval.reporting.files import write_report, write_text
from eval.retrieval import (
    MEASURES,
    Qrels,
    Run,
    make_qrels,
    make_run,
    measure,
    qrels_lines,
    run_lines,
)
from eval.speed import Speed, measure_speed
from eval.summary import Result
from index.store import Mode
from qa.records import Answer, Turn

MODES: tuple[Mode, ...] = ("fused", "dense", "lexical")
_DEPTH = 10

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many questions are done, and how many there are."""


def run(
    engine: Engine,
    *,
    split: str = "all",
    out: Path | None = None,
    questions: Sequence[Question] | None = None,
    languages: Collection[str] = LANGUAGES,
    passages: Sequence[Passage] | None = None,
    source: Path | None = None,
    document_id: str = DOCUMENT_ID,
    together: bool = False,
    speed: bool = True,
    progress: Progress | None = None,
) -> Report:
    """Evaluate an engine on the question set.

    Only the question set's own document is asked, so that a user's library changes nothing; with
    `together` all documents of the library are, while search is measured in the one.

    Args:
        engine: Holds the document the questions are about.
        split: "dev", "test" or "all".
        out: Where report, qrels and run files are written; nothing is written without it.
        questions: Instead of the shipped set.
        languages: Of the questions that are asked; the set holds those beside them.
        passages: Instead of those made of the engine's document.
        source: The document's file, instead of the shipped one.
        document_id: The document the questions are about.
        together: Whether the whole library is asked.
        speed: Whether to time the questions, which asks them once more.
        progress: Told of every question that is done.

    Raises:
        DocumentError: The engine doesn't hold the document, or its file can't be read.
        QuestionSetError: The question set is damaged, or the split has no questions.
    """
    chosen = _choose(questions, split, languages)
    if document_id not in engine.documents:
        raise DocumentError(f"the library lacks {document_id!r}, which the questions are about")
    sources = {document_id: Source.read(source or _source_path())}
    _check(load_questions() if questions is None else questions, sources[document_id])
    found = passages if passages is not None else _passages(engine, document_id)
    qrels = make_qrels(chosen, found, document_id)
    runs = {mode: _search_all(engine, document_id, chosen, mode, progress) for mode in MODES}
    values = {mode: measure(qrels, runs[mode]) for mode in MODES}
    results = _answer_all(
        engine, chosen, sources, document_id, values["fused"], progress, together=together
    )
    splits = {}
    for name in SPLITS:
        own = [result for result in results if result.question.split == name]
        if own:
            ids = {result.question.id for result in own}
            splits[name] = report_split(own, {m: _averages(values[m], ids) for m in MODES})
    timing = _time(engine, None if together else [document_id], chosen) if speed else None
    encoder, document = engine.index.encoder, engine.documents[document_id]
    report = Report(
        splits=splits,
        speed=timing,
        results=tuple(results),
        about=about(split, chosen, document, encoder=encoder.name, fingerprint=encoder.fingerprint),
        document=document,
        source=sources[document_id],
    )
    if out is not None:
        write_report(report, out)
        _write_trec(out, qrels, runs)
    return report


def _choose(
    questions: Sequence[Question] | None, split: str, languages: Collection[str]
) -> tuple[Question, ...]:
    if split not in (*SPLITS, "all"):
        raise QuestionSetError(f"no split {split!r}: choose one of {', '.join(SPLITS)} or all")
    those = select(load_questions() if questions is None else questions, split)
    chosen = tuple(question for question in those if question.language in languages)
    if not chosen:
        raise QuestionSetError(f"the question set has no questions in split {split!r}")
    return chosen


def _check(questions: Sequence[Question], source: Source) -> None:
    problems = validate(questions, len(source.text))
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise QuestionSetError(f"the question set contradicts itself: {problems[0]}{more}")


def _source_path() -> Path:
    return Path(corpus.__file__).parent / DOCUMENT_ID / "source.md"


def _passages(engine: Engine, document_id: str) -> Sequence[Passage]:
    # All passages are needed, not only those found: what search misses counts against it.
    from ingest.passages import make_passages

    return make_passages(engine.documents[document_id])


def _ask(engine: Engine, question: Question, documents: Sequence[str] | None) -> Answer:
    # The language is not given: recognising it is part of what is measured.
    turns = tuple(Turn(text) for text in question.history)
    return engine.answer(question.question, documents=documents, history=turns)


def _search_all(
    engine: Engine,
    document_id: str,
    questions: Sequence[Question],
    mode: Mode,
    progress: Progress | None,
) -> dict[str, dict[str, float]]:
    rankings: dict[str, list[str]] = {}
    for number, question in enumerate(questions, 1):
        # A follow-up names too little to be searched alone; what it is completed to is searched.
        if question.answerable and not question.history:
            hits = engine.search(question.question, _DEPTH, documents=[document_id], mode=mode)
            rankings[question.id] = [hit.passage_id for hit in hits]
        _tell(progress, f"{mode} search", number, len(questions))
    return make_run(rankings)


def _answer_all(
    engine: Engine,
    questions: Sequence[Question],
    sources: Mapping[str, Source],
    document_id: str,
    ranking: Mapping[str, dict[str, float]],
    progress: Progress | None,
    *,
    together: bool,
) -> list[Result]:
    documents = None if together else [document_id]
    results = []
    for number, question in enumerate(questions, 1):
        answer = _ask(engine, question, documents)
        results.append(
            Result(
                question=question,
                answer=answer,
                items=score_answer(question, answer),
                citations=score_citations(question, answer, sources, document_id),
                in_language=in_language(answer, question.language),
                ranking=ranking.get(question.id),
            )
        )
        _tell(progress, "answers", number, len(questions))
    return results


def _time(engine: Engine, documents: Sequence[str] | None, questions: Sequence[Question]) -> Speed:
    """Time questions that were all answered just before: that was the warm-up."""
    return measure_speed(
        lambda text: engine.answer(text, documents=documents),
        lambda text: engine.search(text, _DEPTH, documents=documents, mode="lexical"),
        [question.question for question in questions],
        warm_answer=False,
    )


def _averages(values: Mapping[str, Mapping[str, float]], ids: set[str]) -> dict[str, float]:
    own = [found for query, found in values.items() if query in ids]
    return {m: sum(found[m] for found in own) / len(own) for m in MEASURES} if own else {}


def _write_trec(out: Path, qrels: Qrels, runs: Mapping[Mode, Run]) -> None:
    write_text(out / "qrels.txt", qrels_lines(qrels))
    for mode, ranked in runs.items():
        write_text(out / f"run-{mode}.txt", run_lines(ranked, mode))


def _tell(progress: Progress | None, what: str, done: int, total: int) -> None:
    if progress is not None:
        progress(what, done, total)
