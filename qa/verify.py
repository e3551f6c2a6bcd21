"""The gate before an answer is shown: every claim's quote, place and numbers are checked again."""

from collections.abc import Mapping
from dataclasses import replace

from corpus.records import Document, Span
from qa.records import Answer, Citation, Claim, Status, Support
from qa.words.values import numbers
from qa.writing.compose import is_exact, say


def verify(answer: Answer, documents: Mapping[str, Document]) -> Answer:
    """The answer with what fails the check left out of its claims' support.

    A quotation must be the source's own words (repairs applied), a translation the sidecar's;
    a computed claim may hold no number that its citations don't. Claims that fail are marked
    unsupported, and an answer with such a claim is partial.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    claims = tuple(_verified(claim, by_number, documents, answer.language)
                   for claim in answer.claims)  # fmt: skip
    failed = any(claim.support is Support.UNSUPPORTED for claim in claims)
    status = Status.PARTIAL if failed and answer.status is Status.ANSWERED else answer.status
    return replace(answer, claims=claims, status=status)


def _verified(
    claim: Claim, citations: Mapping[int, Citation], documents: Mapping[str, Document],
    language: str,
) -> Claim:  # fmt: skip
    cited = [citations[number] for number in claim.citations]
    exact = all(c.exact and is_exact(documents[c.document_id], Span(c.start, c.end), c.quote)
                for c in cited)  # fmt: skip
    held: set[str] = set()
    for citation in cited:
        document = documents[citation.document_id]
        said = say(document, (Span(citation.start, citation.end),), language)
        held |= numbers(f"{citation.section} {said}", language)
        held |= numbers(citation.quote, document.language)
    holds = bool(cited) and exact and numbers(claim.text, language) <= held
    return claim if holds else replace(claim, support=Support.UNSUPPORTED)
