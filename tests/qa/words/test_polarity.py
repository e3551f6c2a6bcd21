"""What a sentence denies, in six languages: true negative sentences stay true, false ones don't."""

import pytest

from qa.words.clauses import clauses
from qa.words.polarity import contradicts

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
    ("en", "Prices rose in the spring.", "In the spring prices fell."),
    ("en", "The guild is able to lend seed.", "The guild is unable to lend seed."),
    ("en", "Pruning harms old vines.", "Pruning is beneficial to old vines."),
    ("en", "By calm we mean that there is no wind.", "Calm is meant not in the sense of no wind."),
    ("en", "The well is the only one of the springs.", "The well is one of several springs."),
    ("fr", "La taille nuit aux vieilles vignes, elle est néfaste.", "La taille est bénéfique."),
    ("fr", "Les prix sont en hausse au printemps.", "Les prix sont en baisse au printemps."),
    ("es", "El gremio es incapaz de prestar semilla.", "El gremio es capaz de prestar semilla."),
    ("es", "Los precios aumentan en primavera.", "Los precios disminuyen en primavera."),
    ("ru", "Весной цены выросли.", "Весной цены упали."),
    ("ru", "Обрезка вредит старым лозам.", "Обрезка помогает старым лозам."),
    ("zh", "修剪对老藤有害。", "修剪对老藤有益。"),
    ("zh", "春季价格上涨。", "春季价格下跌。"),
    ("ar", "ارتفعت الأسعار في الربيع.", "انخفضت الأسعار في الربيع."),
    ("ar", "التقليم يضر الكروم القديمة.", "التقليم يفيد الكروم القديمة."),
    ("en", "The ferry is cut off from the railway.", "The ferry is linked to the railway."),
    ("fr", "L'entrée du jardin est payante.", "L'entrée du jardin est gratuite."),
    ("es", "El gremio dio instrucciones orales.", "El gremio dio instrucciones por escrito."),
    ("ru", "Экскурсии по мельнице платные.", "Экскурсии по мельнице бесплатные."),
    ("zh", "花园免费参观。", "花园参观收费。"),
    ("ar", "زيارة الحديقة مجانية.", "زيارة الحديقة مدفوعة."),
    (
        "en",
        "The guard is always permanent.",
        "It says whether the guard is permanent or temporary.",
    ),
    ("en", "Boats have to be painted.", "Boats do not necessarily need to be painted."),
    ("es", "El horno no se hizo solo para el pan.", "El fin del horno es únicamente el pan."),
    ("fr", "Outre le pain, le four sert aux tuiles.", "Le four sert uniquement au pain."),
    ("ar", "اقتصر عمل الطاحونة على القمح.", "تطحن الطاحونة ليس فقط القمح وإنما الشعير."),
    (
        "ru",
        "Сторож есть в каждом порту без исключения.",
        "В некоторых случаях в порту есть сторож.",
    ),
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
    ("en", "No trade is possible without trust.", "Trust is needed for trade."),
    ("en", "While the dam is not yet built, boats pass.", "Before the dam is built, boats pass."),
    ("zh", "在尚未建成大坝时，船只通行。", "在大坝建成之前，船只通行。"),
    ("en", "It does not mean that there is no wind.", "Calm, not in the sense of no wind."),
    ("es", "El gremio insiste en la informalidad.", "Insiste en la informalidad (no formalidad)."),
    ("ru", "Члены не ведут торговли.", "Члены не в положении, предполагающем ведение торговли."),
    ("en", "Bread does not rise unless there is yeast.", "Yeast is needed for bread to rise."),
    ("ar", "لا ينضج الخبز ما لم تتوفر الخميرة.", "الخميرة ضرورية لكي ينضج الخبز."),
    ("ar", "لا بأس بأن تُغلق الطاحونة.", "لا ضير في إغلاق الطاحونة."),
    ("ar", "ما من بحار يُجبر على الإبحار.", "البحارة غير ملزمين بالإبحار."),
    ("en", "A choice is made: permanent or temporary.", "The guard is permanent or temporary."),
    ("es", "No es una feria de una sola vez, sino continua.", "Las ferias son continuas."),
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


@pytest.mark.parametrize(
    ("claim", "evidence", "language"),
    [
        ("Школы официально связаны с музеями.", "Школы официально не связаны с музеями.", "ru"),
        ("The fair is only one of several markets.", "The fair is the only market.", "en"),
    ],
)
def test_what_stands_right_after_a_denial_is_denied(claim, evidence, language):
    assert contradicts(claim, evidence, language)
