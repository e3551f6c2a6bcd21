"""Questions with sentences to choose from, some of which answer: what the reranker learns from."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.errors import DocumentError
from encoder import data
from ingest.sentences import split_sentences

MOST = 9
"""How many sentences a question has to choose from."""
_LONGEST = 500
"""Characters of a sentence that are kept."""
_SHORTEST = 25
"""A piece of fewer characters goes with the sentence before it."""


class Candidates(NamedTuple):
    """A question and sentences, `right` the places of those that answer; none may.

    `name` tells the question, whatever languages it and the sentences are in. Where `right` has
    several places, any of them may be the one that answers.
    """

    source: str
    name: str
    question: str
    sentences: tuple[str, ...]
    right: tuple[int, ...]


def candidates(source: Path, folder: Path) -> Iterator[Candidates]:
    """All that may be learnt from.

    Args:
        source: the data folder (TyDi QA, questions with answering sentences, the encyclopedia).
        folder: of what was written for this project: `passages_*.jsonl`, `reworded_*.tsv` and
            questions about paragraphs of the encyclopedia.
    """
    allowed = data.shippable(source)
    for path in sorted(folder.glob("passages_*.jsonl")):
        yield from passages(path)
    yield from _reworded(folder)
    if "tydiqa" in allowed and (source / "tydiqa.tsv.xz").is_file():
        yield from _tydiqa(source)
    if "written_questions" in allowed and (source / "questions.tsv.xz").is_file():
        yield from _questions(source)
    if (folder / "questions.tsv").is_file() and (source / "wikipedia_ar.txt.xz").is_file():
        yield from _encyclopedia(source, folder)


def passages(path: Path) -> Iterator[Candidates]:
    """Questions about the passages of a file, each beside all sentences of its passage.

    A line is an object with `sentences` (each in `ar` and `en`) and `questions` (in `ar`, `en` and
    one more language), whose `answer` holds the places of the sentences that answer. Questions in
    Arabic stand beside Arabic sentences, all others beside either.

    Raises:
        DocumentError: a line is no such object.
    """
    for number, row in enumerate(written_passages(path), 1):
        yield from _about(f"{path.stem}:{number}", row)


def written_passages(path: Path) -> Iterator[Mapping[str, Any]]:
    """The lines of a file of passages, as `passages` says.

    Raises:
        DocumentError: a line is no such object.
    """
    for number, line in enumerate(path.read_text("utf8").splitlines(), 1):
        try:
            row = json.loads(line)
            places = range(len(row["sentences"]))
            texts = [*row["sentences"], row["heading"]]
            whole = all({"ar", "en"} <= set(told) for told in texts) and all(
                {"ar", "en"} <= set(asked) and all(place in places for place in asked["answer"])
                for asked in row["questions"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentError(f"{path}, line {number}: {error!r}") from error
        if not whole:
            raise DocumentError(f"{path}, line {number}: a language or a sentence is missing")
        yield row


def _about(name: str, row: Mapping[str, Any]) -> Iterator[Candidates]:
    told = {code: tuple(sentence[code] for sentence in row["sentences"]) for code in ("ar", "en")}
    for place, asked in enumerate(row["questions"]):
        right = tuple(asked["answer"])
        for code in data.LANGUAGES:
            for language in ("ar", "en") if code != "ar" else ("ar",):
                if code in asked:
                    yield Candidates(
                        "passages", f"{name}:{place}", asked[code], told[language], right
                    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph, cut where they are very long."""
    found: list[str] = []
    for piece in (span.of(text) for span in split_sentences(text)):
        if found and len(found[-1]) < _SHORTEST:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [sentence[:_LONGEST] for sentence in found]


def _tydiqa(source: Path) -> Iterator[Candidates]:
    """The sentence that holds the answer among its neighbours."""
    for number, row in enumerate(data.rows(source / "tydiqa.tsv.xz")):
        told = sentences_of(row["passage"])
        right = [i for i, text in enumerate(told) if row["answer"] and row["answer"] in text][:1]
        if right and len(told) > 1 and row["lang"] in data.LANGUAGES:
            first = max(0, min(right[0] - MOST // 2, len(told) - MOST))
            yield Candidates(
                "tydiqa",
                f"tydiqa:{number}",
                row["question"],
                tuple(told[first : first + MOST]),
                (right[0] - first,),
            )


def _questions(source: Path) -> Iterator[Candidates]:
    """An answer among those of other questions, neighbours in the file first."""
    rows = list(data.rows(source / "questions.tsv.xz"))
    for number, row in enumerate(rows):
        others = _others(number, len(rows))
        for code in data.LANGUAGES:
            for language in sorted({code, "ar"}):
                column = f"a_{language}"
                if row.get(f"q_{code}") and row.get(column):
                    told = [row[column], *(rows[i][column] for i in others if rows[i].get(column))]
                    yield Candidates(
                        "questions", f"questions:{number}", row[f"q_{code}"], tuple(told), (0,)
                    )


def _reworded(folder: Path) -> Iterator[Candidates]:
    """An answer, what comes near and answers nothing, and answers to other questions."""
    for path in sorted(folder.glob("reworded_sentences_*.tsv")):
        rows = list(data.table(path))
        for number, row in enumerate(rows):
            others = _others(number, len(rows))[: MOST - 2]
            for code, language in (("ar", "ar"), ("en", "ar"), ("en", "en")):
                told = [row[f"answer_{language}"], row[f"near_{language}"]]
                told += [rows[i][f"answer_{language}"] for i in others]
                name = f"{path.stem}:{number}"
                yield Candidates("reworded", name, row[f"question_{code}"], tuple(told), (0,))


def _encyclopedia(source: Path, folder: Path) -> Iterator[Candidates]:
    """A paragraph's sentences, any of which may answer, among those of its neighbours."""
    known = {data.fingerprint(text): text for _, text in data.paragraphs(source)}
    rows = [row for row in data.table(folder / "questions.tsv") if row["paragraph"] in known]
    told = [sentences_of(known[row["paragraph"]])[: MOST - 3] for row in rows]
    for number, row in enumerate(rows):
        around = [*told[number - 1], *told[(number + 1) % len(rows)]]
        order = np.random.default_rng(number).permutation(len(around))
        chosen = [*told[number], *(around[i] for i in order[: MOST - len(told[number])])]
        for code in data.LANGUAGES:
            if row.get(code):
                yield Candidates(
                    "encyclopedia",
                    f"encyclopedia:{number}",
                    row[code],
                    tuple(chosen),
                    tuple(range(len(told[number]))),
                )


def _others(number: int, count: int) -> list[int]:
    """Places of eight other rows: the neighbours, then some drawn."""
    drawn = np.random.default_rng(number).integers(count, size=3).tolist()
    near = [(number + step) % count for step in (1, -1, 2, -2, 3)]
    return [place for place in [*near, *drawn] if place != number]


def without_answer(one: Candidates) -> Candidates:
    """The same question when the sentences that answer are gone."""
    rest = tuple(text for place, text in enumerate(one.sentences) if place not in one.right)
    return one._replace(sentences=rest, right=())


def fewer(one: Candidates, most: int, rng: np.random.Generator) -> Candidates:
    """At most `most` sentences, those that answer among them."""
    if len(one.sentences) <= most:
        return one
    others = [i for i in range(len(one.sentences)) if i not in one.right]
    drawn = rng.permutation(others)[: max(1, most - len(one.right))].tolist()
    kept = sorted({*one.right, *drawn})
    return one._replace(
        sentences=tuple(one.sentences[i] for i in kept),
        right=tuple(kept.index(i) for i in one.right),
    )


def texts_of(some: Sequence[Candidates]) -> list[str]:
    """Every question and sentence once."""
    return list(dict.fromkeys(text for one in some for text in (one.question, *one.sentences)))
