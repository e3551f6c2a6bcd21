"""Which way a block of text runs."""

import regex

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RLI, _PDI = "\u2067", "\u2069"
# Words of Arabic script with the blanks and marks between them. Digits and brackets end a run:
# the "[1]" of a citation belongs to the sentence around it.
_RUN = regex.compile(
    r"\p{Script=Arabic}(?:[\p{M}\p{Script=Arabic}«»\- ]*[\p{M}\p{Script=Arabic}])?"
)


def direction(language: str) -> str:
    """`rtl` or `ltr` for a language code.

    >>> direction("ar"), direction("en")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def isolate(text: str, language: str) -> str:
    """Wrap what runs right to left in Unicode isolates, for a terminal that orders by line.

    A line in a right-to-left language is wrapped whole, runs of Arabic script in any other
    language each by itself; characters are added around the text, never inside a run.
    """
    if direction(language) == "rtl":
        return "\n".join(f"{_RLI}{line}{_PDI}" if line else line for line in text.split("\n"))
    return _RUN.sub(lambda match: f"{_RLI}{match.group()}{_PDI}", text)
