"""The connecting words of answers, by language. Statements themselves come from the documents."""

from collections.abc import Sequence

_EN = {
    "rows": "{matched} of {checked} rows of “{table}” match:",
    "count": "{count} (of {checked} rows checked):",
    "count_values": "{count}:",
    "most": "The highest, of {checked} rows checked:",
    "fewest": "The lowest, of {checked} rows checked:",
    "compare": "From most to fewest:",
    "groups": "{count}:",
    "groups_most": "The group with the most rows ({count} of {checked}):",
    "groups_fewest": "The group with the fewest rows ({count} of {checked}):",
    "yes": "Yes.",
    "no": "No.",
    "not_listed": "It is not listed there. Listed: {values}",
    "conflict": "The document gives more than one date:",
    "no_rows": "None (of {checked} rows checked).",
    "off_topic": "This is not about what the documents deal with, so there is no answer in them.",
    "no_such_entity": "The documents mention no “{name}”.",
    "not_stated": "The documents do not say.",
    "searched": "Searched: {documents} ({passages} passages).",
    "nearest": "The nearest passage, which is no answer: {section} (page {page}).",
    "list_join": ", ",
}
_AR = {
    "rows": "ينطبق ذلك على {matched} من أصل {checked} صفاً في «{table}»:",
    "count": "{count} (من أصل {checked} صفاً تم فحصها):",
    "count_values": "{count}:",
    "most": "الأكثر، من بين {checked} صفاً تم فحصها:",
    "fewest": "الأقل، من بين {checked} صفاً تم فحصها:",
    "compare": "من الأكثر إلى الأقل:",
    "groups": "{count}:",
    "groups_most": "المجموعة التي تضم أكبر عدد من الصفوف ({count} من {checked}):",
    "groups_fewest": "المجموعة التي تضم أقل عدد من الصفوف ({count} من {checked}):",
    "yes": "نعم.",
    "no": "لا.",
    "not_listed": "لم يُذكر ذلك. المذكور هو: {values}",
    "conflict": "تذكر الوثيقة أكثر من تاريخ:",
    "no_rows": "لا يوجد (من أصل {checked} صفاً تم فحصها).",
    "off_topic": "لا يتعلق هذا السؤال بموضوع الوثائق، فلا جواب له فيها.",
    "no_such_entity": "لا تذكر الوثائق «{name}».",
    "not_stated": "لا تذكر الوثائق ذلك.",
    "searched": "جرى البحث في: {documents} ({passages} مقطعاً).",
    "nearest": "أقرب مقطع، وليس جواباً: {section} (الصفحة {page}).",
    "list_join": "، ",
}
_CATALOGUE = {"en": _EN, "ar": _AR}


def message(key: str, language: str, **values: object) -> str:
    """The sentence `key` in `language`; in English where there is no catalogue yet."""
    return _CATALOGUE.get(language, _EN)[key].format(**values)


def join(items: Sequence[str], language: str) -> str:
    """Join items as a list is joined in `language`."""
    return _CATALOGUE.get(language, _EN)["list_join"].join(items)
