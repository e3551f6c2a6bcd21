"""Training texts from the data folder: licences, cleaning, weights by source, longer inputs.

A parallel row is one meaning in up to six languages; a question pair is a question and the passage
that answers it, in any of them. Only sources whose licence lets weights ship are read
(`licences.tsv`, column `weights_may_ship`).
"""

import csv
import hashlib
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex

from corpus.errors import DocumentError

WEIGHTS: dict[str, float] = {
    "written_migration": 8,
    "written_society": 8,
    "written_science": 4,
    "written_paragraphs": 8,
    "written_lexicon": 4,
    "sentences_united_nations": 6,
    "sentences_breadth": 4,
    "sentences_health": 3,
    "sentences_scenes": 3,
    "sentences_outdoors": 3,
    "sentences_indoors": 3,
    "sentences_statements": 3,
    "scenes": 3,
    "unpc_dev": 6,
    "sdg": 4,
    "udhr": 6,
    "sib200_flores": 3,
    "refugies_info": 4,
    "refugies_info_hist": 3,
    "integreat": 4,
    "unhcr_services_advisor": 4,
    "signpost_web": 4,
    "micado": 4,
    "ifrc_go_api": 2,
    "un_m49": 2,
    "tatoeba": 1,
    "bible": 0.25,
    "quran": 0.1,
    "d365": 0.35,
    "d365_ar": 0.35,
    "alchemy_insights": 0.5,
    "alchemy_multi": 0.4,
    "project_operations": 0.35,
    "azd": 0.3,
    "course_edgeai": 0.6,
    "course_iot": 0.6,
    "wordnet": 0.6,
    "cldr": 0.5,
    "osm_tagging": 0.4,
    "msdocs_customer_insights": 0.4,
}
"""How often a row of a source is seen in one pass; sources not named: once."""

ORDERED = ("d365", "unpc_dev", "course_", "opensource_guide", "privacyguides", "owasp_top10",
           "written_paragraphs")  # fmt: skip
"""Sources whose rows stand in document order, so that neighbours may be joined."""


LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")
_SCRIPT = {
    "ar": regex.compile(r"\p{Script=Arabic}"),
    "ru": regex.compile(r"\p{Script=Cyrillic}"),
    "zh": regex.compile(r"\p{Script=Han}"),
}
_WORDS = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Parallel:
    """One meaning in several languages: English always, and at least one other."""

    source: str
    texts: Mapping[str, str]

    @property
    def english(self) -> str:
        """The text that the teacher reads."""
        return self.texts["en"]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of an xz-compressed, tab-separated file with a header.

    Raises:
        DocumentError: the file is not there.
    """
    if not path.is_file():
        raise DocumentError(f"{path} is missing: give the training data folder with --data")
    with lzma.open(path, "rt", encoding="utf8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def shippable(data: Path) -> set[str]:
    """Names of the sources on which weights that ship may be trained."""
    path = data / "licences.tsv"
    if not path.is_file():
        raise DocumentError(f"{path} is missing: give the training data folder with --data")
    with path.open(encoding="utf8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["source"] for row in table if row["weights_may_ship"] == "yes"}


def usable(text: str, language: str, english: str) -> bool:
    """Whether a text may be a translation of `english`: its script, its length, not a copy.

    Chinese is about a third as long as English in characters, others about as long.
    """
    if not 1 < len(text) < 1500 or (language != "en" and text == english):
        return False
    letters = sum(char.isalpha() for char in text)
    script = _SCRIPT.get(language)
    if script is not None and len(script.findall(text)) < 0.5 * letters:
        return False
    ratio = len(text) / len(english) * (3.0 if language == "zh" else 1.0)
    return len(english) < 40 or 0.4 <= ratio <= 2.5


def cleaned(data: Path) -> Iterator[Parallel]:
    """The parallel rows whose weights may ship: usable translations only, every row once."""
    allowed = shippable(data)
    seen: set[str] = set()
    for name in ("multiway.tsv.xz", "ar_en.tsv.xz"):
        for row in rows(data / name):
            if row["source"] not in allowed:
                continue
            texts = {code: (row.get(code) or "").strip() for code in LANGUAGES}
            english = texts["en"]
            kept = {c: t for c, t in texts.items() if english and t and usable(t, c, english)}
            if "en" in kept and len(kept) > 1 and (key := _key(kept)) not in seen:
                seen.add(key)
                yield Parallel(row["source"], kept)


def _key(texts: Mapping[str, str]) -> str:
    """What two rows share that differ in nothing but case, marks and digits."""
    return " ".join(_WORDS.findall(regex.sub(r"\d", "0", texts["en"].lower())))[:200]


def written(folder: Path) -> list[Parallel]:
    """Sentences written for this project beside the data: `*.tsv` with a column per language.

    Every file is a source of its own, named by the file.
    """
    result = []
    for path in sorted(folder.glob("sentences_*.tsv")):
        for row in table(path):
            texts = {code: row[code].strip() for code in LANGUAGES if row.get(code, "").strip()}
            if "en" in texts and len(texts) > 1:
                result.append(Parallel(path.stem, texts))
    return result


def table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file with a header."""
    with path.open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def fingerprint(text: str) -> str:
    """What a paragraph is known by where its text is not copied."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def paragraphs(data: Path, shortest: int = 120) -> Iterator[tuple[str, str]]:
    """Arabic paragraphs of the encyclopedia in its order, with a title before an article's first.

    Text is cut at 1,200 characters.
    """
    path = data / "wikipedia_ar.txt.xz"
    if not path.is_file():
        return
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            title, text = "", line.strip()
            if text.startswith("TITLE\t"):
                _, title, text = [*text.split("\t"), "", ""][:3]
            if len(text) >= shortest:
                yield title, text[:1200]
