"""The short answer first: in the sentence's own words, hedged as it is, or not at all."""

import pytest


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When will the fifth global meeting take place?", "October 2015"),
        ("متى ينعقد الاجتماع العالمي الخامس؟", "تشرين الأول، أكتوبر، 2015"),
        ("Quand se tiendra la cinquième réunion mondiale ?", "octobre 2015"),
        ("第五次全球会议何时举行？", "2015年10月"),
        ("In which city will the fifth global meeting take place?", "Cairo"),
        ("How many people attended the second global meeting?", "some sixty participants"),
        ("كم كان عدد المشاركين في اجتماع ليما؟", "قرابة 60 مشاركاً"),
    ],
)
def test_short_answers(engine, question, short):
    answer = engine.answer(question)
    first, *rest = answer.claims
    assert first.text == short
    assert answer.answer.startswith(short)
    # It is taken from a sentence that follows, and rests on the same words of the source.
    assert any(short in claim.text and claim.citations == first.citations for claim in rest)


@pytest.mark.parametrize(
    "question",
    [
        "When was the Lima meeting?",  # two dates, shown as a conflict
        "When is it no harm to conclude a process?",  # circumstances, not a date
        "Was the first global meeting held in 2005?",
        "Why were the processes created?",
    ],
)
def test_no_short_answer_where_none_can_be_told(engine, question):
    answer = engine.answer(question)
    assert all(len(claim.text) > 40 for claim in answer.claims)
