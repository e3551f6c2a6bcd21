import io
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from eval_cases import DOCUMENT, INDEX, MISSING, PASSAGES, REFUSED, SET, SOURCE, cite, make_answer
from rich.console import Console

from corpus.errors import DocumentError
from eval.questions import DOCUMENT_ID, QuestionSetError
from eval.run import run
from eval.summary import twins_of
from eval.terminal import terminal_report

LIST = [cite("Alpha has 7 members"), cite("7 members\tno seat", 2)]
ANSWERS = {
    "f001-en": make_answer("Alpha [1] and Gamma [2].", LIST),
    "f001-ar": make_answer("ألفا [1] وغاما [2].", LIST, language="ar"),
    "f002-en": make_answer("Beta has 12 members [1].", [cite("12 members")]),
    # Wrong number, and a quote which the source does not hold.
    "f002-ar": make_answer(
        "13 عضواً [1].", [replace(cite("12 members"), quote="13 members")], language="ar"
    ),
    "f003-en": REFUSED,
    "f003-ar": make_answer("في روما [1].", [cite("seat in Rome")], language="ar"),
}


class Engine:
    """Answers from the list above and ranks the passages always alike."""

    def __init__(self):
        self.documents = {DOCUMENT_ID: DOCUMENT}
        self.index = INDEX
        self.answers = {q.question: ANSWERS[q.id] for q in SET}
        self.asked = []

    def answer(self, question, *, language=None, documents=None, history=()):
        assert documents == [DOCUMENT_ID]
        self.asked.append(question)
        return self.answers[question]

    def search(self, query, k=10, *, documents=None, mode="fused"):
        order = PASSAGES if mode == "fused" else PASSAGES[::-1]
        return [SimpleNamespace(passage_id=passage.id) for passage in order[:k]]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.md"
    path.write_bytes(SOURCE.encode())
    return path


@pytest.fixture
def report(source, tmp_path):
    return run(Engine(), questions=SET, passages=PASSAGES, source=source, out=tmp_path / "out")


def test_the_figures_of_a_run(report):
    dev, test = report.splits["dev"].overall, report.splits["test"].overall
    assert (dev.questions, test.questions) == (4, 2)
    assert (dev.right, test.right) == (0.75, 0.5)
    assert dev.exact_quotes == pytest.approx(5 / 6)
    assert (dev.refusal_recall, test.refusal_recall) == (None, 0.5)
    assert (dev.false_refusals, test.refusal_precision) == (0.0, 1.0)
    assert dev.citation_recall == 1.0
    assert report.splits["dev"].groups["en"].right == 1.0
    assert report.splits["dev"].kinds["number"].right == 0.5
    assert report.splits["dev"].twins.gap == 0.5
    assert report.splits["dev"].retrieval["fused"]["success@1"] == 0.5
    assert report.splits["dev"].retrieval["dense"]["success@1"] == 0.5


def test_variants_and_follow_ups_are_no_twins(report):
    results = report.results
    noisy = [
        replace(r, question=replace(r.question, noise="typo"), items=replace(r.items, right=False))
        for r in results
    ]
    later = [replace(r, question=replace(r.question, history=("Who?",))) for r in noisy]
    assert twins_of([*results, *noisy, *later]) == twins_of(results)
    assert twins_of(later).pairs == 0


def test_the_report_names_what_failed_and_only_that(report, tmp_path):
    text = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    failures = text[text.index("## Failures") :]
    assert "Failures (2 wrong of 6)" in failures
    assert "expected: 12" in failures and "13 عضواً" in failures
    assert "the source does not say '13 members' there" in failures
    assert "f003-ar" in failures and "expected: no answer" in failures
    assert "f001" not in failures


def test_the_files_of_a_run(report, tmp_path):
    out = tmp_path / "out"
    names = {path.name for path in out.iterdir()}
    runs = {"run-fused.txt", "run-dense.txt", "run-lexical.txt"}
    assert names == {"report.json", "report.md", "report.html", "qrels.txt"} | runs
    values = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert values["splits"]["dev"]["overall"]["right"] == 0.75
    assert len(values["questions"]) == 6
    assert (out / "qrels.txt").read_text(encoding="utf-8").startswith("f001-en 0 ")


def test_the_terminal_report_fits_a_terminal(report):
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(terminal_report(report))
    shown = console.export_text()
    assert "dev split" in shown and "test split, by kind" in shown and ".750" in shown
    assert "…" not in shown


def test_every_question_is_asked_cold_once_and_timed_once(source):
    engine = Engine()
    seen = []
    run(
        engine,
        questions=SET,
        passages=PASSAGES,
        source=source,
        progress=lambda what, done, total: seen.append((what, done, total)),
    )
    assert len(engine.asked) == 12
    assert seen[-1] == ("answers", 6, 6)


def test_one_split_can_be_run(source):
    report = run(
        Engine(), split="test", questions=SET, passages=PASSAGES, source=source, speed=False
    )
    assert set(report.splits) == {"test"} and report.speed is None
    assert all(r.question.fact == MISSING.fact for r in report.results)


def test_what_cannot_be_run_says_why(source):
    with pytest.raises(QuestionSetError, match="no split 'train'"):
        run(Engine(), split="train", questions=SET, source=source)
    with pytest.raises(QuestionSetError, match="no questions in split 'test'"):
        run(Engine(), split="test", questions=SET[:4], source=source)
    with pytest.raises(QuestionSetError, match="contradicts itself"):
        run(Engine(), questions=SET[1:], source=source)
    empty = Engine()
    empty.documents = {}
    with pytest.raises(DocumentError, match="lacks"):
        run(empty, questions=SET, source=source)
