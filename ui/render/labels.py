"""The words of the page, by language: catalogues that a translator edits as text files.

They are keyed by short names, not by their English text: "Check" the button and "Check" the tab
need not be one word in every language.
"""

import gettext
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from qa.records import Answer, Nearest, Refusal
from qa.words.language import detect

LOCALES = Path(__file__).parent.parent / "locale"
INTERFACES: Mapping[str, str] = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}
"""The languages of the page, by their own names."""


@lru_cache(maxsize=len(INTERFACES))
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{language}.po"
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def label(key: str, language: str, **values: object) -> str:
    """The words for `key` in `language`; in English where there are none.

    Raises:
        KeyError: no catalogue has that key.
    """
    for code in (language, "en"):
        if code in INTERFACES:
            text = _catalogue(code).gettext(key)
            if text != key:  # gettext gives back what it doesn't know
                return text.format(**values) if values else text
    raise KeyError(key)


def nearest_label(answer: Answer) -> str:
    """What the passages beside a refusal are, in the answer's language.

    Beside most they are no answer; what a question wrongly takes for granted they put right.
    """
    false_premise = answer.refusal is Refusal.FALSE_PREMISE
    return label("nearest.false_premise" if false_premise else "nearest", answer.language)


def beside(nearest: Nearest) -> str:
    """The translation to show beside a passage; "" where it is in the passage's own language.

    There it is the passage once more, its misprints mended: no translation, and nothing to read.
    """
    same = detect(nearest.translation) == detect(nearest.quote)
    return "" if same else nearest.translation


def choose(cookie: str, accepted: str) -> str:
    """The language of the page: what was chosen in it, else what the browser prefers.

    Args:
        cookie: the code that was chosen; "" when none was.
        accepted: the `Accept-Language` header.

    >>> choose("", "de;q=0.9, fr-CH;q=0.8, en;q=0.7")
    'fr'
    """
    if cookie in INTERFACES:
        return cookie
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        ranked.append((-weight, code.split("-")[0].lower()))
    # Sorting is stable: languages of one weight keep the order in which the browser names them.
    ranked.sort(key=lambda entry: entry[0])
    return next((code for _, code in ranked if code in INTERFACES), "en")
