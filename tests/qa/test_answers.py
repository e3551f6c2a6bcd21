"""What a user sees: right rows, both dates, refusals that cite nothing, exact quotes."""

import pytest

from corpus.errors import UsageError
from qa.records import Refusal, Status

LABOUR = {7, 8, 9, 10, 12, 13}


def rows_cited(answer, brochure):
    (table,) = brochure.tables
    return {
        row.index for row in table.rows for c in answer.citations
        if row.span.start <= c.start and c.end <= row.span.end
    }  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["Which RCPs address labour migration?", "ما هي العمليات التي تعالج هجرة العمالة؟",
     "which rcps deal with labor migration", "أي العمليات تُعنى بهجرة اليد العاملة؟"],
)  # fmt: skip
def test_labour_migration_names_six_rows_and_cites_each(engine, brochure, question):
    answer = engine.answer(question)
    assert answer.status is Status.ANSWERED
    assert rows_cited(answer, brochure) == LABOUR
    assert len(answer.claims) == 6
    assert all(claim.citations for claim in answer.claims)
    assert (answer.table.rows_checked, answer.table.rows_matched) == (16, 6)


@pytest.mark.parametrize("question", ["When was the Lima meeting?", "متى عُقد اجتماع ليما؟"])
def test_both_dates_of_the_lima_meeting_are_given_and_cited(engine, question):
    answer = engine.answer(question)
    quotes = " ".join(c.quote for c in answer.citations)
    assert "٢٠١١" in quotes
    assert "2013" in quotes
    assert len(answer.claims) == 2


@pytest.mark.parametrize(
    "question", ["How many participants attended the fourth global meeting in Lima?",
                 "كم عدد المشاركين في الاجتماع العالمي الرابع في ليما؟"],
)  # fmt: skip
def test_how_many_took_part_in_lima(engine, question):
    answer = engine.answer(question)
    quotes = " ".join(c.quote for c in answer.citations)
    assert "60" in quotes
    assert "14" in quotes


@pytest.mark.parametrize(
    ("question", "number"),
    [("How many countries take part in the Colombo Process?", "11"),
     ("كم عدد الدول المشاركة في عملية بالي؟", "44"),
     ("Which RCP has the most participating countries?", "50"),
     ("How many RCPs are listed in the table?", "16")],
)  # fmt: skip
def test_numbers_from_the_table(engine, number, question):
    answer = engine.answer(question)
    assert answer.status is Status.ANSWERED
    assert number in answer.answer


@pytest.mark.parametrize(
    ("question", "reason"),
    [("Which countries take part in the Prague Process?", Refusal.NOT_STATED),
     ("من يتولى أمانة عملية ألماتي؟", Refusal.NOT_STATED),
     ("What is the Khartoum Process?", Refusal.NO_SUCH_ENTITY),
     ("Who won the football match yesterday?", None),
     ("ما هي عاصمة أستراليا؟", None)],
)  # fmt: skip
def test_what_is_not_there_is_refused_and_cites_nothing(engine, question, reason):
    answer = engine.answer(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.citations == answer.claims == ()
    assert reason is None or answer.refusal is reason


def test_more_than_and_without(engine, brochure):
    assert rows_cited(engine.answer("Which processes have more than 40 countries?"), brochure) == {
        0, 1, 5, 14}  # fmt: skip
    without = engine.answer("Which RCPs have no formal secretariat?")
    assert rows_cited(without, brochure) == {4, 7, 8}
    assert engine.answer("Does the 5+5 Dialogue have a formal secretariat?").answer.startswith("No")


def test_every_quote_is_the_source(engine, brochure):
    for question in ("What is an RCP?", "ما خصائص العمليات التشاورية؟", "Are RCPs binding?"):
        answer = engine.answer(question)
        assert answer.citations
        for citation in answer.citations:
            assert brochure.text[citation.start : citation.end] == citation.quote
            assert citation.exact
            assert citation.sha256 == brochure.sha256
        for claim in answer.claims:
            assert answer.answer[claim.start : claim.end] == claim.text


def test_bad_questions_are_usage_errors(engine):
    with pytest.raises(UsageError, match="empty"):
        engine.answer("  ")
    with pytest.raises(UsageError, match="language"):
        engine.answer("x", language="tlh")
    with pytest.raises(UsageError, match="no document"):
        engine.answer("x", documents=["none"])


def test_a_joined_sentence_is_cited_on_its_page(engine):
    answer = engine.answer("How many participants attended the fourth global meeting in Lima?")
    assert {c.page for c in answer.citations if "60" in c.quote} == {3}
