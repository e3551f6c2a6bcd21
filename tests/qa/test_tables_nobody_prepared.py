"""Basic questions to a table and its text that nobody prepared, in Arabic and across languages."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.records import Refusal, Status
from qa.settings import Settings

LAKE = """# هيئة مراسي بحيرة صفوان: دليل الزوار

تدير الهيئة مراسي البحيرة، وترأسها السيدة لطيفة الكيلاني منذ عام 2019. وتقفل المراسي يوم الاثنين
لتنظيف الأرصفة. وارتفع عدد الزوار من 900 عام 2021 إلى 1400 عام 2023.

## الأعلام

يُرفع على كل مرسى علم يدل على حال الماء:

- العلم الأخضر: الماء هادئ والسباحة مسموحة.
- العلم الأصفر: لا تخرج القوارب الصغيرة.

## المراسي وما فيها

| المرسى | عدد القوارب | سنة الافتتاح | الخدمات | المشرف | التوسعة |
|---|---|---|---|---|---|
| مرسى النورس | 42 | 2004 | منقذون؛ مطعم | عدنان البيرقدار | رصيف جديد |
| مرسى القصب | 18 | 2015 | قوارب شراعية | شيماء القنواتي | قيد الدراسة |
| مرسى ثنية الريح | 27 | 2008 | لا يوجد | عدنان البيرقدار | لا يوجد |
| مرسى الصخرة | 9 | 2015 | منقذون؛ دروس تجديف | هالة السروجي | قيد الدراسة |
| مرسى الغروب | 31 | 2019 | مطعم؛ دروس تجديف | شيماء القنواتي | لا يوجد |
"""
ALL = {"النورس", "القصب", "ثنية الريح", "الصخرة", "الغروب"}


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lake")
    (folder / "lake.md").write_text(LAKE, encoding="utf-8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / "lake.md", settings.library)
    return Engine.open(settings)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("أي المراسي لم يُحسم أمر توسعتها بعد؟", {"القصب", "الصخرة"}),
        ("At which jetties is the expansion still being looked into?", {"القصب", "الصخرة"}),
        ("ما المراسي التي لا توسعة لها، لا مقررة ولا قيد الدراسة؟", {"ثنية الريح", "الغروب"}),
        ("أي المراسي ليس فيها خدمات؟", {"ثنية الريح"}),
        ("أي المراسي فيها أكثر من 20 قارباً وافتُتحت قبل عام 2010؟", {"النورس", "ثنية الريح"}),
        ("أي المراسي هو الأصغر من حيث عدد القوارب؟", {"الصخرة"}),
        ("عندي قارب شراعي، فأي مرسى يستقبله؟", {"القصب"}),
        ("Which jetties is Ms Shaimaa al-Qanawati in charge of?", {"القصب", "الغروب"}),
        ("What is Adnan al-Bayraqdar in charge of?", {"النورس", "ثنية الريح"}),
        ("ما أحدث المراسي، أي التي افتُتحت بعد عام 2014؟", {"القصب", "الصخرة", "الغروب"}),
        ("أي مرسى يقدم دروس تجديف وفيه مطعم؟", {"الغروب"}),
        ("За какие причалы отвечает Аднан аль-Байракдар?", {"النورس", "ثنية الريح"}),
        ("Какие причалы находятся в ведении Шаймы аль-Канавати?", {"القصب", "الغروب"}),
        ("谢马·卡纳瓦提负责哪些码头？", {"القصب", "الغروب"}),
        ("阿德南·拜拉克达尔负责哪些码头？", {"النورس", "ثنية الريح"}),
        ("哪些码头没有扩建？", {"ثنية الريح", "الغروب"}),
        ("¿De qué muelles es responsable Shaimaa al-Qanawati?", {"القصب", "الغروب"}),
        ("Quels embarcadères gère Adnan al-Bayraqdar ?", {"النورس", "ثنية الريح"}),
    ],
)
def test_these_rows_and_no_others(lake, question, names):
    answer = lake.answer(question).answer
    assert {name for name in ALL if name in answer} == names, answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("كم مجموع القوارب في المرسيين اللذين افتُتحا عام 2015؟", "27"),
        ("How many boats are there altogether at the two jetties that opened in 2015?", "27"),
        ("When was the Thaniyat al-Rih jetty opened?", "2008"),
        ("Сколько лодок на причале Сахра?", "9"),
        ("加西卜码头由谁负责？", "شيماء القنواتي"),
        ("من المشرف على مرسى الصخرة؟", "هالة السروجي"),
        ("من يرأس الهيئة؟", "لطيفة الكيلاني"),
        ("Who heads the authority?", "لطيفة الكيلاني"),
        ("ماذا يعني العلم الأصفر؟", "القوارب الصغيرة"),
        ("لماذا تقفل المراسي يوم الاثنين؟", "لتنظيف الأرصفة"),
    ],
)
def test_this_is_said(lake, question, said):
    answer = lake.answer(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "How much will the new quay of the Al-Nawras jetty cost?",
        "كم منقذاً في مرسى الصخرة؟",
        "How many lifeguards does the Al-Sakhra jetty have?",
        "ماذا يعني العلم البنفسجي؟",
        "What does the purple flag mean?",
        "لماذا تقفل المراسي يوم الجمعة؟",
    ],
)
def test_what_is_not_there_is_refused(lake, question):
    answer = lake.answer(question)
    assert answer.status is Status.NOT_FOUND, answer.answer
    assert not answer.citations


def test_a_row_that_is_none_is_named(lake):
    answer = lake.answer("من المشرف على مرسى وادي الدخان؟")
    assert answer.refusal is Refusal.NO_SUCH_ENTITY
    assert "وادي الدخان" in answer.answer


def test_what_rose_did_not_fall(lake):
    answer = lake.answer("لماذا انخفض عدد الزوار بين عامي 2021 و2023؟")
    assert answer.refusal is Refusal.FALSE_PREMISE
    assert not answer.citations
