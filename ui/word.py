"""A conversation as a Word document whose Arabic runs right to left.

Word takes direction from three places: the paragraph (`w:bidi`), every run of characters (`w:rtl`)
and its language (`w:lang w:bidi`), which also chooses the font for complex scripts. Missing one of
them puts full stops and brackets on the wrong side, so each block sets all three.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ui.direction import direction
from ui.export_blocks import Block, Kind, Library, Turns, conversation_blocks

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_STYLES = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 1",
    Kind.HEADING: "Heading 2",
    Kind.ITEM: "List Bullet",
    Kind.QUOTE: "Quote",
}
_REGIONS = {
    "ar": "ar-SA",
    "en": "en-GB",
    "fr": "fr-FR",
    "es": "es-ES",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
_FONT = "Arial"  # has Arabic on every system that Word runs on
# What XML 1.0 can't hold; OCR leaves some of it in texts.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARABIC = regex.compile(
    r"(\p{Script=Arabic}(?:[\p{M}\p{Script=Arabic}«»،؛؟\- ]*[\p{M}\p{Script=Arabic}])?)"
)


def docx(turns: Turns, documents: Library | None = None) -> bytes:
    """The conversation as the bytes of a .docx file.

    Args:
        turns: questions and their answers, oldest first.
        documents: by id, for publisher and date of the sources.
    """
    # Not at the top: python-docx parses its template on import, and no answer waits for that.
    import docx as python_docx

    document = python_docx.Document()
    document.core_properties.author = ""  # the template's names its own maker
    document.core_properties.title = "Isnad"
    for block in conversation_blocks(turns, documents):
        _add(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add(document: "WordDocument", block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.kind, "Normal"))
    base = direction(block.language)
    if base == "rtl":
        # In this order Word's schema wants it; python-docx has no property for it.
        paragraph._p.get_or_add_pPr().insert_element_before(
            _element("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    for text, language in _runs(_ILLEGAL.sub("\ufffd", block.text), block.language):
        _add_run(paragraph, text, language, italic=block.kind in (Kind.NOTE, Kind.TRANSLATION))


def _runs(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Pieces of one direction: Arabic words inside a left-to-right line are runs of their own."""
    if direction(language) == "rtl":
        yield text, language
        return
    for index, piece in enumerate(_ARABIC.split(text)):
        if piece:
            yield piece, "ar" if index % 2 else language


def _add_run(paragraph: "Paragraph", text: str, language: str, *, italic: bool) -> None:
    run = paragraph.add_run(text)
    # Arabic has no italic letters; Word would slant them by force.
    run.italic = True if italic and language != "ar" else None
    properties = run._r.get_or_add_rPr()
    region = _REGIONS.get(language, language)
    rtl = direction(language) == "rtl"
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(_name(f"w:{script}"), _FONT)
    if rtl:
        properties.append(_element("w:rtl"))
    key = "bidi" if rtl else "eastAsia" if language == "zh" else "val"
    properties.append(_element("w:lang", **{key: region}))


def _element(tag: str, **attributes: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - lxml's
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_name(f"w:{key}"), value)
    return element


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)
