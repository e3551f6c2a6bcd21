"""What a sentence denies, in six languages: true negative sentences stay true, false ones don't."""

import pytest

from qa.polarity import clauses, contradicts

CONTRARY = [
    ("en", "The harbour is closed in winter.", "In winter the harbour stays open."),
    ("en", "The rules are binding on all ports.", "These are non-binding rules for ports."),
    ("en", "The council rarely publishes minutes.", "The council often publishes its minutes."),
    ("en", "The mill works without a licence.", "The mill works under a licence."),
    ("en", "The mill does not mark its flour.", "The mill marks its flour by year."),
    ("en", "Late payment always leads to a fine.", "Late payment may lead to a fine."),
    ("en", "All growers keep bees.", "Some growers keep bees."),
    ("en", "The ferry is the least suitable boat.", "The ferry is the most suitable boat."),
    ("fr", "Le conseil ne publie pas ses comptes.", "Le conseil publie ses comptes chaque mois."),
    ("fr", "Le moulin fonctionne sans permis.", "Le moulin fonctionne avec un permis."),
    ("es", "El molino carece de permiso.", "El molino funciona con permiso."),
    ("es", "La norma es voluntaria.", "La norma es obligatoria para los puertos."),
    ("ru", "Порт закрыт зимой.", "Зимой порт открыт."),
    ("ru", "У мельницы лицензия отсутствует.", "У мельницы есть лицензия на муку."),
    ("zh", "磨坊没有许可证。", "磨坊持有许可证。"),
    ("zh", "规则是自愿的。", "规则是强制的。"),
    ("ar", "القواعد ملزمة للموانئ.", "هذه قواعد غير ملزمة للموانئ."),
    ("ar", "نادراً ما ينشر المجلس محاضره.", "غالباً ما ينشر المجلس محاضره."),
]
ALIKE = [
    ("en", "The rules do not bind anyone.", "These are non-binding rules."),
    ("en", "Frost is not rare in the valley.", "Frost is common in the valley."),
    ("en", "The mill has no licence.", "A licence is absent from the mill."),
    ("en", "Not only growers keep bees.", "Growers keep bees, and so do bakers."),
    ("en", "Without rain, there is no harvest.", "Rain is needed for the harvest."),
    ("en", "The fine is not always due.", "The fine is sometimes due."),
    ("en", "Late payment may lead to a fine.", "Late payment always leads to a fine."),
    ("fr", "Le moulin ne vend que de la farine.", "Le moulin vend seulement de la farine."),
    ("fr", "En l'absence de permis, le moulin ferme.", "Le moulin ferme s'il n'a pas de permis."),
    ("es", "El puerto no tiene faro.", "El puerto carece de faro."),
    ("ru", "Маяка в порту нет.", "В порту нет маяка."),
    ("ru", "Порт закрывается не только зимой.", "Порт закрывается зимой и осенью."),
    ("zh", "港口没有灯塔。", "该港口缺乏灯塔。"),
    ("zh", "非洲的港口非常开放。", "非洲港口开放。"),
    ("ar", "لا يوجد منارة في الميناء.", "الميناء بدون منارة."),
    ("ar", "لا ينشر المجلس إلا محاضره.", "ينشر المجلس محاضره فقط."),
]


@pytest.mark.parametrize(("language", "claim", "evidence"), CONTRARY)
def test_a_denial_is_told(language, claim, evidence):
    assert contradicts(claim, evidence, language)


@pytest.mark.parametrize(("language", "claim", "evidence"), ALIKE)
def test_the_same_in_other_words_is_no_contradiction(language, claim, evidence):
    assert not contradicts(claim, evidence, language)


@pytest.mark.parametrize(("language", "claim", "evidence"), ALIKE + CONTRARY)
def test_no_sentence_contradicts_itself(language, claim, evidence):
    assert not contradicts(claim, claim, language)
    assert not contradicts(evidence, evidence, language)


def test_a_denial_ends_with_its_clause():
    first, second = clauses("The mill is not old, but the harbour is old.", "en")
    assert first.words["old"] == {True}
    assert second.words["old"] == {False}
