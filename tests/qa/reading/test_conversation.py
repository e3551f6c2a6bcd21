"""Follow-ups are completed from the turns before; new topics are left alone."""

import pytest

from qa.records import Status, Turn


def talk(engine, *questions):
    history: list[Turn] = []
    answer = None
    for question in questions:
        answer = engine.answer(question, history=tuple(history))
        history.append(Turn(question, answer.answer))
    return answer


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("How many countries are in the Bali Process?", "And its secretariat?"), "IOM"),
        (("How many countries are in the Bali Process?", "What about Colombo?"), "11"),
        (("What is the Bali Process?", "Does it cover trafficking?"), "Yes"),
        (("When was the second global meeting held?", "Who hosted it?"), "Thai"),
        (("Which RCP has the most countries?", "Who is its secretariat?"), "ICMPD"),
        (("When was the second global meeting held?", "And the third?"), "2011"),
        (("كم عدد البلدان المشاركة في عملية بالي؟", "وماذا عن كولومبو؟"), "11"),
        (("متى عقد الاجتماع العالمي الثالث؟", "من استضافه؟"), "بوتسوانا"),
    ],
)
def test_a_follow_up_is_answered_as_if_asked_in_full(engine, turns, holds):
    answer = talk(engine, *turns)
    assert answer.status is Status.ANSWERED
    assert answer.resolved
    assert holds in answer.answer
    assert answer.question == turns[-1]
    assert answer.to_dict()["resolved"] == answer.resolved


def test_a_region_narrows_the_last_question(engine):
    answer = talk(engine, "Which RCPs address labour migration?", "What about Africa?")
    assert answer.table.rows_matched == 4


def test_one_of_a_list_is_meant_by_its_place(engine):
    first = "Which RCPs address labour migration?"
    answer = talk(engine, first, "How many countries does the second one have?")
    assert "MIDWA" in answer.resolved
    assert "15" in answer.answer


@pytest.mark.parametrize(
    "new",
    [
        "Which RCPs are in Africa?",
        "Who hosted the third global meeting?",
        "Are RCPs binding?",
        "who was the first president of France?",
    ],
)
def test_a_new_topic_is_not_dragged_to_the_old(engine, new):
    alone = engine.answer(new)
    answer = talk(engine, "What is the Budapest Process?", new)
    assert answer.resolved == ""
    assert answer.answer == alone.answer


def test_a_new_topic_in_arabic_is_left_alone(engine):
    answer = talk(engine, "متى عُقد اجتماع ليما؟", "ما هي العمليات التي تعالج هجرة العمالة؟")
    assert answer.resolved == ""
    assert answer.table.rows_matched == 6


def test_a_first_question_has_nothing_to_lean_on(engine):
    assert engine.answer("And its secretariat?").resolved == ""


@pytest.mark.parametrize(
    "question", ["ما المتاحف التي تعرض العملات؟", "أي المتاحف في الحي الشرقي؟"]
)
def test_what_a_table_answers_alone_is_not_completed(museums, question):
    alone = museums.answer(question)
    assert alone.table is not None
    after = talk(museums, "من حارس متحف اللؤلؤ؟", question)
    assert after.resolved == ""
    assert after.answer == alone.answer


@pytest.mark.parametrize(
    ("first", "then", "named", "left_out"),
    [
        (
            "Who is the secretariat of the Budapest Process?",
            "Which other processes does it serve?",
            ("Prague", "Mediterranean"),
            "- Budapest",
        ),
        (
            "من أمانة عملية بودابست؟",
            "وما العمليات الأخرى التي تخدمها؟",
            ("براغ", "المتوسط"),
            "- عملية بودابست",
        ),
        ("布达佩斯进程的秘书处是谁？", "它还负责哪些进程？", ("布拉格",), "- 布达佩斯"),
    ],
)
def test_the_other_rows_of_a_body_that_the_last_answer_named(engine, first, then, named, left_out):
    history = (Turn(first, engine.answer(first).answer),)
    answer = engine.answer(then, history=history).answer
    assert all(name in answer for name in named)
    assert left_out not in answer


def test_a_denial_stops_at_what_a_follow_up_is_about(engine):
    first = "Which processes list health?"
    history = (Turn(first, engine.answer(first).answer),)
    answer = engine.answer("Which of them are not in Asia?", history=history).answer
    assert "COMESA" in answer or "Eastern and Southern Africa" in answer
    assert "Almaty" not in answer


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("When was the third global meeting held?", "And the one before that?"), "2009"),
        (("When was the second global meeting held?", "Who hosted the next one?"), "Botswana"),
        (("متى عُقد الاجتماع العالمي الثالث في بوتسوانا؟", "والذي سبقه؟"), "2009"),
        (("在博茨瓦纳举行的第三次全球会议是哪一年举行的？", "那上一次呢？"), "2009"),
        (("Когда прошла вторая глобальная встреча?", "А следующая?"), "2011"),
    ],
)
def test_the_neighbour_of_what_was_asked_about_is_meant(engine, turns, holds):
    assert holds in talk(engine, *turns).answer
