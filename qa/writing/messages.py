"""The connecting words of answers, by language. Statements themselves come from the documents.

Messages are gettext catalogues (`qa/writing/locale/<language>.po`), keyed by their English text,
with the plural forms of each language; lists are joined as CLDR says for it. The catalogues are
compiled in memory, so that a translator edits a text file and nothing is built.
"""

import gettext
import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locale"

MESSAGES: dict[str, tuple[str, str]] = {
    "rows": (
        "{n} of {checked} rows of “{table}” matches:",
        "{n} of {checked} rows of “{table}” match:",
    ),
    "no_rows": (
        "None: the {checked} row of “{table}” was checked, and it does not match.",
        "None: all {checked} rows of “{table}” were checked, and no row matches.",
    ),
    "count": (
        "{n} (all {checked} rows of “{table}” were checked):",
        "{n} (all {checked} rows of “{table}” were checked):",
    ),
    "values": ("{n} entry:", "{n} entries:"),
    "sum": (
        "{total} in all, over {n} row; what stands in several rows is counted in each:",
        "{total} in all, over {n} rows; what stands in several rows is counted in each:",
    ),
    "most": (
        "The highest number is {total} (all {n} row checked):",
        "The highest number is {total} (all {n} rows checked):",
    ),
    "fewest": (
        "The lowest number is {total} (all {n} row checked):",
        "The lowest number is {total} (all {n} rows checked):",
    ),
    "earliest": (
        "The earliest ({n} row checked):",
        "The earliest (all {n} rows checked):",
    ),
    "latest": (
        "The latest ({n} row checked):",
        "The latest (all {n} rows checked):",
    ),
    "from_earliest": ("From the earliest to the latest:", ""),
    "from_latest": ("From the latest to the earliest:", ""),
    "rank": (
        "In order, from the highest number ({n} row):",
        "In order, from the highest number ({n} rows):",
    ),
    "rank_up": (
        "In order, from the lowest number ({n} row):",
        "In order, from the lowest number ({n} rows):",
    ),
    "compare": ("From the most to the fewest:", "From the most to the fewest:"),
    "same_number": ("Both have the same number:", "All have the same number:"),
    "difference": ("The difference is {n}.", "The difference is {n}."),
    "groups": ("{n} group:", "{n} groups:"),
    "groups_most": (
        "Most rows, {total} of {n}, are in:",
        "Most rows, {total} of {n}, are in:",
    ),
    "groups_fewest": (
        "Fewest rows, {total} of {n}, are in:",
        "Fewest rows, {total} of {n}, are in:",
    ),
    "common": ("{n} entry in common:", "{n} entries in common:"),
    "no_common": ("They have no entry in common. Their entries are:", ""),
    "related": (
        "Near to this, but not listed as such ({n} row):",
        "Near to this, but not listed as such ({n} rows):",
    ),
    "yes": ("Yes.", ""),
    "no": ("No.", ""),
    "cell": ("{name}: {text}", ""),
    "beside": ("{text}, compared with {other}", ""),
    "not_listed": ("{name} does not list it; what is listed there:", ""),
    "conflict": ("The document gives different answers:", ""),
    "false_premise": (
        "The documents do not say what the question takes for granted. They say: “{text}”",
        "",
    ),
    "nothing_of": ("What the documents say on this does not mention “{name}”.", ""),
    "no_date": ("What the documents say on this gives no date.", ""),
    "no_number": ("What the documents say on this gives no number.", ""),
    "off_topic": ("This is not what the documents are about, so they hold no answer.", ""),
    "no_such_entity": ("The documents do not mention “{name}”.", ""),
    "entities_listed": (
        "“{table}” lists {n} entry: {names}.",
        "“{table}” lists {n} entries: {names}.",
    ),
    "not_stated": ("The documents do not say.", ""),
    "not_stated_of": ("The documents do not say this about {name}.", ""),
    "searched": (
        "Searched: {documents} ({n} passage).",
        "Searched: {documents} ({n} passages).",
    ),
    "nearest": ("The nearest passage, which is no answer: {section} (page {page}).", ""),
    "untranslated": ("There is no translation of this document; it says in the original:", ""),
    "greeting": (
        "Hello. Ask a question about the documents; every answer cites its exact source.",
        "",
    ),
    "help": (
        "I answer from these documents only: {documents}. Ask for facts, lists, counts or "
        "comparisons, in any of six languages; every statement cites the exact words of the "
        "source.",
        "",
    ),
}
"""Every message by key: its English singular, and its plural ("" where nothing is counted)."""


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def message(key: str, language: str, n: int = 1, **values: object) -> str:
    """The sentence `key` in `language`; in English where it has no translation.

    Args:
        key: of `MESSAGES`.
        language: a language code.
        n: what the plural form agrees with, filled in as `{n}`.
        values: what else the sentence needs.
    """
    one, many = MESSAGES[key]
    catalogue = _catalogue(language)
    text = catalogue.ngettext(one, many, n) if many else catalogue.gettext(one)
    return text.format(n=n, **values)


def join(items: Sequence[str], language: str) -> str:
    """Join items as a list is joined in `language`.

    Items that hold commas are parted by semicolons: "a, b and c" would otherwise be read as three.
    """
    if any(mark in item for item in items for mark in ",،，、"):
        return {"ar": "؛ ", "zh": "；"}.get(language, "; ").join(items)
    return format_list(list(items), style="standard", locale=language)
