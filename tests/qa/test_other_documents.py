"""Tables of other domains, added as a user adds them: nothing in the code knows the brochure."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.settings import Settings

PORTS = """# الموانئ

تدير هيئة الموانئ ثلاثة موانئ على الساحل. تأسست الهيئة في العام 1987 في مدينة صور.

| الميناء | عدد الأرصفة | الشركة المشغلة | الخدمات |
|---|---|---|---|
| ميناء الريم | 12 رصيفاً | شركة النورس | • شحن الحاويات • صيانة السفن |
| ميناء السدر | 7 أرصفة | شركة الموج | • شحن الحاويات • نقل الركاب |
| ميناء الغاف | 30 رصيفاً | لا توجد شركة مشغلة | • صيد الأسماك |
"""


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ports")
    (folder / "ports.md").write_text(PORTS, "utf8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / "ports.md", settings.library)
    return Engine.open(settings)


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [("كم عدد أرصفة ميناء السدر؟", ["7"], ["12", "30"]),
     ("ما الشركة المشغلة لميناء الريم؟", ["شركة النورس"], ["الموج"]),
     ("أي الموانئ يقدم شحن الحاويات؟", ["الريم", "السدر"], ["الغاف"]),
     ("أي ميناء لديه أكبر عدد من الأرصفة؟", ["الغاف", "30"], ["الريم"]),
     ("متى تأسست هيئة الموانئ؟", ["1987"], [])],
)  # fmt: skip
def test_another_arabic_table_gets_the_same_treatment(ports, question, holds, lacks):
    answer = ports.answer(question)
    assert answer.citations, answer.answer
    assert all(item in answer.answer for item in holds), answer.answer
    assert not any(item in answer.answer for item in lacks), answer.answer


def test_its_unknowns_are_refused(ports):
    assert ports.answer("من هو مدير ميناء الريم؟").citations == ()
