"""Named rows: their cards, the parts of a count, who works with whom, how a matter stands."""

import pytest

from qa.records import Status, Turn

PIERS = """# Piers of the lake

| Pier | Berths | Warden | Services |
|---|---|---|---|
| Anchor pier | 20 berths (8 of them are covered summer berths) | Lake Guard with the River Board | fuel and water, towing |
| Beacon pier | 12 berths | town office | repairs, water and fuel |
| Capstan pier | 30 berths | support office in Lund (under discussion) | towing, storage |
"""  # noqa: E501


@pytest.fixture(scope="module")
def piers(library):
    return library(PIERS)


def test_the_card_of_a_row_is_all_of_it(piers):
    answer = piers.answer("I would like the full profile of the Beacon pier: its berths, warden.")
    assert answer.status is Status.ANSWERED
    assert all(said in answer.answer for said in ("12 berths", "town office", "repairs"))


def test_a_part_of_what_is_counted(piers):
    answer = piers.answer("How many summer berths does the Anchor pier have?")
    assert "8 of them" in answer.answer


def test_joined_names_are_read_in_either_order(piers):
    answer = piers.answer("Which piers offer water and fuel?")
    assert "Anchor" in answer.answer
    assert "Beacon" in answer.answer


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "How many berths has the Beacon pier?",
            "And by how many does Capstan pier exceed it?",
            "18",
        ),
        ("Which piers offer towing?", "Which of the two has more berths?", "Capstan"),
        (
            "Who is the warden of the Capstan pier?",
            "Is that office settled, or what is its status?",
            "under discussion",
        ),
    ],
)
def test_what_a_follow_up_means_of_the_last_turn(piers, before, question, expected):
    answer = piers.answer(question, history=[Turn(before)])
    assert answer.status is Status.ANSWERED, answer.answer
    assert expected in answer.answer.split("compared")[0]
