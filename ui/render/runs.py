"""Pieces of a source text as HTML, each with the offset at which it stands."""

from bisect import bisect_left, bisect_right
from html import escape

from corpus.records import Document, Repair, Span
from ui.render.labels import label
from ui.render.markup import block, source_text


def reading_language(document: Document, language: str) -> str:
    """The language of the translation to show beside the source; "" when there is none."""
    for code in (language, "en"):
        if code in document.translations:
            return code
    return next(iter(document.translations), "")


class Runs:
    """Pieces of a document's source as HTML, with its repairs and translations at hand."""

    def __init__(self, document: Document, language: str) -> None:
        """Sort what is looked up by place, since a long document has thousands of sentences."""
        self.document, self.labels = document, language
        self.translated = reading_language(document, language)
        self._repairs = sorted(document.repairs, key=lambda repair: repair.span)
        self._starts = [repair.span.start for repair in self._repairs]
        translation = document.translations.get(self.translated)
        pairs = zip(translation.spans, translation.texts, strict=True) if translation else ()
        self._pairs = sorted(pairs)
        self._firsts = [span.start for span, _ in self._pairs]
        self._longest = max((span.end - span.start for span, _ in self._pairs), default=0)

    def html(self, span: Span) -> str:
        """The characters of `span`; misprints are marked with what they are read as."""
        parts, done = [], span.start
        first = bisect_left(self._starts, span.start)
        for repair in self._repairs[first : bisect_left(self._starts, span.end)]:
            if repair.span.end > span.end:
                break
            parts += [self._run(done, repair.span.start), self._repaired(repair)]
            done = repair.span.end
        return "".join((*parts, self._run(done, span.end)))

    def translation(self, *spans: Span) -> str:
        """What stands for `spans` in the translation, as an element; "" if nothing does."""
        found: list[str] = []
        for span in spans:
            low = bisect_left(self._firsts, span.start - self._longest)
            for own, text in self._pairs[low : bisect_right(self._firsts, span.end)]:
                if own.overlaps(span):
                    found.append(text)
        words = " ".join(dict.fromkeys(found))
        return block("span", "t", self.translated, escape(words)) if words else ""

    def _run(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return f'<span data-s="{start}">{source_text(self.document.text[start:end])}</span>'

    def _repaired(self, repair: Repair) -> str:
        words = label("repair", self.labels, text=repair.replacement, reason=repair.reason)
        text = source_text(repair.span.of(self.document.text))
        return (
            f'<span class="repair" title="{escape(words)}" '
            f'data-s="{repair.span.start}">{text}</span>'
        )
