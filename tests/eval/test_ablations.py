"""Programs that lack a part really lack it."""

import io

from eval_cases import LISTING, MISSING, NUMBER, REFUSED, cite, make_answer, report_of, result_of
from rich.console import Console

from eval.ablations import ABLATIONS, compare, grid, lacking, worth_table
from eval.reporting.tables import Table


def test_programs_lack_the_part(engine):
    question = "Which RCPs address labour migration?"
    assert engine.answer(question).table is not None
    assert ABLATIONS["no tables"](engine).answer(question).table is None
    by_words = ABLATIONS["by words alone"](engine).answering().evidences
    assert by_words._mode == "lexical"


def test_a_document_without_its_translations():
    with lacking("translations") as engine:
        (document,) = engine.documents.values()
        assert not document.translations
        assert "labour" not in engine.answer("Which RCPs address labour migration?").answer


def test_a_part_is_worth_what_is_wrong_without_it():
    listing = result_of(LISTING, make_answer("Alpha, Gamma.", [cite("Alpha has")], claims=[]))
    number = result_of(NUMBER, make_answer("12.", [cite("12 members")]))
    due = result_of(MISSING, REFUSED)
    whole = report_of(listing, number, due)
    lesser = report_of(listing, result_of(NUMBER, REFUSED), due)
    table = worth_table({"whole": compare(whole, whole), "lesser": compare(lesser, whole)})
    right, *_, change = zip(table.head, table.rows["lesser"], strict=True)
    assert (right[0], right[1].text) == ("right", "0.667")
    assert (change[0], change[1].text) == ("change", "-0.333")
    assert change[1].bounds == "-1.000 to +0.000"
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(grid(Table("", table.head, {"by meaning alone": table.rows["lesser"]})))
    shown = console.export_text()
    assert "-1.00 +0.00" in shown and "…" not in shown
    unchanged = table.rows["whole"][-1]
    assert (unchanged.text, unchanged.bounds) == ("+0.000", "")
