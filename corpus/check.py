"""Proof that the files of a document's folder fit its source, character for character.

Records, repairs and translations point into the source by offset. One shifted number would
quote, repair or translate the wrong words without any error, so each entry that names its
words is compared with them, and each that doesn't must at least begin and end where lines do.
"""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")
KINDS = frozenset("entity organisation region theme header place topic event term".split())
# The kinds which are looked up in the document: a name that never occurs there finds nothing.
_MUST_OCCUR = frozenset({"entity", "organisation", "region", "theme", "header"})
_MARKUP = re.compile(r"<sup>.*?</sup>|</?(?:b|i|sup|sub)>|<https?://[^>\s]*>")
_HEADING = re.compile(r"#{1,6} ")
_SPAN = {"start": int, "end": int}

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which file of the folder (path relative to the folder)."""

    file: str
    message: str

    def __str__(self) -> str:
        """Return both in one line, as the command shows them."""
        return f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    sha256: str


def check_document(folder: Path) -> list[Problem]:
    """Check every file of a document's folder against its source.

    Returns all problems found, in the order of the files; none means that every offset, slice
    and hash fits. Damaged or missing files are problems too: nothing is raised for them.

    >>> check_document(Path(__file__).parent / "iom-rcp-brochure")
    []
    """
    name = next((n for n in ("source.md", "source.txt") if (folder / n).is_file()), "source.md")
    try:
        raw = (folder / name).read_bytes()
        source = _Source(raw.decode("utf-8"), hashlib.sha256(raw).hexdigest())
    except (OSError, UnicodeDecodeError) as error:
        return [Problem(name, f"can't be read: {error}")]
    document, problems = _load(folder, "document.toml")
    if problems:
        return problems
    problems += _check_record(document, source, name)
    repairs: Entry = {}
    if (folder / "repairs.toml").exists():
        repairs, found = _load(folder, "repairs.toml")
        problems += found
        problems += _check_repairs(repairs, source)
    if (folder / "glossary.toml").exists():
        glossary, found = _load(folder, "glossary.toml")
        problems += found
        texts = (source.text, _repaired(source.text, repairs))
        problems += _check_glossary(glossary, texts, str(document.get("language", "")))
    for path in sorted((folder / "translations").glob("*.toml")):
        file = path.relative_to(folder).as_posix()
        translation, found = _load(folder, file)
        problems += found or _check_translation(file, translation, document, source)
    return problems


def _load(folder: Path, file: str) -> tuple[dict[str, Any], list[Problem]]:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8")), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [Problem(file, f"can't be read: {error}")]


def _entries(
    file: str, data: Entry, key: str, types: Mapping[str, type]
) -> tuple[list[Entry], list[Problem]]:
    """Split `[[key]]` into the entries that have all values in the right type, and the rest."""
    value = data.get(key, [])
    if not isinstance(value, list):
        return [], [Problem(file, f"{key} is not a list of tables ([[{key}]])")]
    good: list[Entry] = []
    problems: list[Problem] = []
    for number, entry in enumerate(value, start=1):
        fields = entry if isinstance(entry, dict) else {}
        # By exact type: True is an int to isinstance, and would pass as offset 1.
        wrong = [name for name, kind in types.items() if type(fields.get(name)) is not kind]
        if wrong:
            problems.append(Problem(file, f"{key} {number}: missing or wrong {', '.join(wrong)}"))
        else:
            good.append(fields)
    return good, problems


def _check_spans(file: str, key: str, entries: Sequence[Entry], text: str) -> Iterator[Problem]:
    """Check that each entry lies in the source, says what stands there, and overlaps none."""
    for entry in entries:
        start, end = entry["start"], entry["end"]
        if not 0 <= start < end <= len(text):
            yield Problem(file, f"{key} [{start}, {end}) is not inside the source")
        elif entry.get("source", text[start:end]) != text[start:end]:
            found = text[start:end]
            yield Problem(
                file, f"{key} [{start}, {end}) has {entry['source']!r}, the source {found!r}"
            )
    for one, two in pairwise(sorted(entries, key=lambda entry: (entry["start"], entry["end"]))):
        if two["start"] < one["end"]:
            spans = f"[{one['start']}, {one['end']}) and [{two['start']}, {two['end']})"
            yield Problem(file, f"{key} {spans} overlap")


def _check_record(document: Entry, source: _Source, source_name: str) -> Iterator[Problem]:
    file = "document.toml"
    for key in ("id", "title", "publisher", "language", "date", "sha256"):
        if not isinstance(document.get(key), str) or not document[key].strip():
            yield Problem(file, f"{key} is missing or not a text")
    if document.get("sha256") != source.sha256:
        yield Problem(file, f"sha256 is not that of {source_name}, which is {source.sha256}")
    pages, problems = _entries(file, document, "pages", {"number": int, "start": int})
    yield from problems
    starts = [page["start"] for page in pages]
    if not starts or starts[0] != 0:
        yield Problem(file, "the first page does not start at 0")
    for page in pages:
        if not _starts_line(source.text, page["start"]):
            yield Problem(file, f"page {page['number']} does not start at the start of a line")
    for one, two in pairwise(pages):
        if two["start"] <= one["start"] or two["number"] <= one["number"]:
            yield Problem(file, f"page {two['number']} does not come after page {one['number']}")
    ignored, problems = _entries(file, document, "ignored", {**_SPAN, "source": str, "reason": str})
    yield from problems
    yield from _check_spans(file, "ignored", ignored, source.text)


def _check_repairs(data: Entry, source: _Source) -> Iterator[Problem]:
    file, text = "repairs.toml", source.text
    types = {**_SPAN, "source": str, "replacement": str, "reason": str}
    repairs, problems = _entries(file, data, "repairs", types)
    yield from problems
    yield from _check_spans(file, "repair", repairs, text)
    for repair in repairs:
        if repair["replacement"] == repair["source"]:
            yield Problem(file, f"repair at {repair['start']} changes nothing")
    types = {**_SPAN, "after": int, "join": bool, "reason": str}
    moves, problems = _entries(file, data, "moves", types)
    yield from problems
    yield from _check_spans(file, "move", moves, text)
    for move in moves:
        start, end, after = move["start"], move["end"], move["after"]
        # A move quotes no source, it would be pages long: whole lines are what can be proved.
        if not (_starts_line(text, start) and _ends_line(text, end) and _ends_line(text, after)):
            yield Problem(file, f"move [{start}, {end}) after {after} does not keep lines whole")
        if start <= after <= end:
            yield Problem(file, f"move [{start}, {end}) goes to {after}, inside itself")
    types = {"start": int, "level": int, "reason": str}
    levels, problems = _entries(file, data, "levels", types)
    yield from problems
    for level in levels:
        at = level["start"]
        if not (_starts_line(text, at) and _HEADING.match(text, at)):
            yield Problem(file, f"level at {at}: no heading starts there")
        if not 1 <= level["level"] <= 6:
            yield Problem(file, f"level at {at}: {level['level']} is not from 1 to 6")


def _starts_line(text: str, at: int) -> bool:
    return at == 0 or (0 < at < len(text) and text[at - 1] == "\n" and text[at] != "\n")


def _ends_line(text: str, at: int) -> bool:
    return 0 < at <= len(text) and text[at - 1] != "\n" and text[at : at + 1] in {"", "\n", "\r"}


def _repaired(text: str, data: Entry) -> str:
    """Return the source with those of its repairs that fit, for looking up names."""
    repairs, _ = _entries("", data, "repairs", {**_SPAN, "replacement": str})
    # From the end, so that the offsets of those still to come stay true.
    for repair in sorted(repairs, key=lambda repair: repair["start"], reverse=True):
        text = text[: repair["start"]] + repair["replacement"] + text[repair["end"] :]
    return text


def _check_glossary(data: Entry, texts: Sequence[str], language: str) -> Iterator[Problem]:
    file = "glossary.toml"
    terms, problems = _entries(
        file, data, "terms", {"id": str, "kind": str, **dict.fromkeys(LANGUAGES, list)}
    )
    yield from problems
    ids = Counter(term["id"] for term in terms)
    yield from (Problem(file, f"{term}: id is used {n} times") for term, n in ids.items() if n > 1)
    for term in terms:
        if term["kind"] not in KINDS:
            yield Problem(file, f"{term['id']}: no such kind: {term['kind']}")
        for code in LANGUAGES:
            names = term[code]
            if not names or not all(isinstance(name, str) and name.strip() for name in names):
                yield Problem(file, f"{term['id']}: {code} has no names, or an empty one")
            elif len(set(names)) < len(names):
                yield Problem(file, f"{term['id']}: {code} has a name twice")
        own = [name for name in term.get(language, ()) if isinstance(name, str)]
        if term["kind"] in _MUST_OCCUR and not any(name in text for name in own for text in texts):
            yield Problem(file, f"{term['id']}: none of its {language} names is in the source")
        related = term.get("related", [])
        if not isinstance(related, list):
            yield Problem(file, f"{term['id']}: related is not a list")
            continue
        for other in related:
            if other == term["id"] or other not in ids:
                yield Problem(file, f"{term['id']}: related to {other}, which is no other term")


def _check_translation(
    file: str, data: Entry, document: Entry, source: _Source
) -> Iterator[Problem]:
    if data.get("language") != Path(file).stem:
        yield Problem(file, f"language is {data.get('language')!r}, not that of the file's name")
    if data.get("status") != "unofficial":
        yield Problem(file, 'status must be "unofficial"')
    if data.get("sha256") != source.sha256:
        yield Problem(file, "sha256 is not that of the source: made from another text")
    types = {**_SPAN, "source": str, "text": str}
    sentences, problems = _entries(file, data, "sentences", types)
    yield from problems
    yield from _check_spans(file, "sentence", sentences, source.text)
    for sentence in sentences:
        if not sentence["text"].strip():
            yield Problem(file, f"sentence at {sentence['start']} has no text")
    for one, two in pairwise(sentences):
        if two["start"] < one["start"]:
            yield Problem(file, f"sentence at {two['start']} stands after that at {one['start']}")
    ignored, _ = _entries("document.toml", document, "ignored", _SPAN)
    done = [(entry["start"], entry["end"]) for entry in (*sentences, *ignored)]
    done += [match.span() for match in _MARKUP.finditer(source.text)]
    for start, end in _uncovered(source.text, done):
        yield Problem(file, f"not translated: [{start}, {end}) {source.text[start:end]!r}")


def _uncovered(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield, line by line, the range from the first to the last letter or digit left out."""
    left = [character.isalnum() for character in text]
    for start, end in spans:
        for at in range(max(start, 0), min(end, len(text))):
            left[at] = False
    for line in re.finditer(r"[^\n]+", text):
        open_at = [at for at in range(*line.span()) if left[at]]
        if open_at:
            yield open_at[0], open_at[-1] + 1
