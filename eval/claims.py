"""The claim set: sentences to check against the document, loaded and checked before use."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import IsnadError
from corpus.records import Span
from eval.jsonlines import load_json_lines

CLAIMS = Path(__file__).parent / "claims.jsonl"
PRACTICE = Path(__file__).parent / "practice_claims.jsonl"
PRACTICE2 = Path(__file__).parent / "practice_claims2.jsonl"
PRACTICE3 = Path(__file__).parent / "practice_claims3.jsonl"
"""Development claims: looked at, fitted to, never reported."""
BLIND = Path(__file__).parent / "blind_claims.jsonl"
"""Claims whose figures are reported: written by somebody who had not seen the checker, run once."""
LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")
SPLITS = ("dev", "test")
VERDICTS = ("exact_quote", "supported", "altered", "wrong_passage", "unsupported")
ALTERATIONS = ("number", "name", "date", "negation", "swapped_row")
MARKERS = {
    "ar": "(ص {})",
    "en": "(p. {})",
    "fr": "(p. {})",
    "es": "(p. {})",
    "ru": "(с. {})",
    "zh": "（第{}页）",
}
"""How a claim names the page it says it is from, at its end, before a full stop."""

_ANY_MARKER = re.compile(
    "(?:{})[.。]?$".format(
        "|".join(sorted({re.escape(m).replace(r"\{\}", r"\d+") for m in MARKERS.values()}))
    )
)


class ClaimSetError(IsnadError):
    """The claim set is missing, damaged or contradicts itself."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with the verdict a right check must reach.

    `gold` are the places that prove the claim or contradict it, in reading order; what the
    document doesn't say has none. `altered` names the kind of value changed in a claim that
    was true. `cited_page` is the page which the claim itself names.
    """

    id: str
    fact: str
    language: str
    split: str
    claim: str
    verdict: str
    altered: str | None
    gold: tuple[Span, ...]
    cited_page: int | None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "CheckedClaim":
        """Make a claim from one line of the file.

        Raises:
            KeyError: A key is missing.
            ValueError: A gold span is not a range.
        """
        return cls(
            id=values["id"],
            fact=values["fact"],
            language=values["language"],
            split=values["split"],
            claim=values["claim"],
            verdict=values["verdict"],
            altered=values["altered"],
            gold=tuple(Span(start, end) for start, end in values["gold"]),
            cited_page=values["cited_page"],
        )


def load_claims(path: Path = CLAIMS) -> tuple[CheckedClaim, ...]:
    """Read a claim set.

    Raises:
        ClaimSetError: The file can't be read, or a line is not a claim.
    """
    return load_json_lines(path, CheckedClaim.from_json, ClaimSetError, "claim")


def select_claims(claims: Iterable[CheckedClaim], split: str) -> tuple[CheckedClaim, ...]:
    """The claims of one split, or all of them when `split` is "all"."""
    return tuple(claim for claim in claims if split in ("all", claim.split))


def validate_claims(
    claims: Sequence[CheckedClaim], source_length: int, page_starts: Sequence[int]
) -> list[str]:
    """Return what is wrong with a claim set, one line each; an empty list means nothing.

    Args:
        claims: The whole set; half of it would hide a fact that is in both splits.
        source_length: Code points in the document the gold spans point into.
        page_starts: Offset at which each page of it begins, first page first.
    """
    problems = [
        f"{claim.id}: {problem}"
        for claim in claims
        for problem in (*_own(claim, source_length), *_page(claim, page_starts))
    ]
    ids = [claim.id for claim in claims]
    problems += [
        f"{i}: the id is used more than once" for i in sorted(set(ids)) if ids.count(i) > 1
    ]
    splits: dict[str, set[str]] = {}
    for claim in claims:
        splits.setdefault(claim.fact, set()).add(claim.split)
    # A fact in both splits would let tuning on dev see the answers of test.
    problems += [
        f"{fact}: its claims are in different splits"
        for fact, found in splits.items()
        if len(found) > 1
    ]
    return problems


def _own(claim: CheckedClaim, source_length: int) -> Iterable[str]:
    """What is wrong with one claim by itself."""
    for name, value, known in (
        ("language", claim.language, LANGUAGES),
        ("split", claim.split, SPLITS),
        ("verdict", claim.verdict, VERDICTS),
        ("alteration", claim.altered, (None, *ALTERATIONS)),
    ):
        if value not in known:
            yield f"unknown {name} {value!r}"
    if not claim.claim.strip():
        yield "the claim is empty"
    if (claim.verdict == "altered") != (claim.altered is not None):
        yield "an altered claim, and no other, needs the kind of alteration"
    if (claim.verdict == "unsupported") == bool(claim.gold):
        yield "every claim needs gold, but an unsupported one has none"
    if claim.verdict == "exact_quote" and claim.language != "ar":
        yield "an exact quote is in the document's language"
    if any(span.start == span.end or span.end > source_length for span in claim.gold):
        yield "a gold span is empty or reaches beyond the source"


def _page(claim: CheckedClaim, page_starts: Sequence[int]) -> Iterable[str]:
    """What is wrong with the page which one claim names."""
    if claim.cited_page is None:
        if _ANY_MARKER.search(claim.claim):
            yield "the claim names a page, but cites none"
        if claim.verdict == "wrong_passage":
            yield "a claim with a wrong page must cite one"
        return
    marker = MARKERS.get(claim.language, "").format(claim.cited_page)
    if not marker or not claim.claim.rstrip(".。").endswith(marker):
        yield f"the claim doesn't end by naming page {claim.cited_page}"
    if not 1 <= claim.cited_page <= len(page_starts):
        yield f"the document has no page {claim.cited_page}"
    if claim.verdict != "unsupported":
        pages = {sum(start <= span.start for start in page_starts) for span in claim.gold}
        if (claim.cited_page in pages) == (claim.verdict == "wrong_passage"):
            yield "the cited page must be a gold page, but for a wrong passage another one"
