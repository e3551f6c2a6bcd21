"""Hand-made questions and answers whose right figures can be counted on fingers."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from corpus.records import Document, Passage, PassageKind, ShadowText, Span
from eval.about import about
from eval.answers import score_answer
from eval.citations import Source, score_citations
from eval.language import in_language
from eval.questions import DOCUMENT_ID, Question
from eval.report import Report, report_split
from eval.speed import Speed
from eval.summary import Result
from qa.records import Answer, Citation, Claim, Status, Support

SOURCE = "Alpha has 7 members.\nBeta\t12 members\tseat in Rome\nGamma\t7 members\tno seat\n"
DIGEST = sha256(SOURCE.encode()).hexdigest()

DOCUMENT = Document(
    id=DOCUMENT_ID,
    title="Bodies & their members",
    titles={},
    publisher="",
    language="ar",
    date="",
    sha256=DIGEST,
    text=SOURCE,
    shadow=ShadowText("", (), ()),
    blocks=(),
    tables=(),
)
INDEX = SimpleNamespace(encoder=SimpleNamespace(name="stand-in", fingerprint="0123456789abcdef"))


def span(quote, text=SOURCE):
    assert text.count(quote) == 1, quote
    start = text.index(quote)
    return Span(start, start + len(quote))


LISTING = Question(
    id="f001-en",
    fact="f001",
    language="en",
    kind="list",
    split="dev",
    question="Which have seven members?",
    answerable=True,
    refusal=None,
    items=(("Alpha", "ألفا"), ("Gamma", "غاما")),
    forbidden=(("Beta", "بيتا"),),
    gold=(span("Alpha has 7 members"), span("7 members\tno seat")),
    conflict=False,
)
NUMBER = replace(
    LISTING,
    id="f002-en",
    fact="f002",
    kind="number",
    question="How many members has Beta?",
    items=(("12", "twelve"),),
    forbidden=(),
    gold=(span("12 members"),),
)
MISSING = replace(
    LISTING,
    id="f003-en",
    fact="f003",
    split="test",
    kind="where",
    question="Where is Gamma's seat?",
    answerable=False,
    refusal="not_stated",
    items=(),
    forbidden=(),
    gold=(),
)


def twin(question, text):
    """The Arabic twin of a question."""
    return replace(question, id=question.id.replace("-en", "-ar"), language="ar", question=text)


SET = (
    LISTING,
    twin(LISTING, "أيها له سبعة أعضاء؟"),
    NUMBER,
    twin(NUMBER, "كم عدد أعضاء بيتا؟"),
    MISSING,
    twin(MISSING, "أين مقر غاما؟"),
)


def cite(quote, number=1, **changes):
    found = span(quote)
    citation = Citation(
        number, DOCUMENT_ID, "A", 1, "", found.start, found.end, quote, "", DIGEST, True
    )
    return replace(citation, **changes)


def make_answer(text, citations=(), claims=None, status=Status.ANSWERED, language="en"):
    texts = [text] if claims is None else claims
    return Answer(
        question="?",
        language=language,
        status=status,
        answer=text,
        claims=tuple(Claim(t, 0, len(t), (1,), Support.COMPUTED) for t in texts),
        citations=tuple(citations),
        table=None,
        confidence=1.0,
        seconds=0.0,
    )


REFUSED = make_answer("Not in the documents.", claims=[], status=Status.NOT_FOUND)


def passage(number, quote):
    return Passage(
        id=f"{DOCUMENT_ID}/p{number:03d}",
        document_id=DOCUMENT_ID,
        kind=PassageKind.PROSE,
        spans=(span(quote),),
        page=1,
        section=(),
        views={"en": quote},
        context={},
        units=(),
    )


PASSAGES = (
    passage(1, "Alpha has 7 members."),
    passage(2, "Beta\t12 members\tseat in Rome"),
    passage(3, "Gamma\t7 members\tno seat"),
)


def result_of(question, answer):
    """What `eval.run` would make of an answer, with the figures of an ideal search."""
    source = source_of(SOURCE)
    return Result(
        question=question,
        answer=answer,
        items=score_answer(question, answer),
        citations=score_citations(question, answer, {DOCUMENT_ID: source}, DOCUMENT_ID),
        in_language=in_language(answer, question.language),
        ranking={"nDCG@10": 1.0, "recall@5": 1.0, "success@1": 1.0} if question.gold else None,
    )


def source_of(text):
    """A source as `Source.read` makes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source.md"
        path.write_bytes(text.encode())
        return Source.read(path)


def report_of(*results, document=DOCUMENT):
    """A report of results, all of them in the split of the first one's question."""
    split = results[0].question.split
    found = [replace(r, question=replace(r.question, split=split)) for r in results]
    return Report(
        splits={split: report_split(found, {"fused": {"nDCG@10": 1.0}})},
        speed=Speed(len(found), 0.03, 0.09, 0.001, 0.002),
        results=tuple(found),
        about=about(split, [r.question for r in found], document, encoder="e", fingerprint="f"),
        document=document,
        source=source_of(document.text),
    )
