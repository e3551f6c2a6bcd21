import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from eval_cases import SET, SOURCE

import corpus
from corpus.records import Span
from eval.questions import (
    DOCUMENT_ID,
    QuestionSetError,
    load_questions,
    select,
    validate,
)
from eval.retrieval import make_qrels
from eval.text import contains, fold
from ingest.load import load_document
from ingest.passages import make_passages

BROCHURE = (Path(corpus.__file__).parent / DOCUMENT_ID / "source.md").read_bytes().decode("utf-8")
SHIPPED = load_questions()
KINDS = set(
    (
        "comparison conflict count definition enumeration how list number superlative table_cell "
        "threshold what when where who why yes_no"
    ).split()
)


def facts(**wanted):
    return {
        q.fact for q in SHIPPED if all(getattr(q, name) == value for name, value in wanted.items())
    }


def test_the_shipped_set_contradicts_itself_nowhere():
    assert validate(SHIPPED, len(BROCHURE)) == []


def test_the_shipped_set_is_large_and_mixed_enough():
    everything = facts()
    assert len(everything) >= 70
    assert len(facts(answerable=False)) >= 0.22 * len(everything)
    assert {q.kind for q in SHIPPED} == KINDS
    assert {q.refusal for q in SHIPPED if not q.answerable} == {
        "out_of_domain",
        "no_such_entity",
        "not_stated",
        "false_premise",
    }


def test_the_halves_are_alike():
    for answerable in (True, False):
        halves = [len(facts(split=split, answerable=answerable)) for split in ("dev", "test")]
        assert abs(halves[0] - halves[1]) <= 1
    for kind, count in Counter(q.kind for q in SHIPPED).items():
        if count >= 6:
            assert facts(split="dev", kind=kind), f"{kind} is never in dev"
            assert facts(split="test", kind=kind), f"{kind} is never in test"


def test_no_question_is_asked_twice():
    assert max(Counter(fold(q.question) for q in SHIPPED).values()) == 1


def test_gold_spans_are_whole_words():
    for question in SHIPPED:
        for gold in question.gold:
            quote = gold.of(BROCHURE)
            assert quote == quote.strip()
            assert not (BROCHURE[gold.start - 1] + quote[0]).isalnum() or gold.start == 0


def test_prose_items_are_printed_in_their_gold_sentences():
    # A count is computed and printed nowhere; yes and no are said, not printed.
    for question in SHIPPED:
        if question.kind in ("count", "threshold", "yes_no"):
            continue
        lines = [line for line in _lines() if any(line.overlaps(gold) for gold in question.gold)]
        printed = fold(" ".join(line.of(BROCHURE) for line in lines))
        for item in question.items:
            assert any(contains(alias, printed) for alias in item), (question.id, item[0])


def test_names_to_list_are_not_also_forbidden():
    for question in SHIPPED:
        for name in question.forbidden:
            for item in question.items:
                assert not set(map(fold, name)) & set(map(fold, item)), question.id


def test_the_lima_meeting_has_both_dates():
    (question,) = [q for q in SHIPPED if q.conflict and q.language == "en"]
    assert [item[0] for item in question.items] == ["2011", "2013"]
    assert "٢٠١١" in question.gold[0].of(BROCHURE)
    assert "2013" in question.gold[1].of(BROCHURE)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"gold": (Span(5, 5),)}, "empty"),
        ({"gold": (Span(0, 9999),)}, "beyond"),
        ({"items": ()}, "needs items"),
        ({"refusal": "not_stated"}, "no refusal"),
        ({"split": "test"}, "different splits"),
        ({"fact": "f009"}, "needs one question in each"),
        ({"id": "f001-ar"}, "more than once"),
        ({"items": (("Delta",),)}, "same answer"),
        ({"language": "xx"}, "unknown language"),
    ],
)
def test_a_fault_in_the_set_is_named(change, complaint):
    assert validate(SET, len(SOURCE)) == []
    broken = (replace(SET[0], **change), *SET[1:])
    assert any(complaint in problem for problem in validate(broken, len(SOURCE)))


def test_a_damaged_line_is_named(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"id": "f001-en"}) + "\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"q\.jsonl line 1"):
        load_questions(path)
    with pytest.raises(QuestionSetError, match="cannot read"):
        load_questions(tmp_path / "none.jsonl")


def test_select_takes_one_split_or_all():
    assert {q.split for q in select(SHIPPED, "test")} == {"test"}
    assert len(select(SHIPPED, "all")) == len(SHIPPED)


def _lines():
    start = 0
    for line in BROCHURE.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def test_every_answerable_question_has_a_passage_to_find():
    document = load_document(Path(corpus.__file__).parent / DOCUMENT_ID)
    qrels = make_qrels(SHIPPED, make_passages(document), DOCUMENT_ID)
    assert [query for query, relevant in qrels.items() if not relevant] == []
