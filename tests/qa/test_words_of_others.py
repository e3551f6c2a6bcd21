"""A table that nobody prepared, asked in words that it doesn't use."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.settings import Settings

FARMS = """# جمعية السنابل الزراعية: دليل المزارع

تجمع الجمعية مزارع الوادي، وتنشر هذا الدليل كل عام.

## المزارع المنتسبة

| المزرعة | سنة الانتساب | عدد العاملين | المحاصيل | طريقة الري |
|---|---|---|---|---|
| مزرعة النخيل | 2004 | 31 | تمر، خزف زراعي | تنقيط |
| مزرعة وادي الغزلان | 2011 | 8 | قمح، عدس | رش |
| مزرعة الزهراء | 2017 | 15 | عدس، بصل | تنقيط |
| مزرعة التل | 2020 | 22 | قمح، بصل | غمر |
"""


@pytest.fixture(scope="module")
def farms(tmp_path_factory):
    folder = tmp_path_factory.mktemp("farms")
    (folder / "farms.md").write_text(FARMS, encoding="utf-8")
    settings = Settings(data_dir=folder / "data", shipped=False)
    add_file(folder / "farms.md", settings.library)
    return Engine.open(settings)


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("أي المزارع فيها أكثر من عشرين شخصاً؟", {"النخيل", "التل"}, {"الزهراء"}),
        ("ما أحدث المزارع التحاقاً بالجمعية؟", {"التل"}, {"النخيل", "الزهراء"}),
        ("Which homestead is the newest to have joined?", {"التل"}, {"النخيل", "الزهراء"}),
        ("How many workers does the Wadi al-Ghizlan farm have?", {"8"}, {"22"}),
    ],
)
def test_rows_and_columns_in_other_words(farms, question, names, others):
    answer = farms.answer(question).answer
    assert all(name in answer for name in names), answer
    assert not any(name in answer for name in others), answer
