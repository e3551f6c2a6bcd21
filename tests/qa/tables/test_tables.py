"""What the table engine makes of questions, by the rows it finds; every row is checked."""

import pytest

from corpus.records import ColumnRole
from qa.reading.understand import understand
from qa.tables import engine as table_engine
from qa.tables import query as table_query
from qa.tables.result import Operation

BUDAPEST, PRAGUE, PUEBLA, SACM, FIVE, MTM, IGAD, MIDSA, MIDWA, COMESA, CENTRAL, ADD, CP, ALMATY, (
    BALI
), IGC = range(16)  # fmt: skip


@pytest.fixture(scope="module")
def ask(engine):
    answering = engine.answering()
    (view,) = answering.tables

    def run(text):
        query = table_query.read(view, understand(text, answering.vocabulary))
        return table_engine.compute(query) if table_engine.applies(query) else None

    return run


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which RCPs discuss health and trafficking?", {COMESA, ALMATY}),
        ("Which RCPs in Africa or Asia deal with migration and health?", {COMESA, ALMATY}),
        ("Which African RCPs do not address irregular migration?", {IGAD, MIDWA, CENTRAL}),
        ("Which RCPs other than MIDSA are in Africa?", {IGAD, MIDWA, COMESA, CENTRAL}),
        ("Which processes have no formal secretariat?", {FIVE, MIDSA, MIDWA}),
        ("ما العمليات التي ليست لها أمانة رسمية؟", {FIVE, MIDSA, MIDWA}),
        ("For which RCPs is no secretariat given?", {COMESA, CENTRAL, ALMATY}),
        ("Which RCPs have between 10 and 12 members?", {PUEBLA, SACM, FIVE, CENTRAL, CP}),
        ("which processes have at least 45 countries", {BUDAPEST, PRAGUE, MTM}),
        ("Which process has 44 countries?", {BALI}),
        ("Which processes take up asylum?", {PRAGUE, ALMATY, IGC}),
        ("Which process of more than 40 countries is not run by ICMPD?", {BALI}),
        ("أي عملية فيها أكثر من 40 بلداً وأمانتها ليست لدى ICMPD؟", {BALI}),
        ("For which processes does ICMPD act as the secretariat?", {BUDAPEST, PRAGUE, MTM}),
        ("哪些进程讨论移民的权利？", {PUEBLA, SACM, FIVE, ALMATY}),
        ("Which processes grapple with trafficking?", {SACM, COMESA, CENTRAL, ALMATY, BALI}),
        ("ICMPD is the secretariat of which RCPs?", {BUDAPEST, PRAGUE, MTM}),
    ],
)
def test_rows_are_selected_by_all_that_the_question_says(ask, question, rows):
    result = ask(question)
    assert result.operation is Operation.LIST
    assert {match.row.index for match in result.matches} == rows


@pytest.mark.parametrize(
    ("question", "operation", "total", "rows"),
    [
        ("How many RCPs list irregular migration?", Operation.COUNT, 5, None),
        ("How many countries take part in the African RCPs in total?", Operation.SUM, 66, None),
        ("Which RCP has the most countries?", Operation.EXTREME, 50, [PRAGUE]),
        ("What is the second largest RCP?", Operation.RANK, 49, [BUDAPEST]),
        ("Name the three largest RCPs.", Operation.RANK, 0, [PRAGUE, BUDAPEST, MTM]),
        ("Which region has the most RCPs?", Operation.GROUPS, 5, None),
        ("كم منطقة يغطي الجدول؟", Operation.GROUPS, 6, None),
        ("Which has more countries, Bali or Colombo?", Operation.COMPARE, 33, [BALI, CP]),
        ("How many topics does the Almaty Process discuss?", Operation.COUNT, 13, [ALMATY]),
    ],
)
def test_numbers_are_computed(ask, question, operation, total, rows):
    result = ask(question)
    assert result.operation is operation
    assert result.total == total
    if rows is not None:
        assert [match.row.index for match in result.matches] == rows


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("Does the Bali Process have more than 40 members?", True),
        ("Does the Colombo Process have more than 40 members?", False),
        ("Is the Prague Process in Africa?", False),
        ("Does MTM deal with capacity building?", True),
        ("Does the 5+5 Dialogue have a formal secretariat?", False),
        ("هل تناقش عملية ألماتي الصحة؟", True),
    ],
)
def test_yes_or_no(ask, question, truth):
    result = ask(question)
    assert result.operation is Operation.YES_NO
    assert result.truth is truth


def test_what_two_rows_share_is_cited_in_both(ask):
    result = ask("What do the Prague Process and MIDSA have in common?")
    assert result.operation is Operation.COMMON
    texts = [[value.text for value in match.values] for match in result.matches]
    assert ["الهجرة والتنمية" in values for values in texts] == [True, True]


def test_what_a_cell_merely_counts_or_lacks_is_absent(ask):
    for question in (
        "Which countries take part in the Prague Process?",
        "Who is the secretariat of the Almaty Process?",
        "Is Morocco a member of the 5+5 Dialogue?",
        "How many countries were in the Budapest Process in 1999?",
    ):
        assert ask(question).operation is Operation.ABSENT


@pytest.mark.parametrize(
    "question",
    [
        "Why is the Colombo Process's secretariat in Vienna?",
        "How many RCPs existed in 1995?",
        "Which RCPs discuss football?",
        "What is an RCP?",
        "When was the Lima meeting?",
    ],
)
def test_other_questions_are_not_for_the_table(ask, question):
    assert ask(question) is None


def test_near_rows_are_kept_apart(ask):
    result = ask("Which RCPs address labour migration?")
    assert {match.row.index for match in result.matches} == {
        MIDSA,
        MIDWA,
        COMESA,
        CENTRAL,
        CP,
        ALMATY,
    }
    assert [match.row.index for match in result.related] == [ADD]


def test_the_region_label_is_a_column_of_its_own(engine):
    (view,) = engine.answering().tables
    assert view.column_by_term["header-region"].role is ColumnRole.GROUP


def test_numbers_of_rows_limit_no_column(ask):
    found = ask("What is the total number of countries in the two processes of the Americas?")
    assert found.operation is Operation.SUM and found.total == 23


@pytest.mark.parametrize(
    "question",
    [
        "Puebla Process: countries, secretariat and topics",
        "عملية بويبلا: البلدان والأمانة والمواضيع",
    ],
)
def test_columns_named_together_are_all_told(ask, question):
    found = ask(question)
    assert found.operation is Operation.ROW
    assert {match.row.index for match in found.matches} == {PUEBLA}
    assert len(found.matches[0].values) == 4


def test_what_two_rows_share_is_looked_for_in_every_column(ask):
    found = ask("What do MIDSA and MIDWA have in common?")
    assert found.operation is Operation.COMMON
    assert "15" in " ".join(value.text for value in found.matches[0].values)
