"""Is an answer written in the script of the reader's language?"""

import unicodedata
from collections import Counter

from eval.text import strip_markers, strip_quotations
from qa.records import Answer

_SCRIPTS = {
    "ar": "ARABIC",
    "en": "LATIN",
    "es": "LATIN",
    "fr": "LATIN",
    "ru": "CYRILLIC",
    "zh": "CJK",
}


def in_language(answer: Answer, language: str) -> bool:
    """Whether the answer's own words are mostly of the script of `language`.

    Quotations are left out, for they stay in the language of the source; an answer that is
    nothing but a quotation is judged by it. Figures alone fit any language. Languages that
    share a script are not told apart here.

    Raises:
        KeyError: `language` is not one the program answers in.
    """
    text = strip_markers(answer.answer)
    letters = _scripts(strip_quotations(text)) or _scripts(text)
    total = sum(letters.values())
    written = not total or letters[_SCRIPTS[language]] * 2 > total
    return written and answer.language == language


def _scripts(text: str) -> Counter[str]:
    """Count the letters of a text by the first word of their Unicode names."""
    return Counter(unicodedata.name(c, "OTHER").split()[0] for c in text if c.isalpha())
