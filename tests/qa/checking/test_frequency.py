"""How often: regular times in six languages, in days."""

import pytest

from qa.checking.frequency import frequencies


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "The guild meets every two years.", {730}),
        ("en", "The guild meets annually.", {365}),
        ("en", "A report is due once a month.", {30}),
        ("fr", "La guilde se réunit tous les deux ans.", {730}),
        ("fr", "La guilde se réunit chaque année.", {365}),
        ("es", "El gremio se reúne cada dos años.", {730}),
        ("es", "El gremio se reúne mensualmente.", {30}),
        ("ru", "Гильдия собирается раз в два года.", {730}),
        ("ru", "Гильдия собирается ежегодно.", {365}),
        ("zh", "行会每两年开会一次。", {730}),
        ("zh", "行会每年开会。", {365}),
        ("ar", "تجتمع النقابة مرة كل سنتين.", {730}),
        ("ar", "تجتمع النقابة سنويا.", {365}),
        ("en", "The guild met in 2009, twelve years ago.", set()),
        ("ru", "Гильдия собралась в 2009 году.", set()),
        ("ar", "اجتمعت النقابة في العام 2009.", set()),
    ],
)
def test_regular_times_are_read(language, text, days):
    assert frequencies(text, language) == days
