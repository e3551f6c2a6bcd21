"""Questions and the passages that answer them, from the data folder and from this project."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from encoder import data
from encoder.candidates import written_passages

REWORDED = ("described", "answering")
"""Pairs written for this project whose question has few or no words of what answers it."""


class Pair(NamedTuple):
    """A question and what answers it, each in one or more languages.

    `near` comes near to the question and doesn't answer it.
    """

    source: str
    asked: dict[str, str]
    told: dict[str, str]
    near: Mapping[str, str] | None = None


def pairs(source: Path, folder: Path | None = None) -> Iterator[Pair]:
    """Questions and the passages that answer them, headings and their sections.

    Both sides may stand in several languages: a question of any of them finds any passage.

    Args:
        source: the data folder.
        folder: of what was written for this project: questions about paragraphs of the
            encyclopedia (`questions.tsv`: the paragraph's `fingerprint`, and a column per
            language), questions in other words than their answers (`reworded_*.tsv`), and
            questions about written passages (`passages_*.jsonl`).
    """
    allowed = data.shippable(source)
    if "written_questions" in allowed and (source / "questions.tsv.xz").is_file():
        yield from _questions(source)
    if "tydiqa" in allowed and (source / "tydiqa.tsv.xz").is_file():
        yield from _tydiqa(source)
    if folder and (folder / "questions.tsv").is_file():
        yield from _encyclopedia(source, folder)
    if folder:
        yield from _described(folder)
        yield from _answering(folder)
        yield from _within(folder)
    if (source / "sections.tsv.xz").is_file():
        yield from _sections(source, allowed)


def _questions(source: Path) -> Iterator[Pair]:
    for row in data.rows(source / "questions.tsv.xz"):
        asked, told = (
            {c: row[f"{side}_{c}"] for c in data.LANGUAGES if row.get(f"{side}_{c}")}
            for side in "qa"
        )
        if asked and told:
            yield Pair("questions", asked, told)


def _tydiqa(source: Path) -> Iterator[Pair]:
    for row in data.rows(source / "tydiqa.tsv.xz"):
        language = row["lang"]
        if row["question"] and row["passage"] and language in data.LANGUAGES:
            passage = {language: row["passage"][:900]}
            yield Pair(f"tydiqa_{language}", {language: row["question"]}, passage)


def _encyclopedia(source: Path, folder: Path) -> Iterator[Pair]:
    known = {data.fingerprint(text): text for _, text in data.paragraphs(source)}
    for row in data.table(folder / "questions.tsv"):
        asked = {code: row[code] for code in data.LANGUAGES if row.get(code)}
        if asked and (passage := known.get(row["paragraph"])):
            yield Pair("encyclopedia_questions", asked, {"ar": passage})


def _described(folder: Path) -> Iterator[Pair]:
    """Names of things as tables and headings have them, and two questions for each."""
    for path in sorted(folder.glob("reworded_labels_*.tsv")):
        for row in data.table(path):
            label = {"en": row["label_en"], "ar": row["label_ar"]}
            for number in "12":
                asked = {code: row[f"question_{code}_{number}"] for code in label}
                yield Pair("described", asked, label)


def _answering(folder: Path) -> Iterator[Pair]:
    """Sentences with a question for each, and a sentence beside them that doesn't answer it."""
    for path in sorted(folder.glob("reworded_sentences_*.tsv")):
        for row in data.table(path):
            asked, told, near = (
                {code: row[f"{part}_{code}"] for code in ("en", "ar")}
                for part in ("question", "answer", "near")
            )
            yield Pair("answering", asked, told, near)


def _within(folder: Path) -> Iterator[Pair]:
    """Questions about written passages: the sentence that answers, and another beside it.

    A passage's questions follow one another, so that its sentences compete.
    """
    for path in sorted(folder.glob("passages_*.jsonl")):
        for number, row in enumerate(written_passages(path)):
            rng = random.Random(f"{path.stem}:{number}")
            told = row["sentences"]
            for asked in row["questions"]:
                others = [i for i in range(len(told)) if i not in asked["answer"]]
                if asked["answer"] and others:
                    questions = {code: asked[code] for code in data.LANGUAGES if code in asked}
                    answer, near = told[asked["answer"][0]], told[rng.choice(others)]
                    yield Pair("answering", questions, answer, near)


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
            yield Pair(
                name,
                {row["lang"]: row["heading"] for row in part},
                {row["lang"]: row["passage"][:1000] for row in part},
            )
