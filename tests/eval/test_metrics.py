from dataclasses import replace

import pytest
from eval_cases import (
    DIGEST,
    LISTING,
    MISSING,
    NUMBER,
    PASSAGES,
    REFUSED,
    SET,
    SOURCE,
    cite,
    make_answer,
    twin,
)
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from eval.answers import score_answer
from eval.citations import Source, quote_problem, score_citations
from eval.language import in_language
from eval.questions import DOCUMENT_ID
from eval.retrieval import make_qrels, make_run, measure, qrels_lines, run_lines
from eval.speed import measure_speed
from eval.text import find, fold
from eval.twins import score_twins
from qa.records import Status


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "source.md"
    path.write_bytes(SOURCE.encode())
    return {DOCUMENT_ID: Source.read(path)}


# --- wording -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "text", "there"),
    [
        (
            "مواقف حافلات",
            "设施：ورش للأطفال和مواقف حافلات",
            True,
        ),  # Chinese is written without spaces
        ("ورش", "设施：ورش和مواقف", True),
        ("ورش", "设施：ورشة和مواقف", False),
        ("حافلات", "والحافلات", True),
        ("حافلات", "لحافلاتنا", False),
    ],
)
def test_an_arabic_wording_ends_where_another_script_begins(wording, text, there):
    assert find(wording, text) is there


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("60", "حضره قرابة ٦٠ مشاركاً"),
        ("بودابست", "وبودابست وبراغ"),
        ("الأمانة", "للأمانة الفنية"),
        ("مجازيا", "يستخدم أيضاً مجازياً"),
        ("5+5", "the 5+5 Dialogue"),
        ("non-binding", "They are non binding."),
        ("القاهره", "في القاهرة"),
        ("Puebla Process", "the PUEBLA process"),
        ("50", "共有50个国家参加"),
        ("ICMPD", "由ICMPD担任秘书处"),
        ("5+5", "“5+5”对话"),
        ("5+5", "西地中海5+5对话"),
        ("布拉格", "最大的是布拉格进程。"),
        ("七", "共七个国家"),
        ("Процесс Пуэбла", "процесс пуэбла"),
        ("côte d'ivoire", "La Côte d’Ivoire"),
    ],
)
def test_a_wording_is_found(alias, text):
    assert find(alias, text)


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        ("60", "160"),
        ("5", "the 5+5 Dialogue"),
        ("بالي", "بالية"),
        ("Bali", "Balinese"),
        ("7", "17"),
        ("7", "共17个国家"),
        ("7", "第2017次"),
        ("七", "共十七个国家"),
        ("七", "共七十个国家"),
        ("Прага", "Прагаский"),
        ("IGC", "IGCC进程"),
        ("5", "西地中海5+5对话"),
    ],
)
def test_part_of_a_word_is_not_the_word(alias, text):
    assert not find(alias, text)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


# --- answers -------------------------------------------------------------------------------


def test_a_full_list_is_right():
    answer = make_answer(
        "2 of 3: Alpha [1], Gamma [2].", claims=["2 of 3", "Alpha [1]", "Gamma [2]"]
    )
    score = score_answer(LISTING, answer)
    assert (score.right, score.f1) == (True, 1.0)


def test_a_name_left_out_costs_recall():
    score = score_answer(LISTING, make_answer("Alpha [1]"))
    assert (score.right, score.precision, score.recall) == (False, 1.0, 0.5)
    assert score.f1 == pytest.approx(2 / 3)
    assert score.missing == ("Gamma",)


def test_a_name_too_many_costs_precision():
    score = score_answer(LISTING, make_answer("Alpha, Beta and Gamma"))
    assert (score.right, score.recall) == (False, 1.0)
    assert score.precision == pytest.approx(2 / 3)
    assert score.extra == ("Beta",)


def test_a_listed_thing_nobody_expected_is_extra():
    answer = make_answer("Alpha, Gamma, Delta", claims=["Alpha", "Gamma", "Delta"])
    assert score_answer(LISTING, answer).extra == ("Delta",)


def test_a_citation_marker_is_no_number():
    assert not score_answer(NUMBER, make_answer("Beta has members [12].")).right
    assert score_answer(NUMBER, make_answer("Beta has 12 members [1].")).right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("No, they are free [1].", True),
        ("لا، ليست ملزمة", True),
        ("They are non-binding [1].", True),
        ("Yes, they are non-binding.", False),
        ("There is no doubt that they must.", False),
        ("Non : il n'y en a pas.", True),
        ("Нет.", True),
        ("不是，它们没有约束力。", True),
        ("Oui, non binding.", False),
        ("Sí, non-binding", False),
        ("Да, non-binding", False),
        ("是的，non-binding", False),
    ],
)
def test_a_no_is_a_no_only_in_front(text, right):
    question = replace(NUMBER, kind="yes_no", items=(("no", "لا", "non-binding"),))
    assert score_answer(question, make_answer(text)).right is right


def test_a_refusal_is_right_only_where_there_is_no_answer():
    assert score_answer(MISSING, REFUSED).right
    assert not score_answer(NUMBER, REFUSED).right
    assert score_answer(NUMBER, REFUSED).f1 == 0.0


def test_a_refusal_that_cites_is_not_right():
    cites = replace(REFUSED, citations=(cite("no seat"),))
    assert not score_answer(MISSING, cites).right
    assert not score_answer(MISSING, make_answer("In Rome [1]")).right


def test_a_partial_answer_with_all_items_is_right():
    assert score_answer(NUMBER, make_answer("12", status=Status.PARTIAL)).right


# --- citations -----------------------------------------------------------------------------


def test_citation_recall_and_precision(sources):
    answer = make_answer(
        "x", [cite("Alpha has 7"), cite("Gamma", 2), cite("seat in Rome", 3), cite("Alpha", 4)]
    )
    score = score_citations(LISTING, answer, sources, DOCUMENT_ID)
    assert score.recall == 0.5  # Of Gamma only the name cell is cited, not the proving one.
    assert score.precision == 0.5
    assert score.row_precision == 0.75
    assert (score.cited, score.exact) == (4, 4)


def test_a_citation_of_another_document_proves_nothing(sources):
    other = {**sources, "other": sources[DOCUMENT_ID]}
    answer = make_answer("x", [cite("12 members", document_id="other")])
    score = score_citations(NUMBER, answer, other, DOCUMENT_ID)
    assert (score.recall, score.precision, score.exact) == (0.0, 0.0, 1)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"quote": "13 members"}, "does not say"),
        ({"start": 0}, "does not say"),
        ({"end": 10_000}, "no range"),
        ({"start": -1}, "no range"),
        ({"sha256": "0" * 64}, "SHA-256"),
        ({"document_id": "elsewhere"}, "unknown document"),
        ({"exact": False}, "not exact"),
    ],
)
def test_a_false_citation_is_caught(sources, change, complaint):
    true = cite("12 members")
    assert quote_problem(true, sources) == ""
    answer = make_answer("x", [true, replace(true, number=2, **change)])
    score = score_citations(NUMBER, answer, sources, DOCUMENT_ID)
    assert (score.cited, score.exact) == (2, 1)
    assert complaint in score.false_quotes[0]


def test_a_file_changed_since_makes_every_citation_false(tmp_path):
    path = tmp_path / "source.md"
    path.write_bytes(SOURCE.replace("Rome", "Bonn").encode())
    changed = {DOCUMENT_ID: Source.read(path)}
    assert "SHA-256" in quote_problem(cite("12 members"), changed)


def test_an_unreadable_source_is_an_error(tmp_path):
    with pytest.raises(DocumentError, match="cannot read"):
        Source.read(tmp_path / "none.md")


def test_offsets_count_code_points_as_python_does(tmp_path):
    path = tmp_path / "s.md"
    path.write_bytes("سطر\r\nثانٍ 𝄞 x".encode())
    source = Source.read(path)
    assert source.text[5:] == "ثانٍ 𝄞 x"
    assert source.sha256 != DIGEST


# --- language, twins -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "ok"),
    [
        ("It is a forum: «منتدى للحوار وتبادل المعلومات» [1].", "en", True),
        ("هي منتدى للحوار (RCP) [1].", "ar", True),
        ("منتدى للحوار [1].", "en", False),
        ("A forum [1].", "ar", False),
        ("«منتدى للحوار» [1]", "en", False),
        ("44 [1]", "en", True),
        ("Это форум.", "ru", True),
    ],
)
def test_the_language_of_an_answer(text, language, ok):
    assert in_language(make_answer(text, language=language), language) is ok


def test_an_answer_that_claims_another_language_is_not_in_it():
    assert not in_language(make_answer("A forum.", language="fr"), "en")


def test_twins_that_disagree_show_even_when_the_rates_agree():
    score = score_twins({"a": (True, False), "b": (False, True), "c": (True, True)}, [True, False])
    assert score.gap == 0.0
    assert score.disagreement == pytest.approx(2 / 3)
    assert score.same_spans == 0.5


# --- retrieval, speed ----------------------------------------------------------------------


def test_passages_that_touch_gold_are_relevant():
    qrels = make_qrels(SET, PASSAGES, DOCUMENT_ID)
    assert qrels["f001-en"] == {PASSAGES[0].id: 1, PASSAGES[2].id: 1}
    assert qrels["f002-en"] == {PASSAGES[1].id: 1}
    assert "f003-en" not in qrels


def test_ranking_measures():
    one, two, three = (passage.id for passage in PASSAGES)
    qrels = {"a": {one: 1}, "b": {one: 1, two: 1}, "c": {one: 1}, "lost": {}}
    values = measure(qrels, make_run({"a": [two, one], "b": [one, three], "lost": [one]}))
    # A hit at rank 2 is worth 1/log2(3); of two relevant, the ideal is 1 + 1/log2(3).
    assert values["a"]["nDCG@10"] == pytest.approx(0.6309, abs=1e-4)
    assert (values["a"]["success@1"], values["a"]["recall@5"]) == (0.0, 1.0)
    assert values["b"]["nDCG@10"] == pytest.approx(1 / 1.6309, abs=1e-4)
    assert (values["b"]["success@1"], values["b"]["recall@5"]) == (1.0, 0.5)
    assert set(values["c"].values()) == set(values["lost"].values()) == {0.0}


def test_trec_files_are_what_other_tools_read():
    run = make_run({"q": ["b", "a", "b"]})
    assert run_lines(run, "x") == "q Q0 b 1 1.000000 x\nq Q0 a 2 0.500000 x\n"
    assert qrels_lines({"q": {"a": 1}}) == "q 0 a 1\n"


def test_speed_is_of_warm_questions():
    now = iter(range(1000))
    asked = []
    speed = measure_speed(asked.append, lambda _: None, ["a", "b"], lambda: float(next(now)))
    assert asked == ["a", "b", "a", "b"]
    assert (speed.questions, speed.median, speed.p95, speed.ratio) == (2, 1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="no questions"):
        measure_speed(asked.append, asked.append, [])


def test_the_arabic_twin_is_scored_by_the_same_items():
    arabic = twin(LISTING, "أيها؟")
    assert score_answer(arabic, make_answer("ألفا وغاما", language="ar")).right
