"""What a question denies of the rows it wants, how many they are, and which of two is larger."""

import pytest

from qa.records import Status

SCHOOLS = """# Music schools of the canton

| School | Pupils | Subjects |
|---|---|---|
| **District: North valley** | | |
| Adler school | 40 pupils | violin, choir |
| Bruck school | 65 pupils | flute, drums |
| **District: South valley** | | |
| Corso school | 25 pupils | violin, drums |
| Delta school | 90 pupils | organ, choir |
| **District: Other, sorted by instrument** | | |
| Elms school | 8 pupils | organ, flute |
"""


@pytest.fixture(scope="module")
def schools(library):
    return library(SCHOOLS)


def rows(answer):
    """The schools that an answer names."""
    names = ("Adler", "Bruck", "Corso", "Delta", "Elms")
    return {name for name in names if name in answer.answer}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which schools in the North valley do not teach violin?", {"Bruck"}),
        ("Which schools teach neither choir nor drums?", {"Elms"}),
        ("Which schools do not teach violin or organ?", {"Bruck"}),
        ("Which schools belong to no district?", {"Elms"}),
        ("Which schools are sorted by instrument rather than by district?", {"Elms"}),
        ("All but one school of the North valley teach choir. Which is the exception?", {"Bruck"}),
        ("The schools of the North valley teach flute. Which of them does not?", {"Adler"}),
    ],
)
def test_what_is_denied(schools, question, found):
    answer = schools.answer(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert rows(answer) == found


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("How many pupils do the two North valley schools have together?", "105"),
        ("Add up the pupils of the two North valley schools (counting repeats).", "105"),
        ("What is the combined number of pupils of the South valley schools?", "115"),
    ],
)
def test_a_number_before_the_rows_limits_no_column(schools, question, total):
    assert total in schools.answer(question).answer


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which school has more pupils?", {"Delta"}),
        ("Which school has fewer pupils?", {"Elms"}),
        ("Which are the small schools, with fewer than 30 pupils?", {"Corso", "Elms"}),
    ],
)
def test_sizes_in_plain_words(schools, question, found):
    assert rows(schools.answer(question)) == found


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Adler or Bruck school: which has more pupils?", "Bruck"),
        ("Adler or Bruck school: which has fewer pupils?", "Adler"),
    ],
)
def test_of_two_the_one_asked_for_is_told_first(schools, question, first):
    answer = schools.answer(question)
    (claim,) = answer.claims
    assert claim.text.startswith(first)
    assert len(claim.citations) == 2
    assert "25" in answer.answer


MILLS = """# Mills of the valley

| Mill | Miller | Stones |
|---|---|---|
| Upper mill | Jonas Reim | 2 stones |
| Bridge mill | Klara Voss | 3 stones |
| Meadow mill | Jonas Reim | 4 stones |
"""


@pytest.mark.parametrize(
    "question", ["Which mills do not have the miller Reim?", "Which mills' miller is not Reim?"]
)
def test_a_denial_passes_by_the_header_of_what_it_denies(library, question):
    answer = library(MILLS).answer(question).answer
    assert "Bridge" in answer and "Upper" not in answer and "Meadow" not in answer


HUTS = """# Huts of the ridge

| Hut | Warden | Beds |
|---|---|---|
| **Side: Shady side** | | |
| Fern hut | Olga Reim | 12 beds |
| Moss hut | No warden; guests have a key | 8 beds |
| **Side: Sunny side** | | |
| Thyme hut | Paul Voss | 20 beds |
| Sage hut | Ida Kern | 16 beds |
"""


@pytest.mark.parametrize(
    ("question", "answered", "named"),
    [
        ("Do all huts have a warden?", "No", {"Moss"}),
        ("Does every hut have a warden?", "No", {"Moss"}),
        ("Do all huts of the Shady side have a warden?", "No", {"Moss"}),
        ("Do all huts of the Sunny side have a warden?", "Yes", {"Thyme", "Sage"}),
        ("Do all huts have more than 10 beds?", "No", {"Moss"}),
        ("Do all huts of the Sunny side have more than 10 beds?", "Yes", {"Thyme", "Sage"}),
        ("Do all huts of the Sunny side have more than 18 beds?", "No", {"Sage"}),
    ],
)
def test_whether_all_rows_have_something_is_told_by_those_that_have_none(
    library, question, answered, named
):
    answer = library(HUTS).answer(question)
    assert answer.answer.startswith(answered), answer.answer
    assert {name for name in ("Fern", "Moss", "Thyme", "Sage") if name in answer.answer} == named
    quotes = {citation.quote for citation in answer.citations}
    if "warden" in question:
        assert ("No warden; guests have a key" in quotes) == (answered == "No")


def test_empty_cells_prove_neither(library):
    sheds = HUTS.replace("No warden; guests have a key", " ")
    answer = library(sheds).answer("Do all huts of the Shady side have a warden?")
    assert not answer.answer.startswith(("Yes", "No")), answer.answer


def test_of_two_rows_the_one_that_has_it_is_not_said_to_lack_it(schools):
    answer = schools.answer("Do Adler school and Bruck school both teach violin?").answer
    assert answer.startswith("No")
    adler, bruck = (line for line in answer.splitlines() if line.startswith("- "))
    assert "violin" in adler and "not" not in adler
    assert "does not list" in bruck
