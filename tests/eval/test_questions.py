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
    KINDS,
    LANGUAGES,
    NOISES,
    QUESTIONS,
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
TABLE = BROCHURE.index("## عرض عام")
COMPUTED = {"count", "sum", "threshold", "yes_no"}


def facts(**wanted):
    return {
        q.fact for q in SHIPPED if all(getattr(q, name) == value for name, value in wanted.items())
    }


def test_the_shipped_set_contradicts_itself_nowhere():
    assert validate(SHIPPED, len(BROCHURE)) == []


def test_the_shipped_set_is_large_and_mixed_enough():
    everything = facts()
    assert len(everything) >= 210
    assert len(facts(answerable=False)) >= 0.25 * len(everything)
    table = {q.fact for q in SHIPPED if any(gold.start > TABLE for gold in q.gold)}
    assert len(table) >= 0.4 * len(everything)
    assert {q.kind for q in SHIPPED} == KINDS
    assert {q.refusal for q in SHIPPED if not q.answerable} == {
        "out_of_domain",
        "no_such_entity",
        "not_stated",
        "false_premise",
    }


def test_a_part_of_the_facts_is_asked_in_every_language():
    spoken = set.intersection(*(facts(language=language, noise=None) for language in LANGUAGES))
    assert len(spoken) >= 60
    assert 0.2 <= len(spoken & facts(answerable=False)) / len(spoken) <= 0.3
    # The facts asked in more than two languages are asked in all.
    assert facts(language="zh") == facts(language="fr") == spoken
    assert {q.kind for q in SHIPPED if q.language == "zh"} == KINDS


def test_some_questions_are_noisy():
    noisy = [q for q in SHIPPED if q.noise]
    assert len(noisy) >= 30
    assert {q.noise for q in noisy} == set(NOISES)
    assert {q.split for q in noisy} == {"dev", "test"}
    plain = {q.id: q for q in SHIPPED if not q.noise}
    for question in noisy:
        twin = plain[f"{question.fact}-{question.language}"]
        assert question.id.startswith(twin.id + "-" + question.noise)
        assert question.question != twin.question
        assert replace(question, id=twin.id, question=twin.question, noise=None) == twin


def test_some_questions_follow_up_on_others():
    followed = facts(kind="follow_up")
    assert len(followed) >= 20
    assert len(followed & facts(answerable=False)) >= 5
    for question in SHIPPED:
        assert question.question not in question.history


def test_the_halves_are_alike():
    for answerable in (True, False):
        halves = [len(facts(split=split, answerable=answerable)) for split in ("dev", "test")]
        assert abs(halves[0] - halves[1]) <= 1
    for kind in KINDS:
        if len(facts(kind=kind)) >= 3:
            assert facts(split="dev", kind=kind), f"{kind} is never in dev"
            assert facts(split="test", kind=kind), f"{kind} is never in test"


def test_no_question_is_asked_twice():
    # Vowels and Arabic digits fold away; the same words after other questions ask something else.
    asked = Counter(tuple(map(fold, (*q.history, q.question))) for q in SHIPPED if not q.noise)
    assert max(asked.values()) == 1


def test_gold_spans_are_whole_words():
    for question in SHIPPED:
        for gold in question.gold:
            quote = gold.of(BROCHURE)
            assert quote == quote.strip()
            assert not (BROCHURE[gold.start - 1] + quote[0]).isalnum() or gold.start == 0


def test_prose_items_are_printed_in_their_gold_sentences():
    # A count is computed and printed nowhere; yes and no are said, not printed.
    for question in SHIPPED:
        if question.kind in COMPUTED:
            continue
        lines = [line for line in _lines() if any(line.overlaps(gold) for gold in question.gold)]
        printed = fold(" ".join(line.of(BROCHURE) for line in lines))
        for item in question.items:
            if question.kind == "follow_up" and item[0] == str(len(question.gold)):
                continue
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
        ({"language": "ar"}, "more than once in one language"),
        ({"noise": "typo"}, "needs one question in each"),
        ({"noise": "typo"}, "variant of a question that is not there"),
        ({"noise": "loud"}, "unknown noise"),
        ({"kind": "riddle"}, "unknown kind"),
        ({"kind": "count"}, "same answer"),
        ({"kind": "follow_up"}, "needs a history"),
        ({"history": ("Who?",)}, "needs a history"),
        ({"history": (" ",)}, "earlier question is empty"),
        ({"items": (("Delta",),)}, "same answer"),
        ({"language": "xx"}, "unknown language"),
    ],
)
def test_a_fault_in_the_set_is_named(change, complaint):
    assert validate(SET, len(SOURCE)) == []
    broken = (replace(SET[0], **change), *SET[1:])
    assert any(complaint in problem for problem in validate(broken, len(SOURCE)))


def test_a_variant_does_not_count_as_a_twin():
    noisy = replace(SET[0], id="f001-en-typo", noise="typo", question="wich has sevn?")
    assert validate((*SET, noisy), len(SOURCE)) == []
    other = replace(noisy, items=(("Delta",),))
    assert any("same answer" in p for p in validate((*SET, other), len(SOURCE)))


def test_a_follow_up_is_read_with_what_came_before(tmp_path):
    line = json.loads(QUESTIONS.read_text(encoding="utf-8").splitlines()[0])
    line |= {"kind": "follow_up", "history": ["Who?", "When?"], "noise": "typo"}
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (question,) = load_questions(path)
    assert (question.history, question.noise) == (("Who?", "When?"), "typo")


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
