"""A document that nobody prepared beside one with a glossary: each is read as if it were alone."""

import pytest

from ingest.library import add_file
from qa.engine import Engine
from qa.records import Status
from qa.settings import Settings

BEES = """# جمعية نحالي وادي الخزامى: دليل الأعضاء

تدير الجمعية مناحل الوادي، وترأسها الدكتورة منال الطحان.

| المنحل | عدد الخلايا | سنة الافتتاح | المنتجات |
|---|---|---|---|
| منحل السدر | 120 | 2009 | عسل السدر؛ شمع |
| منحل الزعتر | 45 | 2016 | عسل الزعتر؛ غبار الطلع |
| منحل الحمضيات | 80 | 2012 | عسل الحمضيات؛ شمع |
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """The brochure that is shipped, and a document of the user's own."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "bees.md").write_text(BEES, encoding="utf-8")
    settings = Settings(data_dir=folder / "data")
    added = add_file(folder / "bees.md", settings.library)
    return Engine.open(settings), added.name


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("أي المناحل تنتج الشمع؟", {"السدر", "الحمضيات"}),
        ("Which apiaries produce wax?", {"السدر", "الحمضيات"}),
        ("من يرأس الجمعية؟", {"منال الطحان"}),
    ],
)
def test_the_users_own_document_answers(mixed, question, said):
    engine, own = mixed
    answer = engine.answer(question)
    assert answer.status is Status.ANSWERED
    assert all(word in answer.answer for word in said), answer.answer
    assert {citation.document_id for citation in answer.citations} == {own}


@pytest.mark.parametrize(
    "question", ["Which RCPs address labour migration?", "كم عدد الدول الأعضاء في عملية كولومبو؟"]
)
def test_the_shipped_document_answers(mixed, question):
    engine, own = mixed
    answer = engine.answer(question)
    assert answer.status is Status.ANSWERED
    assert answer.citations
    assert own not in {citation.document_id for citation in answer.citations}


def test_a_refusal_speaks_of_all_documents(mixed):
    engine, _ = mixed
    answer = engine.answer("What is the price of a train ticket from Lyon to Turin?")
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations
    assert "Regional Consultative Processes" in answer.answer
    assert "نحالي" in answer.answer


def test_what_it_can_do_is_said_once(mixed):
    engine, _ = mixed
    answer = engine.answer("What can you do?")
    assert answer.status is Status.ANSWERED
    assert "Regional Consultative Processes" in answer.answer
