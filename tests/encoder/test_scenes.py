"""Scenes composed of parts: agreement in Arabic, groups of near ones, and what they are called."""

import random

import pytest

from encoder import WRITTEN
from encoder.data import table
from encoder.scenes import Parts, Predicate, Scene, Subject, arabic, conjugated, english, everyday
from encoder.scenes import scenes as composed

PAINTING = Predicate("person", "painting the wall", "يطلي", "الجدار")


class Order(random.Random):
    """Draws that put the verb first, or don't."""

    def __init__(self, *, verb_first: bool) -> None:
        super().__init__(1)
        self.verb_first = verb_first

    def random(self) -> float:
        return 0.0 if self.verb_first else 0.9


@pytest.mark.parametrize(
    ("verb", "number", "gender", "expected"),
    [
        ("يطلي", "s", "m", "يطلي"),
        ("يطلي", "s", "f", "تطلي"),
        ("يطلي", "d", "m", "يطليان"),
        ("يطلي", "p", "m", "يطلون"),
        ("يسعى", "d", "f", "تسعيان"),
        ("ينسى", "p", "m", "ينسون"),
        ("يطهو", "p", "m", "يطهون"),
        ("يقرأ", "p", "m", "يقرؤون"),
        ("يركض", "d", "f", "تركضان"),
    ],
)
def test_verbs_agree_in_gender_and_number(verb, number, gender, expected):
    assert conjugated(verb, number, gender) == expected


@pytest.mark.parametrize(
    ("subject", "verb_first", "expected"),
    [
        (Subject("person", "s", "f", "a girl", "فتاة"), False, "فتاة تطلي الجدار في الصباح."),
        (Subject("person", "s", "f", "a girl", "فتاة"), True, "تطلي فتاة الجدار في الصباح."),
        (Subject("person", "p", "m", "boys", "أولاد"), False, "أولاد يطلون الجدار في الصباح."),
        (Subject("person", "p", "m", "boys", "أولاد"), True, "يطلي أولاد الجدار في الصباح."),
        # The feminine plural changes stems: such verbs stand in the singular, before.
        (Subject("person", "p", "f", "women", "نساء"), False, "تطلي نساء الجدار في الصباح."),
        (Subject("animal", "p", "m", "horses", "أحصنة"), False, "أحصنة تطلي الجدار في الصباح."),
    ],
)
def test_a_scene_is_arabic_in_either_order(subject, verb_first, expected):
    scene = Scene(subject, PAINTING, ("in the morning", "في الصباح"))
    assert arabic(scene, Order(verb_first=verb_first)) == expected


def test_a_scene_is_english():
    boys = Subject("person", "p", "m", "two boys", "ولدان")
    assert english(Scene(boys, PAINTING, None)) == "Two boys are painting the wall."


def test_a_group_differs_in_one_part_at_a_time(tmp_path):
    def write(name, *lines):
        text = "\n".join("\t".join(line) for line in lines)
        (tmp_path / f"scene_{name}.tsv").write_text(f"{text}\n", "utf8")

    write("subjects", ("who", "number", "gender", "en", "ar"), ("person", "s", "m", "a man", "رجل"))
    write("predicates", ("who", "en", "ar"), ("person", "singing", "يغني"))
    write("places", ("kind", "en", "ar"), ("place", "at home", "في البيت"))
    group = [row.texts["en"] for row in composed(tmp_path, 1, random.Random(1))]
    assert len(group) == 4
    assert set(group) <= {"A man is singing.", "A man is singing at home."}
    assert group[0] == group[1] == group[2]  # there is nobody and nothing else to say


def test_without_parts_there_are_no_scenes(tmp_path):
    assert list(composed(tmp_path, 3, random.Random(1))) == []


def test_the_parts_that_come_along_can_be_composed():
    parts = Parts(WRITTEN)
    assert all(predicate.verb.startswith("ي") for predicate in parts.predicates)
    assert {predicate.who for predicate in parts.predicates} == set(parts.subjects)
    numbers = {(s.number, s.gender) for found in parts.subjects.values() for s in found}
    assert numbers == {(number, gender) for number in "sdp" for gender in "mf"}
    for path in WRITTEN.glob("scene_*.tsv"):
        for row in table(path):
            assert all(value and value == value.strip() for value in row.values()), (path, row)


def test_everyday_sources_are_known_by_their_names():
    names = ["scenes", "sentences_indoors", "tatoeba", "unpc_dev"]
    assert everyday(names) == [True, True, True, False]
