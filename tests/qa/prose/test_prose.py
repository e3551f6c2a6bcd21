"""From sentences to an answer: yes or no, a conflict of years, lists that are announced."""

import pytest

from corpus.records import Unit
from ingest.library import add_file
from ingest.load import load_document
from ingest.passages import make_passages
from qa.prose.denying import negates
from qa.prose.headings import listed_below
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary
from qa.records import Status

DUTIES = ["opening the sluice", "weighing the grain", "closing the sluice at night"]
FLOUR = ["cleaning the grain", "grinding the grain", "sifting the flour"]


@pytest.mark.parametrize(
    ("question", "sentence", "denied"),
    [
        ("Do all of the bees sleep in winter?", "Some of the bees sleep in winter.", True),
        ("Do all of the bees sleep in winter?", "All of the bees sleep in winter.", False),
        ("Do all bees fly?", "Bees fly to clover or to thyme.", False),  # "or" leaves none out
        ("Do some bees sleep?", "Some of the bees sleep.", False),
        ("Do bees always fly?", "Bees sometimes fly.", True),
        ("Do bees fly?", "Bees do not fly.", True),
        ("Do bees not fly?", "Bees do not fly.", False),
        # What both deny beside the point turns nothing.
        ("Do bees fly even where nobody keeps any?", "Bees fly, even where none are kept.", False),
        ("هل ينام كل النحل؟", "ينام بعض النحل.", True),
        ("هل ينام كل النحل؟", "ينام كل النحل.", False),
    ],
)
def test_a_sentence_denies_what_is_asked(question, sentence, denied):
    asked = understand(question, Vocabulary((), {}))
    assert negates(asked, Unit("u", (), {asked.language: sentence})) is denied


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Do all of the millstones come from the quarry of Brenna?", "No."),
        ("Was the mill built in 1931?", "Yes."),
        ("Does the wheel always turn?", "No."),
    ],
)
def test_yes_or_no_comes_first(mill, question, says):
    answer = mill.answer(question)
    assert answer.answer.startswith(says)
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question",
    [
        "When was the roof repaired?",
        "Was the roof repaired in 1967?",
        "Was the roof repaired in 1962?",
    ],
)
def test_two_years_for_one_thing_are_both_told(mill, question):
    answer = mill.answer(question)
    assert answer.answer.startswith("The document gives different answers:")
    assert {c.quote[-5:] for c in answer.citations} == {"1962.", "1967."}


def test_a_year_that_neither_sentence_gives_is_refused(mill):
    assert mill.answer("Was the roof repaired in 1988?").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["Which wheel is the third?", "How old is the third wheel?"])
def test_the_third_is_number_three(mill, question):
    quotes = [c.quote for c in mill.answer(question).citations]
    assert quotes == ["Number three is the oldest of the four wheels, and number one the newest."]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are the duties of the keeper?", DUTIES),
        ("Duties of the keeper", DUTIES),
        ("I should like to know how flour is made", FLOUR),
        ("the duties of the keeper, please", DUTIES),
    ],
)
def test_a_heading_is_asked_for_with_or_without_a_question_word(mill, question, items):
    assert [c.quote for c in mill.answer(question).citations] == items


def test_a_list_in_arabic_by_its_heading_alone(kites):
    answer = kites.answer("مهام اللجنة")
    assert [c.quote for c in answer.citations] == ["اختيار الشاطئ", "فحص الخيوط", "توزيع الجوائز"]


@pytest.mark.parametrize(
    "question", ["Who has duties?", "Are there duties of the keeper?", "Where are the duties?"]
)
def test_other_questions_get_no_list(mill, question):
    assert not set(DUTIES) & {c.quote for c in mill.answer(question).citations[:1]}


@pytest.fixture(scope="module")
def beehive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("beehive")
    (folder / "beehive.md").write_text(
        "# Bees\n\nA hive needs three things:\n\n- water\n- clover\n- quiet\n\n"
        "It needs no paint.\n\n- a roof\n\nBees like these colours:\n\nBlue is one.\n",
        "utf8",
    )
    return load_document(add_file(folder / "beehive.md", folder / "library"))


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("A hive needs three things:", ["water", "clover", "quiet"]),
        ("It needs no paint.", []),  # it announces nothing
        ("Bees like these colours:", []),  # no list follows
    ],
)
def test_a_colon_announces_the_list_below(beehive, sentence, items):
    units = [unit for passage in make_passages(beehive) for unit in passage.units]
    unit = next(u for u in units if u.views["en"] == sentence)
    found = listed_below(beehive, unit)
    assert [span.of(beehive.text) for _, span in found] == items
