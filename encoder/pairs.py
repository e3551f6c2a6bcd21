"""Questions and the passages that answer them, from the data folder and from this project."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from encoder import data

Pair = tuple[str, dict[str, str], dict[str, str]]
"""Source of a pair, its question and its passage, each in one or more languages."""


def pairs(source: Path, folder: Path | None = None) -> Iterator[Pair]:
    """Questions and the passages that answer them, headings and their sections.

    Both sides may stand in several languages: a question of any of them finds any passage.

    Args:
        source: the data folder.
        folder: of questions written for this project about paragraphs of the encyclopedia
            (`questions.tsv`: the paragraph's `fingerprint`, and a column per language).
    """
    allowed = data.shippable(source)
    if "written_questions" in allowed and (source / "questions.tsv.xz").is_file():
        yield from _questions(source)
    if "tydiqa" in allowed and (source / "tydiqa.tsv.xz").is_file():
        yield from _tydiqa(source)
    if folder and (folder / "questions.tsv").is_file():
        yield from _encyclopedia(source, folder)
    if (source / "sections.tsv.xz").is_file():
        yield from _sections(source, allowed)


def _questions(source: Path) -> Iterator[Pair]:
    for row in data.rows(source / "questions.tsv.xz"):
        asked, told = (
            {c: row[f"{side}_{c}"] for c in data.LANGUAGES if row.get(f"{side}_{c}")}
            for side in "qa"
        )
        if asked and told:
            yield "questions", asked, told


def _tydiqa(source: Path) -> Iterator[Pair]:
    for row in data.rows(source / "tydiqa.tsv.xz"):
        language = row["lang"]
        if row["question"] and row["passage"] and language in data.LANGUAGES:
            passage = {language: row["passage"][:900]}
            yield f"tydiqa_{language}", {language: row["question"]}, passage


def _encyclopedia(source: Path, folder: Path) -> Iterator[Pair]:
    known = {data.fingerprint(text): text for _, text in data.paragraphs(source)}
    for row in data.table(folder / "questions.tsv"):
        asked = {code: row[code] for code in data.LANGUAGES if row.get(code)}
        if asked and (passage := known.get(row["paragraph"])):
            yield "encyclopedia_questions", asked, {"ar": passage}


def _sections(source: Path, allowed: set[str]) -> Iterator[Pair]:
    """Headings and passages by group; groups of several sections in a language are taken apart."""
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in data.rows(source / "sections.tsv.xz"):
        if row["source"] in allowed and row["heading"] and len(row["passage"]) > 80:
            groups[row["group"] or f"{row['heading']}{row['passage'][:40]}"].append(row)
    for group in groups.values():
        several = len({row["lang"] for row in group}) < len(group)
        for part in [[row] for row in group] if several else [group]:
            name = f"section:{part[0]['source']}"
            yield (
                name,
                {row["lang"]: row["heading"] for row in part},
                {row["lang"]: row["passage"][:1000] for row in part},
            )
