"""Questions in six languages: read alike, answered in the language they were asked in."""

import tomllib
from pathlib import Path

import pytest
import regex

import qa.words
from qa.words.language import LANGUAGES, detect, words_of
from qa.words.tokens import tokenize
from qa.writing.messages import MESSAGES, join, message

FOLDER = Path(qa.words.__file__).parent / "languages"
LABOUR = {7, 8, 9, 10, 12, 13}
ASKED = {
    "ar": "أي العمليات تتناول هجرة اليد العاملة؟",
    "en": "Which RCPs address labour migration?",
    "fr": "Quels processus traitent de la migration de main-d'œuvre ?",
    "es": "¿Qué procesos abordan la migración laboral?",
    "ru": "Какие процессы занимаются трудовой миграцией?",
    "zh": "哪些进程涉及劳动力移民？",
}
COUNTED = {
    "ar": "كم عدد البلدان المشاركة في عملية بالي؟",
    "en": "How many countries take part in the Bali Process?",
    "fr": "Combien de pays participent au Processus de Bali ?",
    "es": "¿Cuántos países participan en el Proceso de Bali?",
    "ru": "Сколько стран участвует в Балийском процессе?",
    "zh": "巴厘进程有多少个国家？",
}


def test_every_language_has_the_same_kinds_of_words():
    records = {c: tomllib.loads((FOLDER / f"{c}.toml").read_text("utf8")) for c in LANGUAGES}
    for code, record in records.items():
        assert record.keys() == records["en"].keys(), code
        assert record["cues"].keys() == records["en"]["cues"].keys(), code
        assert record["code"] == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_question_finds_the_same_rows(engine, brochure, language):
    answer = engine.answer(ASKED[language])
    (table,) = brochure.tables
    rows = {
        row.index
        for row in table.rows
        for c in answer.citations
        if row.span.start <= c.start and c.end <= row.span.end
    }
    assert answer.language == language
    assert rows == LABOUR


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_found_in_every_language(engine, language):
    answer = engine.answer(COUNTED[language])
    assert answer.language == language
    assert "44" in answer.answer
    assert len(answer.citations) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_are_said_in_the_language_of_the_question(engine, language):
    answer = engine.answer("xqzzt blorf?", language=language)
    assert answer.citations == ()
    assert detect(regex.split(r"[.。]", answer.answer)[0]) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_filled_in(language):
    for key, (one, many) in MESSAGES.items():
        for n in (0, 1, 2, 5, 11, 100):
            said = message(
                key, language, n, checked=16, table="T", total=9, name="X", names="N",
                documents="D", section="S", page=3, text="W", other="O",
            )  # fmt: skip
            assert "{" not in said
            if language != "en" and key not in ("yes", "no"):
                assert said not in (one, many)


def test_arabic_numbers_take_their_own_plurals():
    said = [message("values", "ar", n) for n in (1, 2, 3, 11)]
    assert said == ["بند واحد:", "بندان:", "3 بنود:", "11 بنداً:"]


def test_lists_are_joined_as_the_language_does():
    assert join(["a", "b", "c"], "en") == "a, b, and c"
    assert join(["a", "b"], "fr") == "a et b"
    assert join(["a, b", "c"], "en") == "a, b; c"


def test_words_of_a_language():
    arabic = words_of("ar")
    tokens = tokenize("وكم عدد الدول في الاجتماع الثاني", "ar")
    assert arabic.cues["count"].positions(tokens) == {0: 2}
    assert list(arabic.places(tokens).values()) == [2]
    chinese = words_of("zh")
    assert list(chinese.places(tokenize("第四次会议", "zh")).values()) == [4]
    for text, code, value in (
        ("سبعة عشر بلداً", "ar", 17),
        ("خمسة وعشرين بلداً", "ar", 25),
        ("اثني عشر", "ar", 12),
        ("twenty five", "en", 25),
        ("vingt-cinq pays", "fr", 25),
        ("двадцать пять стран", "ru", 25),
        ("四十五个国家", "zh", 45),
        ("十五", "zh", 15),
    ):
        assert [n for n, _ in words_of(code).numbers(tokenize(text, code)).values()] == [value]
    assert words_of("en").numbers(tokenize("one of them")) == {}
    assert detect("Combien de pays participent ?") == "fr"
    assert detect("¿Cuántos países hay?") == "es"
    assert detect("حوار Abu Dhabi") == "ar"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("ru", "больше сорока лодок", 40), ("ru", "с двумя лодками", 2), ("es", "setenta barcos", 70)],
)
def test_numerals_are_read_in_every_form(language, text, number):
    found = words_of(language).numbers(tokenize(text, language))
    assert [value for value, _ in found.values()] == [number]
