"""Small documents of other domains, added as a user adds them."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.settings import Settings

MUSEUMS = """# متاحف وادي الحور

تنشر بلدية وادي الحور هذا الكشف في كل ربيع.

## المتاحف المفتوحة في العام 2018

| المتحف | الحي | عدد الغرف | نسبة الترميم | المعروضات | الحارس |
|---|---|---|---|---|---|
| متحف القهوة القديمة | الحي الشرقي | 1 | 85% | أجراس، خناجر | سعاد نصار |
| متحف فاعور | الحي الشرقي | 2 | 90% | خناجر، سجاد | |
| متحف المكتبة | الحي الغربي | 3 | 60% | أجراس | مازن حلو |
| متحف اللؤلؤ | الحي الغربي | 2 | 95% | سجاد، عملات | لمى شاهين |
| متحف السعدي | الحي الغربي | 5 | 45% | عملات | |
"""
KITES = """# اتحاد الطائرات الورقية

يجمع الاتحاد هواة الطائرات الورقية على الساحل. تأسس الاتحاد في العام 1994 في بيت السيدة نجلاء
الحكيم. ولا تفرض على الهواة أي رسوم عند الانضمام.

## المهرجانات

استضافت عُمان المهرجان الأول للطائرات الورقية في العام 2009. واستضافت تشيلي المهرجان الثاني
للطائرات الورقية في العام 2013، وحضره نحو سبعين ضيفاً. ويستمر كل مهرجان ثلاثة أيام. وكلف المهرجان
الثاني تسعة آلاف درهم.

## مهام اللجنة

للجنة المهرجان المهام الآتية:

- اختيار الشاطئ
- فحص الخيوط
- توزيع الجوائز
"""
MILL = """# The water mill

The mill was built in 1931. Some of the millstones come from the quarry of Brenna. The wheel
sometimes stops in August. Number three is the oldest of the four wheels, and number one the newest.

## Repairs

The roof was repaired in 1962. According to the parish book the roof was repaired in 1967.
Irma Toft, the keeper of the mill, oils the wheel every week. The repairs cost 4,200 crowns and
took eleven weeks. The mill trains nine apprentices, among them six women.

## Duties of the keeper

The keeper has the following duties:

- opening the sluice
- weighing the grain
- closing the sluice at night

## How flour is made

- cleaning the grain
- grinding the grain
- sifting the flour
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """Make an engine over one document of its own."""

    def make(text: str) -> Engine:
        folder = tmp_path_factory.mktemp("library")
        (folder / "document.md").write_text(text, "utf8")
        settings = Settings(data_dir=folder / "data", shipped=False)
        add_file(folder / "document.md", settings.library)
        return Engine.open(settings)

    return make


@pytest.fixture(scope="session")
def museums(library):
    """A table of museums, in Arabic."""
    return library(MUSEUMS)


@pytest.fixture(scope="session")
def kites(library):
    """Prose about festivals, in Arabic."""
    return library(KITES)


@pytest.fixture(scope="session")
def mill(library):
    """Prose about a mill, in English."""
    return library(MILL)
