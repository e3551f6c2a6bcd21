"""Records as JSON-ready values: what `--json`, the API and the MCP tools write.

Answers have `Answer.to_dict`; these are the others.
"""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.records import Document
    from index.store import Hit
    from qa.checking.check import CheckedClaim
    from qa.engine import Engine


def hit_dict(engine: "Engine", hit: "Hit") -> dict[str, Any]:
    """A hit; each quote is `source[start:end]`."""
    passage = engine.passage(hit.passage_id)
    document = engine.documents[hit.document_id]
    return {
        "rank": hit.rank + 1,
        "passage_id": hit.passage_id,
        "document_id": hit.document_id,
        "document_title": document.title,
        "page": passage.page,
        "kind": str(passage.kind),
        "section": " › ".join(span.of(document.text) for span in passage.section),
        "quotes": [
            {"start": span.start, "end": span.end, "quote": span.of(document.text)}
            for span in passage.spans
        ],
        "translation": passage.views.get("en", "") if document.language != "en" else "",
        "score": round(hit.score, 6),
        "source": hit.source,
        "dense": None if hit.dense is None else round(hit.dense, 4),
        "lexical": None if hit.lexical is None else round(hit.lexical, 4),
    }


def claim_dict(claim: "CheckedClaim") -> dict[str, Any]:
    """A checked claim."""
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "verdict": str(claim.verdict),
        "differs": list(claim.differs),
        "evidence": None if claim.evidence is None else asdict(claim.evidence),
    }


def document_dict(document: "Document") -> dict[str, Any]:
    """What a document is, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "titles": dict(document.titles),
        "publisher": document.publisher,
        "language": document.language,
        "date": document.date,
        "pages": len({block.page for block in document.blocks}),
        "characters": len(document.text),
        "tables": [{"id": table.id, "rows": len(table.rows)} for table in document.tables],
        "translations": sorted(document.translations),
        "sha256": document.sha256,
    }
