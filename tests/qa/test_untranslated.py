"""Questions in another language than a document that nobody translated: meaning and sound."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.records import Status
from qa.settings import Settings
from qa.words.transliteration import key, same_name

SCHOOLS = """# المدارس الصيفية

افتتحت الجمعية ثلاث مدارس صيفية في العام 2019.

| المدرسة | عدد الطلاب | المدير | المواد |
|---|---|---|---|
| مدرسة النهضة | 120 طالباً | سامي خليل | • الرياضيات • الموسيقى |
| مدرسة الكرمل | 85 طالباً | هدى ناصر | • الرسم • الموسيقى |
| مدرسة بردى | 240 طالباً | | • الرياضيات • السباحة |
"""


@pytest.fixture(scope="module")
def schools(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schools")
    (folder / "schools.md").write_text(SCHOOLS, "utf8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / "schools.md", settings.library)
    return Engine.open(settings)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("النهضة", "Al-Nahda"),
        ("كولومبو", "Colombo"),
        ("خليل", "Khalil"),
        ("بودابست", "Budapest"),
        ("شريف", "Sharif"),
        ("غزة", "Ghaza"),
        ("عدنان", "Adnan"),
    ],
)
def test_names_sound_alike_across_scripts(arabic, latin):
    assert key(arabic) == key(latin)
    assert same_name(latin, arabic)
    assert not same_name("Wellington", arabic)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("تكية", "Takiyat"), ("فتحي", "Fathi"), ("ملح", "Milh"), ("مرعي", "Marai")],
)
def test_a_name_may_be_heard_in_several_ways(arabic, latin):
    assert same_name(latin, arabic)
    assert not same_name(latin, "كولومبو")


@pytest.mark.parametrize(
    ("arabic", "other"),
    [
        ("النهضة", "Ан-Нахда"),
        ("عدنان", "Аднаном"),
        ("الجزيرة", "Аль-Джазира"),
        ("خليل", "Халиль"),
        ("هلال", "Хиляль"),
        ("القنواتي", "Канавати"),
        ("النهضة", "纳赫达"),
        ("خليل", "哈利勒"),
        ("القنواتي", "卡纳瓦提"),
        ("البيرقدار", "拜拉克达尔"),
        ("شريف", "谢里夫"),
    ],
)
def test_names_sound_alike_in_cyrillic_and_in_chinese_signs(arabic, other):
    assert same_name(other, arabic)
    assert not same_name(other, "كولومبو")


@pytest.mark.parametrize(("arabic", "other"), [("رمال", "纳赫达"), ("حمد", "Самир"), ("سد", "萨")])
def test_other_names_do_not(arabic, other):
    assert not same_name(other, arabic)


def test_cyrillic_and_chinese_names_are_compared_with_arabic_ones_only():
    assert not same_name("Rabat", "работ")
    assert not same_name("拉巴特", "работ") and not same_name("Rabat", "拉巴特")
    assert same_name("Rabat", "الرباط") and same_name("拉巴特", "الرباط")


def test_a_row_is_found_by_the_sound_of_its_name(schools):
    answer = schools.answer("How many students does Al-Nahda have?")
    assert answer.status is Status.ANSWERED
    assert "120" in answer.answer
    assert [c.quote for c in answer.citations] == ["120 طالباً"]
    assert answer.language == "en"
    assert answer.answer.startswith("There is no translation")


def test_a_condition_is_found_by_its_meaning(schools):
    answer = schools.answer("Which schools teach music?")
    assert answer.status is Status.ANSWERED
    assert {c.quote for c in answer.citations} == {"الموسيقى"}
    assert len(answer.claims) == 2


def test_what_is_not_there_is_still_refused(schools):
    for question in ("Which schools teach Japanese?", "Who won the football match yesterday?"):
        assert schools.answer(question).citations == ()
