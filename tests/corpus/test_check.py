"""The shipped brochure is sound, and each kind of damage to a document's folder is reported."""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import SHIPPED
from corpus.check import check_document

BROCHURE = SHIPPED / "iom-rcp-brochure"
TEXT = (BROCHURE / "source.md").read_bytes().decode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the brochure, with a complete translation of its own: one entry a line."""
    copy = tmp_path / BROCHURE.name
    shutil.copytree(BROCHURE, copy, ignore=shutil.ignore_patterns("translations"))
    sha256 = tomllib.loads((copy / "document.toml").read_text("utf-8"))["sha256"]
    lines = ['language = "en"', 'status = "unofficial"', f'sha256 = "{sha256}"']
    for match in re.finditer(r"[^\n]+", TEXT):
        if match.group() == "4":
            continue
        source = match.group().replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        lines += ["[[sentences]]", f"start = {match.start()}", f"end = {match.end()}"]
        lines += [f'source = "{source}"', 'text = "words"']
    (copy / "translations").mkdir()
    (copy / "translations" / "en.toml").write_text("\n".join(lines), encoding="utf-8")
    return copy


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_bytes().decode("utf-8")
    assert old in text, f"the test's own {old!r} is no longer in {file}"
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def problems(folder: Path) -> str:
    return "\n".join(str(problem) for problem in check_document(folder))


def test_every_shipped_document_is_sound() -> None:
    folders = [path.parent for path in SHIPPED.glob("*/document.toml")]
    assert BROCHURE in folders
    assert {path.name: problems(path) for path in folders} == {path.name: "" for path in folders}


def test_the_copy_that_the_tests_damage_is_sound(folder: Path) -> None:
    assert problems(folder) == ""


REPAIR = "start = 63\nend = 73"
SENTENCE = "[[sentences]]\nstart = 143\nend = 186"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("source.md", "2013،", "2014،", "document.toml: sha256 is not that of source.md"),
        ("document.toml", "0cacc74f", "1cacc74f", "document.toml: sha256 is not that of"),
        ("document.toml", 'title = "', 'headline = "', "document.toml: title is missing"),
        ("document.toml", "start = 2238", "start = 2239", "page 2 does not start at the start"),
        ("document.toml", "start = 6924", "start = 188", "page 3 does not come after page 2"),
        ("document.toml", "start = 0", "start = 143", "the first page does not start at 0"),
        ("document.toml", "start = 11565\nend = 11566", "start = 11568\nend = 11569", "ignored ["),
        ("repairs.toml", REPAIR, "start = 64\nend = 74", "repair [64, 74) has 'التشارورية'"),
        ("repairs.toml", REPAIR, "start = 63\nend = 99999", "is not inside the source"),
        ("repairs.toml", REPAIR, "start = -3\nend = 73", "is not inside the source"),
        ("repairs.toml", REPAIR, "start = true\nend = 73", "repairs 1: missing or wrong start"),
        ("repairs.toml", '"ليما"', '"ليماء"', "changes nothing"),
        ("repairs.toml", "start = 6924", "start = 6925", "does not keep lines whole"),
        ("repairs.toml", "after = 11511", "after = 11500", "does not keep lines whole"),
        ("repairs.toml", "after = 11511", "after = 7414", "inside itself"),
        ("repairs.toml", "start = 3809", "start = 3808", "no heading starts there"),
        ("repairs.toml", "level = 3", "level = 7", "7 is not from 1 to 6"),
        ("repairs.toml", "[[repairs]]", "[[repairs", "repairs.toml: can't be read"),
        ("glossary.toml", 'id = "sacm"', 'id = "mtm"', "mtm: id is used 2 times"),
        ("glossary.toml", 'kind = "entity"', 'kind = "person"', "no such kind: person"),
        ("glossary.toml", 'zh = ["布达佩斯进程", "布达佩斯"]', "zh = []", "zh has no names"),
        (
            "glossary.toml",
            '["布达佩斯进程", "布达佩斯"]',
            '["布达佩斯", "布达佩斯"]',
            "a name twice",
        ),
        ("glossary.toml", 'related = ["asylum"', 'related = ["exile"', "related to exile"),
        ("glossary.toml", "related = [", "related = 7 # [", "related is not a list"),
        ("translations/en.toml", 'status = "unofficial"', 'status = "official"', "status must be"),
        ("translations/en.toml", '"0cacc74f', '"1cacc74f', "made from another text"),
        ("translations/en.toml", 'language = "en"', 'language = "fr"', "language is 'fr'"),
        ("translations/en.toml", SENTENCE, SENTENCE.replace("143", "142"), "[142, 186) has"),
        ("translations/en.toml", SENTENCE, SENTENCE.replace("186", "190"), "overlap"),
        ("translations/en.toml", 'text = "words"', 'text = " "', "sentence at 4 has no text"),
    ],
)
def test_damage_is_reported(folder: Path, file: str, old: str, new: str, said: str) -> None:
    change(folder, file, old, new)
    assert said in problems(folder)


def drop_first_sentence(text: str) -> str:
    head, first, rest = text.split("[[sentences]]", 2)
    assert "start = 4\n" in first
    return head + "[[sentences]]" + rest


def swap_two_sentences(text: str) -> str:
    head, one, two, rest = text.split("[[sentences]]", 3)
    return "[[sentences]]".join((head, two, one + "\n", rest))


def cut_a_digit(text: str) -> str:
    whole = "عاصمة جمهورية بيرو، في العام 2013،"
    assert text.count(whole) == 1
    return text.replace("end = 11511", "end = 11506").replace(whole, whole[:-5])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (drop_first_sentence, "not translated: [4, 140) 'مشاركون"),
        (swap_two_sentences, "sentence at 4 stands after that at 143"),
        (cut_a_digit, "not translated: [11506, 11510) '2013'"),
    ],
)
def test_a_translation_must_be_whole_and_in_order(
    folder: Path, damage: Callable[[str], str], said: str
) -> None:
    path = folder / "translations" / "en.toml"
    path.write_text(damage(path.read_text("utf-8")), encoding="utf-8")
    assert said in problems(folder)


def test_a_page_number_that_is_not_ignored_must_be_translated(folder: Path) -> None:
    path = folder / "document.toml"
    path.write_text(path.read_text("utf-8").split("[[ignored]]")[0], encoding="utf-8")
    assert problems(folder) == "translations/en.toml: not translated: [11565, 11566) '4'"


def test_overlapping_repairs_are_reported(folder: Path) -> None:
    with (folder / "repairs.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[[repairs]]\nstart = 70\nend = 75\nsource = "{TEXT[70:75]}"\n'
            'replacement = "x"\nreason = "twice"\n'
        )
    assert problems(folder) == "repairs.toml: repair [63, 73) and [70, 75) overlap"


@pytest.mark.parametrize("kind", ["entity", "organisation", "region", "theme", "header"])
def test_a_name_which_the_document_never_uses_is_reported(folder: Path, kind: str) -> None:
    lists = "\n".join(f'{code} = ["Zanzibar"]' for code in ("ar", "en", "fr", "es", "ru", "zh"))
    with (folder / "glossary.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[terms]]\nid = "zanzibar"\nkind = "{kind}"\n{lists}\n')
    assert problems(folder) == "glossary.toml: zanzibar: none of its ar names is in the source"


def test_a_name_may_occur_only_after_repairs(folder: Path) -> None:
    lists = "\n".join(f'{code} = ["بويبلا"]' for code in ("ar", "en", "fr", "es", "ru", "zh"))
    assert "بويبلا" not in TEXT
    with (folder / "glossary.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[terms]]\nid = "city"\nkind = "entity"\n{lists}\n')
    assert problems(folder) == ""


def test_optional_files_may_be_absent(folder: Path) -> None:
    (folder / "repairs.toml").unlink()
    (folder / "glossary.toml").unlink()
    shutil.rmtree(folder / "translations")
    assert problems(folder) == ""


@pytest.mark.parametrize("file", ["source.md", "document.toml"])
def test_a_missing_file_is_a_problem_not_a_crash(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert problems(folder).startswith(f"{file}: can't be read")


def test_a_source_that_is_not_utf8_is_a_problem_not_a_crash(folder: Path) -> None:
    (folder / "source.md").write_bytes(b"\xff\xfe\x00")
    assert problems(folder).startswith("source.md: can't be read")
