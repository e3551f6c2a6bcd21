"""Training texts from the data folder: licences, cleaning, weights by source, longer inputs.

A parallel row is one meaning in up to six languages; a question pair is a question and the passage
that answers it, in any of them. Only sources whose licence lets weights ship are read
(`licences.tsv`, column `weights_may_ship`).
"""

import csv
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import regex

from corpus.errors import DocumentError

WEIGHTS: dict[str, float] = {
    "written_migration": 8,
    "written_society": 8,
    "written_science": 4,
    "written_paragraphs": 8,
    "written_lexicon": 4,
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


def parallel(data: Path, rng: random.Random) -> list[Parallel]:
    """One weighted pass over the parallel rows, a third of the ordered sources' rows joined."""
    by_source: dict[str, list[Parallel]] = defaultdict(list)
    for row in cleaned(data):
        by_source[row.source].append(row)
    result: list[Parallel] = []
    for source, found in sorted(by_source.items()):
        weight = WEIGHTS.get(source, 1.0)
        result += weighted(found, weight, rng)
        if source.startswith(ORDERED):
            result += weighted(joined(found, rng), weight / 3, rng)
    return result


def _key(texts: Mapping[str, str]) -> str:
    """What two rows share that differ in nothing but case, marks and digits."""
    return " ".join(_WORDS.findall(regex.sub(r"\d", "0", texts["en"].lower())))[:200]


T = TypeVar("T")


def weighted(found: Sequence[T], weight: float, rng: random.Random) -> list[T]:
    """Repeat the rows `weight` times; the fraction is drawn at random."""
    whole, part = int(weight), weight - int(weight)
    return list(found) * whole + rng.sample(list(found), round(part * len(found)))


def joined(found: Sequence[Parallel], rng: random.Random, longest: int = 900) -> list[Parallel]:
    """Join 2 to 6 consecutive rows, up to `longest` English characters."""
    result, position = [], 0
    while position < len(found) - 1:
        group = found[position : position + rng.randint(2, 6)]
        position += len(group)
        shared = set.intersection(*(set(row.texts) for row in group))
        texts = {c: " ".join(row.texts[c] for row in group) for c in shared}
        if len(group) > 1 and len(shared) > 1 and len(texts["en"]) <= longest:
            result.append(Parallel(group[0].source, texts))
    return result


def questions(data: Path, rng: random.Random) -> list[tuple[str, str]]:
    """Question and answering text: written for this, TyDi QA, headings with their sections.

    Questions and answers of all six languages are crossed, and so are headings and sections that
    are translations of one another.
    """
    allowed = shippable(data)
    result: list[tuple[str, str]] = []
    if "written_questions" in allowed and (data / "questions.tsv.xz").is_file():
        for row in rows(data / "questions.tsv.xz"):
            for asked in LANGUAGES:
                for told in {"ar", rng.choice(LANGUAGES)}:
                    if row.get(f"q_{asked}") and row.get(f"a_{told}"):
                        result.append((row[f"q_{asked}"], row[f"a_{told}"]))
    if "tydiqa" in allowed and (data / "tydiqa.tsv.xz").is_file():
        for row in rows(data / "tydiqa.tsv.xz"):
            if row["question"] and row["passage"]:
                times = 4 if row["lang"] == "ar" else 1
                result += [(row["question"], row["passage"][:900])] * times
    if (data / "sections.tsv.xz").is_file():
        result += _sections(data, allowed, rng)
    return result


def _sections(data: Path, allowed: set[str], rng: random.Random) -> list[tuple[str, str]]:
    """Heading and passage, in one language or across two; all Arabic ones, some of the rest."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(data / "sections.tsv.xz"):
        if row["source"] in allowed and row["heading"] and len(row["passage"]) > 80:
            groups[row["group"] or f"{row['heading']}{row['passage'][:40]}"].append(row)
    result = []
    for group in groups.values():
        arabic = [row for row in group if row["lang"] == "ar"]
        other = rng.choice(group)
        for row in arabic[:1]:
            heading = rng.choice((row["heading"], other["heading"]))
            result.append((heading, row["passage"][:900]))
        if rng.random() < 0.15:
            result.append((other["heading"], other["passage"][:900]))
    return result


def encyclopedia(data: Path, rng: random.Random) -> list[tuple[str, str]]:
    """Arabic question-like texts and the paragraphs they come from, in document order.

    Inverse cloze (Lee, Chang & Toutanova 2019): some words of one sentence stand for a question
    to the paragraph, which in half of the cases loses that sentence; a title stands for one too.
    """
    path = data / "wikipedia_ar.txt.xz"
    if not path.is_file():
        return []
    result = []
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            title, text = "", line.strip()
            if text.startswith("TITLE\t"):
                _, title, text = [*text.split("\t"), "", ""][:3]
            if len(text) < 120:
                continue
            if title and rng.random() < 0.5:
                result.append((title, text[:900]))
                continue
            if cloze := _cloze(text[:1200], rng):
                result.append(cloze)
    return result


_ASKING = ("ما", "من", "متى", "أين", "كم", "لماذا", "كيف", "ما هو", "ما هي", "من هو", "في أي عام")


def _cloze(text: str, rng: random.Random) -> tuple[str, str] | None:
    sentences = [s for s in regex.split(r"(?<=[.؟!؛])\s+", text) if len(s) > 30]
    if len(sentences) < 2:
        return None
    chosen = rng.randrange(len(sentences))
    words = _WORDS.findall(sentences[chosen])
    if len(words) < 5:
        return None
    size = rng.randint(4, min(12, len(words)))
    start = rng.randint(0, len(words) - size)
    asked = [word for word in words[start : start + size] if rng.random() < 0.9]
    asking = rng.choice(_ASKING) + " " if rng.random() < 0.5 else ""
    if rng.random() < 0.5:
        sentences.pop(chosen)
    return asking + " ".join(asked), " ".join(sentences)[:900]
