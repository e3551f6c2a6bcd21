"""Training pairs from the data folder: licences, weights by source, longer inputs.

A pair is an Arabic and an English text that mean the same; a question pair is a question and
the passage that answers it, in either language. Only sources whose licence lets weights ship
are read (`licences.tsv`, column `weights_may_ship`).
"""

import csv
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError

WEIGHTS: dict[str, float] = {
    "written_migration": 8, "written_society": 8, "written_science": 4, "written_paragraphs": 8,
    "written_lexicon": 4, "unpc_dev": 6, "sdg": 4, "udhr": 6, "sib200_flores": 3, "refugies_info": 4,
    "refugies_info_hist": 3, "integreat": 4, "unhcr_services_advisor": 4, "signpost_web": 4,
    "micado": 4, "ifrc_go_api": 2, "un_m49": 2, "tatoeba": 1, "bible": 0.25, "quran": 0.1,
    "d365": 0.35, "d365_ar": 0.35, "alchemy_insights": 0.5, "alchemy_multi": 0.4,
    "project_operations": 0.35, "azd": 0.3, "course_edgeai": 0.6, "course_iot": 0.6,
    "wordnet": 0.6, "cldr": 0.5, "osm_tagging": 0.4, "msdocs_customer_insights": 0.4,
}  # fmt: skip
"""How often a row of a source is seen in one pass; sources not named: once."""

ORDERED = ("d365", "unpc_dev", "course_", "opensource_guide", "privacyguides", "owasp_top10",
           "written_paragraphs")  # fmt: skip
"""Sources whose rows stand in document order, so that neighbours may be joined."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Parallel texts of one source."""

    source: str
    arabic: str
    english: str


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


def _usable(arabic: str, english: str) -> bool:
    return 1 < len(arabic) < 1500 and 1 < len(english) < 1500 and arabic != english


def parallel(data: Path, rng: random.Random) -> list[Pair]:
    """One weighted pass over the parallel rows, a third of the ordered sources' rows joined."""
    allowed = shippable(data)
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for name in ("multiway.tsv.xz", "ar_en.tsv.xz"):
        for row in rows(data / name):
            source, arabic, english = row["source"], row["ar"].strip(), row["en"].strip()
            if source in allowed and _usable(arabic, english):
                by_source[source].append(Pair(source, arabic, english))
    pairs: list[Pair] = []
    for source, found in sorted(by_source.items()):
        pairs += weighted(found, WEIGHTS.get(source, 1.0), rng)
        if source.startswith(ORDERED):
            pairs += weighted(joined(found, rng), WEIGHTS.get(source, 1.0) / 3, rng)
    return pairs


def weighted(pairs: list[Pair], weight: float, rng: random.Random) -> list[Pair]:
    """Repeat the rows `weight` times; the fraction is drawn at random."""
    whole, part = int(weight), weight - int(weight)
    return pairs * whole + rng.sample(pairs, round(part * len(pairs)))


def joined(pairs: list[Pair], rng: random.Random, longest: int = 900) -> list[Pair]:
    """Join 2 to 6 consecutive rows, up to `longest` English characters."""
    result, position = [], 0
    while position < len(pairs) - 1:
        group = pairs[position : position + rng.randint(2, 6)]
        position += len(group)
        english = " ".join(pair.english for pair in group)
        if len(group) > 1 and len(english) <= longest:
            result.append(Pair(group[0].source, " ".join(p.arabic for p in group), english))
    return result


def questions(data: Path) -> list[tuple[str, str]]:
    """Question and answering text, in Arabic and English, also across the two."""
    allowed = shippable(data)
    result: list[tuple[str, str]] = []
    if "written_questions" in allowed and (data / "questions.tsv.xz").is_file():
        for row in rows(data / "questions.tsv.xz"):
            asked, told = (row["q_ar"], row["q_en"]), (row["a_ar"], row["a_en"])
            result += 4 * [(q, a) for q in asked for a in told if q and a]
    if "tydiqa" in allowed and (data / "tydiqa.tsv.xz").is_file():
        for row in rows(data / "tydiqa.tsv.xz"):
            if row["lang"] in {"ar", "en"} and row["question"] and row["passage"]:
                result.append((row["question"], row["passage"][:900]))
    if (data / "sections.tsv.xz").is_file():
        for row in rows(data / "sections.tsv.xz"):
            written = row["source"] in allowed and row["lang"] == "ar" and row["heading"]
            if written and len(row["passage"]) > 80:
                result.append((row["heading"], row["passage"][:900]))
    return result
