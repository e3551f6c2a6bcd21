"""Tables nobody prepared, asked by verbs and by the form of the question and not by headers."""

import pytest

from qa.records import Status

SWIMMING = """# مسابح مقاطعة الوادي

## المسابح والنوادي

| المرفق | الحي | البلدة | تاريخ الافتتاح | المساحة (م²) | رسم الدخول | مقهى | المشرفة | الجائزة |
|---|---|---|---|---|---|---|---|---|
| مسبح الرصيف | الشرقي | الزهرة | ٣ مايو ١٩٩٤ | ٨٢٠ | ١٢ درهماً | نعم | د. هالة منصور | الموجة |
| مسبح القوس | الشرقي | البلوط | ١٧ يوليو ٢٠٠٨ | ٤٥٠ | مجاناً | لا | د. سميرة عوض | لا يوجد |
| مسبح الصخرة | الغربي | البلوط | ٩ يناير ٢٠١٦ | ٦١٠ | ٢٠ درهماً | نعم | د. ندى فارس | لا يوجد |
| نادي الشراع | الغربي | الزهرة | ٢٢ أكتوبر ٢٠٠١ | ٩٧٠ | ٣٥ درهماً | لا | د. مها خليل | الموجة |
| نادي المنارة | الغربي | السرو | ٣٠ أبريل ٢٠١٩ | ٣٠٠ | مجاناً | لا | د. لينا حسن | لا يوجد |
"""

STUDIES = """# كراسي الدراسات

## الدراسات

| الدراسة | الباحث | قيمة المنحة (ألف درهم) | المدة (بالأشهر) | تاريخ البدء |
|---|---|---|---|---|
| أثر الضجيج في نوم الرضّع | د. وليد سعد | 420 | 18 | 4 مارس 2021 |
| حفظ الأقمشة القديمة من العثّ | د. أمل راشد | 150 | 30 | 12 يونيو 2022 |
| رصد الزلازل بكوابل البحر | د. كريم ناجي | 310 | 24 | 1 يناير 2020 |
"""


@pytest.fixture(scope="module")
def pools(library):
    return library(SWIMMING)


@pytest.fixture(scope="module")
def studies(library):
    return library(STUDIES)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("من المسؤول عن مسبح القوس؟", "سميرة عوض"),
        ("Who runs the Sakhra pool?", "ندى فارس"),
        ("أين يقع نادي المنارة؟", "السرو"),
        ("Where is the Manara club?", "السرو"),
        ("كم يكلف الدخول إلى نادي الشراع؟", "٣٥"),
        ("What does it cost to get into the Rasif pool?", "١٢"),
        ("How big is the Qaws pool?", "٤٥٠"),
        ("منذ متى ونادي الشراع مفتوح؟", "٢٢ أكتوبر ٢٠٠١"),
        ("Since when has the Sakhra pool been open?", "٩ يناير ٢٠١٦"),
        ("هل الدخول إلى نادي المنارة مجاني؟", "نعم"),
    ],
)
def test_a_cell_is_asked_for_by_the_form_of_the_question(pools, question, said):
    assert said in pools.answer(question).answer


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("أي المرافق ندخلها بلا مقابل؟", {"القوس", "المنارة"}),
        ("Which facilities can I get into without paying?", {"القوس", "المنارة"}),
        ("أي المرافق فيها مقهى؟", {"الرصيف", "الصخرة"}),
        ("أي المرافق ليس فيها مقهى؟", {"القوس", "الشراع", "المنارة"}),
        ("ما المرافق التي فازت بجائزة؟", {"الرصيف", "الشراع"}),
        ("ما المرافق التي لم تفز بشيء؟", {"القوس", "الصخرة", "المنارة"}),
        ("ما المرافق التي افتتحت بعد ٢٠١٠؟", {"الصخرة", "المنارة"}),
        ("ما أغلى المرافق؟", {"الشراع"}),
        ("أي مسبح هو الأكبر مساحة؟", {"الرصيف"}),
        ("أي المسابح افتتح بعد عام ٢٠٠٠؟", {"القوس", "الصخرة"}),
    ],
)
def test_rows_are_selected_by_what_their_cells_are(pools, question, names):
    answer = pools.answer(question)
    assert answer.status is Status.ANSWERED
    assert len(answer.claims) == len(names)
    assert all(any(name in claim.text for claim in answer.claims) for name in names)


def test_rows_of_one_kind_are_counted_apart(pools):
    assert pools.answer("كم نادياً في الحي الغربي؟").answer.startswith("2")


def test_a_yes_says_not_who_or_where(pools):
    assert pools.answer("من يدير مقهى مسبح الرصيف؟").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("كم مدة دراسة الضجيج؟", "18"),
        ("متى بدأت دراسة كوابل البحر؟", "1 يناير 2020"),
        ("How long does the seabed cables earthquake study last?", "24"),
    ],
)
def test_a_row_called_by_a_title_may_be_described(studies, question, said):
    assert said in studies.answer(question).answer


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("ما الدراسات التي نالت أكثر من ثلاثمئة ألف؟", {"الضجيج", "الزلازل"}),
        ("Which studies got more than 400,000?", {"الضجيج"}),
    ],
)
def test_numbers_in_words_and_in_thousands(studies, question, names):
    answer = studies.answer(question)
    assert len(answer.claims) == len(names)
    assert all(any(name in claim.text for claim in answer.claims) for name in names)


def test_what_somebody_works_on(studies):
    assert "الأقمشة" in studies.answer("What is Amal Rashed working on?").answer
