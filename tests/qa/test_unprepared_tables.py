"""A table that nobody prepared: dates that order rows, columns called by what they are about."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.records import Status
from qa.settings import Settings

THEATRES = """# مسارح مدينة النخيل: دليل الموسم

## أولاً: المقصود بالمسرح الجوال

يُقصد بالمسرح الجوال عربة خشبية تنقل العروض إلى القرى البعيدة في الصيف.
ويحب الناس المسرح الجوال كثيراً.

## ثانياً: أهداف الدليل

يعرض الدليل ما يأتي:

- تعريف الزوار بالعروض؛
- حفظ تاريخ الفرق المحلية؛

## ثالثاً: المسارح

| المسرح | سنة الافتتاح | عدد المقاعد | الجهة الراعية | القبو (متر مربع) |
|---|---|---|---|---|
| مسرح الفنار | 1996 | 310 | مصرف الواحة | 45 |
| مسرح الرمان | 1974 | 120 | بلدية النخيل | لا يوجد |
| مسرح الياسمين | 2011 | 85 | مصرف الواحة | 30 |
| مسرح القلعة | 2004 | 540 | جامعة السهل | لا يوجد |
"""

FERRIES = """# عبّارات الخليج

## العبّارات

| العبّارة | بدء الخدمة | الركاب |
|---|---|---|
| النورس | مارس 2019 | 200 |
| الدلفين | نوفمبر 2019 | 150 |
| المرجان | يناير 2012 | 90 |
"""


def _open(folder, name, text):
    (folder / f"{name}.md").write_text(text, "utf8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / f"{name}.md", settings.library)
    return Engine.open(settings)


@pytest.fixture(scope="module")
def theatres(tmp_path_factory):
    return _open(tmp_path_factory.mktemp("theatres"), "theatres", THEATRES)


@pytest.fixture(scope="module")
def ferries(tmp_path_factory):
    return _open(tmp_path_factory.mktemp("ferries"), "ferries", FERRIES)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("ما أقدم مسرح؟", "الرمان"),
        ("ما أحدث المسارح؟", "الياسمين"),
        ("Which is the oldest theatre?", "الرمان"),
        ("Quel est le théâtre le plus ancien ?", "الرمان"),
        ("أيهما أقدم: مسرح القلعة أم مسرح الفنار؟", "الفنار"),
    ],
)
def test_the_oldest_is_told_by_the_year(theatres, question, name):
    answer = theatres.answer(question)
    assert name in answer.claims[0].text


def test_months_order_rows_of_one_year(ferries):
    answer = ferries.answer("ما آخر عبّارة بدأت الخدمة؟")
    assert [claim.text.split(":")[0] for claim in answer.claims] == ["الدلفين"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("ما المسارح التي افتتحت قبل عام 2000؟", {"الفنار", "الرمان"}),
        ("ما المسارح التي افتتحت منذ 2004؟", {"الياسمين", "القلعة"}),
        ("Which theatres were opened before 2000?", {"الفنار", "الرمان"}),
        ("Which theatres opened between 1990 and 2005?", {"الفنار", "القلعة"}),
    ],
)
def test_years_limit_the_rows(theatres, question, names):
    answer = theatres.answer(question)
    assert len(answer.claims) == len(names)
    assert all(any(name in claim.text for claim in answer.claims) for name in names)


@pytest.mark.parametrize("question", ["متى افتتح مسرح القلعة؟", "When did the Qala theatre open?"])
def test_when_a_row_began(theatres, question):
    assert "2004" in theatres.answer(question).answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("من يموّل مسرح القلعة؟", "جامعة السهل"),
        ("Who pays for the Qala theatre?", "جامعة السهل"),
        ("كم مسرحاً يدفع نفقاته مصرف الواحة؟", "2"),
        ("ما المسارح التي تتسع لأكثر من 300 شخص؟", "الفنار"),
    ],
)
def test_columns_are_called_by_what_they_are_about(theatres, question, said):
    assert said in theatres.answer(question).answer


def test_how_many_people_did_something_is_told_by_no_seats(theatres):
    assert theatres.answer("كم شخصاً عمل في مسرح القلعة؟").status is Status.NOT_FOUND


def test_rows_of_which_a_number_is_denied(theatres):
    answer = theatres.answer("أي المسارح ليس لها قبو؟")
    assert len(answer.claims) == 2
    assert "الرمان" in answer.answer and "القلعة" in answer.answer


def test_a_definition_is_told_by_its_form(theatres):
    answer = theatres.answer("ما المقصود بالمسرح الجوال؟")
    assert "عربة خشبية" in answer.answer


def test_a_heading_may_use_another_word_and_has_a_number(theatres):
    answer = theatres.answer("ما غايات الدليل؟")
    assert "حفظ تاريخ الفرق المحلية" in answer.answer


def test_what_the_document_says_elsewhere_is_no_part_of_a_cell(tmp_path):
    text = THEATRES.replace("مصرف الواحة", "المعهد الوطني") + (
        "\n## رابعاً: اللجنة\n\nتجتمع اللجنة الاستشارية مرتين، وترأسها السيدة ليلى عون.\n"
    )
    engine = _open(tmp_path, "committee", text)
    answer = engine.answer("Who heads the national advisory committee?")
    assert "ليلى عون" in answer.answer
