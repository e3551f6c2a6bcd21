"""A day is told by its number beside a month, or as a day of the week."""

import pytest

from qa.words.values import names_day


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("opened on 3 May", "en", True),
        ("opened in May 2020", "en", False),
        ("افتُتح في 8 يونيو", "ar", True),
        ("افتُتح في حزيران 2020", "ar", False),
        ("في تشرين الأول، أكتوبر، 2020", "ar", False),
        ("في 5 كانون الثاني", "ar", True),
        ("في الأول من مايو", "ar", True),
        ("كل ثلاثاء ويوم الجمعة", "ar", True),
        ("le 1er juin", "fr", True),
        ("в июне 2020 года", "ru", False),
        ("8 июня", "ru", True),
        ("2015年10月", "zh", False),
        ("10月3日", "zh", True),
        ("12/03/2024", "es", True),
    ],
)
def test_days_are_known_in_every_language(text, language, named):
    assert names_day(text, language) is named
