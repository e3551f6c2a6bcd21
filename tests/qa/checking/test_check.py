"""Pasted statements: what is right, what differs, what is not there, what stands elsewhere."""

import pytest

from qa.checking.check import Verdict, check_text


def one(engine, text):
    (claim,) = check_text(engine, text)
    return claim


@pytest.mark.parametrize(
    ("text", "verdict", "differs"),
    [
        ("The Budapest Process has 49 countries.", Verdict.SUPPORTED, ()),
        ("The Budapest Process has 50 countries.", Verdict.ALTERED, ("50",)),
        ("MIDSA has no formal secretariat.", Verdict.SUPPORTED, ()),
        ("MIDSA has a formal secretariat.", Verdict.ALTERED, ("negation",)),
        ("Five African processes are listed.", Verdict.SUPPORTED, ()),
        ("Six African processes are listed.", Verdict.ALTERED, ("6",)),
        ("RCPs are non-binding.", Verdict.SUPPORTED, ()),
        ("RCPs are binding.", Verdict.ALTERED, ("negation",)),
        ("إنها عمليات ملزمة.", Verdict.ALTERED, ("negation",)),
        ("عملية بالي تضم 44 بلداً.", Verdict.SUPPORTED, ()),
        ("عملية بالي تضم 45 بلداً.", Verdict.ALTERED, ("45",)),
        ("هي عمليات متواصلة لا تبرم لمرة واحدة.", Verdict.EXACT_QUOTE, ()),
        ("RCPs share a budget of two million dollars.", Verdict.UNSUPPORTED, ()),
        ("Le Processus de Bali réunit 44 pays.", Verdict.SUPPORTED, ()),
        ("巴厘进程有45个国家。", Verdict.ALTERED, ("45",)),
    ],
)
def test_verdicts(engine, text, verdict, differs):
    claim = one(engine, text)
    assert claim.verdict is verdict
    assert claim.differs == differs


def test_a_wrong_place_is_named(engine):
    claim = one(engine, "The fourth global meeting was held in Nairobi.")
    assert claim.verdict is Verdict.ALTERED
    assert claim.differs == ("Nairobi",)


def test_a_list_is_checked_name_by_name(engine):
    right = "Labour migration is on the agenda of MIDSA, MIDWA and the Almaty Process."
    wrong = "Labour migration is on the agenda of MIDSA, MIDWA and the Bali Process."
    assert one(engine, right).verdict is Verdict.SUPPORTED
    assert one(engine, wrong).verdict is Verdict.ALTERED


def test_a_wrong_page_is_told_and_the_right_place_given(engine):
    text = "The Colombo Process has 11 member states (p. {})."
    assert one(engine, text.format(4)).verdict is Verdict.SUPPORTED
    claim = one(engine, text.format(2))
    assert claim.verdict is Verdict.WRONG_PASSAGE
    assert claim.evidence.page == 4


def test_evidence_is_a_slice_of_the_source(engine, brochure):
    claims = check_text(engine, "عملية بالي تضم 45 بلداً. The chair may be permanent or temporary.")
    for claim in claims:
        assert claim.evidence.quote == brochure.text[claim.evidence.start : claim.evidence.end]
        assert claim.evidence.exact


def test_a_name_without_a_spelling_in_every_language_is_no_fault(engine):
    assert one(engine, "Le MTM compte 45 pays.").verdict is Verdict.SUPPORTED
    assert one(engine, "Le MTM compte 46 pays.").verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Prague Process has the most participating countries.", Verdict.SUPPORTED),
        ("The Bali Process has the most participating countries.", Verdict.ALTERED),
        ("The Puebla Process has 16 participating countries.", Verdict.ALTERED),
        ("Dix-sept pays participent aux IGC.", Verdict.SUPPORTED),
        ("Dix-huit pays participent aux IGC.", Verdict.ALTERED),
    ],
)
def test_statements_on_rows(engine, text, verdict):
    assert one(engine, text).verdict is verdict


def test_a_marker_that_looks_like_the_end_of_a_sentence_stays_with_it(engine):
    text = "В Балийском процессе участвуют 44 страны (с. {})."
    assert one(engine, text.format(5)).verdict is not Verdict.UNSUPPORTED
    assert one(engine, text.format(2)).verdict is Verdict.WRONG_PASSAGE


@pytest.mark.parametrize(
    "text",
    [
        "Le Bureau régional d'appui du Processus de Bali est à Jakarta.",
        "Региональное бюро поддержки Балийского процесса находится в Сеуле.",
    ],
)
def test_a_city_that_the_row_does_not_name_is_told(engine, text):
    assert one(engine, text).verdict in (Verdict.ALTERED, Verdict.UNSUPPORTED)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # A number in the sentence after the one that names the meeting.
        ("A la tercera reunión mundial acudieron unos 75 representantes.", Verdict.SUPPORTED),
        ("A la tercera reunión mundial acudieron unos 85 representantes.", Verdict.ALTERED),
        # Rows that are counted beyond a limit.
        ("Four processes have more than 40 participating countries.", Verdict.SUPPORTED),
        ("Six processes have more than 40 participating countries.", Verdict.ALTERED),
        ("有六个进程的参与国超过40个。", Verdict.ALTERED),
        # How often.
        ("Il est recommandé de tenir les réunions mondiales tous les deux ans.", Verdict.SUPPORTED),
        ("Il est recommandé que les réunions mondiales se tiennent chaque mois.", Verdict.ALTERED),
        # Another body in the place of the one that is named.
        ("تتعاون أمانة إيغاد مع صندوق النقد الدولي والمنظمة الدولية للهجرة.", Verdict.ALTERED),
        ("伊加特秘书处与世界银行和国际移民组织合作。", Verdict.ALTERED),
        # A number word at the beginning is no misspelt name.
        ("Quinze pays participent à la MIDSA.", Verdict.SUPPORTED),
        ("Seize pays participent à la MIDSA.", Verdict.ALTERED),
    ],
)
def test_values_and_names_told_elsewhere(engine, text, verdict):
    assert one(engine, text).verdict is verdict


@pytest.mark.parametrize(
    "text",
    [
        "The word «regional» is never used figuratively.",
        "El término «regional» nunca se emplea en sentido figurado.",
        "RCP participants negotiate on the basis of their national interests.",
    ],
)
def test_what_says_the_contrary_is_held_against_a_claim(engine, text):
    assert one(engine, text).verdict is Verdict.ALTERED
