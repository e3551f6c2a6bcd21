"""Rules of the checker, on documents of other domains: nations, denials in a table, leads."""

import pytest

from qa.checking.check import Verdict, check_text
from qa.checking.finding import SURE, Finding, Lead, leading

FAIRS = """# Pottery fairs

## Venues

The fair of glazed pots was held in Peru in 2012. The fair of painted tiles was held in Norway in
2015. Visitors may leave their bicycles at the gate of the fair ground.
"""
SHIPS = """# سفن الخليج الصغير

## السفن الراسية في العام 2016

| السفينة | المرفأ | التجهيز | عدد البحارة |
|---|---|---|---|
| النورس | المرفأ الشمالي | محرك بخاري | 12 |
| الهدهد | المرفأ الشمالي | لا يوجد محرك بخاري | 9 |
| اللقلق | المرفأ الجنوبي | شراع أحمر | 7 |
| الحجل | المرفأ الجنوبي | محرك بخاري، شراع أحمر | 8 |
"""


@pytest.fixture(scope="module")
def fairs(library):
    return library(FAIRS)


@pytest.fixture(scope="module")
def ships(library):
    return library(SHIPS)


def verdict(engine, text):
    (claim,) = check_text(engine, text)
    return claim.verdict


def test_a_nation_stands_for_its_country(fairs):
    text = "In 2012 the fair of glazed pots was held on {} ground."
    assert verdict(fairs, text.format("Peruvian")) is Verdict.SUPPORTED
    assert verdict(fairs, text.format("Chilean")) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ليس لدى الهدهد محرك بخاري.", True),
        ("الهدهد بلا محرك بخاري.", True),
        ("لدى الهدهد محرك بخاري.", False),
        ("ليس لدى النورس محرك بخاري.", False),
    ],
)
def test_a_cell_that_denies_is_held_against_a_denial(ships, text, right):
    assert (verdict(ships, text) is Verdict.SUPPORTED) is right


def test_what_stands_out_is_held_and_what_is_one_of_many_is_not(engine):
    def found(lead):
        return Finding(0.2, (), next(iter(engine.documents.values())), (), 1, 0.1, lead)

    weights = engine.calibration.checking
    assert found(Lead(0.12, 0.15)).holds(weights)
    assert not found(Lead(-0.02, 0.01)).holds(weights)


def test_one_place_alone_leads_nothing():
    assert leading([0.5], [0.4]) == [SURE]
    assert leading([], []) == []
