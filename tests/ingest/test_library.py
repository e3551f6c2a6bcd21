import tomllib

import pytest

from corpus.errors import DocumentError
from ingest import library
from ingest.library import add_file, fingerprint, language, library_folders
from ingest.load import load_document


@pytest.fixture
def file(tmp_path):
    def make(content, name="report.md"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def test_an_added_file_can_be_read_at_once(file, tmp_path):
    source = '# تقرير "عن"\tالهجرة \\\n\nنص أول. نص ثان.\n'
    folder = add_file(file(source), tmp_path / "lib")
    document = load_document(folder)
    assert (document.id, document.language) == ("report", "ar")
    assert document.title == 'تقرير "عن" الهجرة \\'
    assert document.text == source
    assert [s.text for s in document.sentences] == ["نص أول.", "نص ثان."]
    assert library_folders(tmp_path / "lib", tmp_path / "none") == [folder]


def test_the_same_contents_keep_their_folder_and_others_get_their_own(file, tmp_path):
    lib = tmp_path / "lib"
    first = add_file(file("One."), lib)
    assert add_file(file("One.", "other name.md"), lib) == first
    second = add_file(file("Two."), lib)
    assert (second.name, load_document(second).id) == ("report-2", "report-2")


def test_a_shipped_document_keeps_its_id(file, tmp_path):
    folder = add_file(file("x", "iom-rcp-brochure.txt"), tmp_path / "lib")
    assert folder.name == "iom-rcp-brochure-2"
    assert load_document(folder).text == "x"


def test_a_damaged_neighbour_keeps_nobody_out(file, tmp_path):
    (tmp_path / "lib/bad").mkdir(parents=True)
    (tmp_path / "lib/bad/document.toml").write_text("[[")
    (tmp_path / "lib/report").mkdir()
    assert add_file(file("x"), tmp_path / "lib").name == "report-2"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        ("", "a.md", "is empty"), (" \n", "a.md", "is empty"), ("\ufeff\n", "a.md", "is empty"),
        (b"\xff\xfe", "a.md", "not UTF-8"), ("a\0b", "a.md", "not a text file"),
        ("x", "a.pdf", "not a .md or .txt"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_and_leaves_nothing(file, tmp_path, content, name, words):
    with pytest.raises(DocumentError, match=words):
        add_file(file(content, name), tmp_path / "lib")
    assert not (tmp_path / "lib").exists()


def test_missing_and_large_files_are_refused(file, tmp_path, monkeypatch):
    with pytest.raises(DocumentError, match="not a file"):
        add_file(tmp_path / "none.md", tmp_path / "lib")
    monkeypatch.setattr(library, "LARGEST", 3)
    with pytest.raises(DocumentError, match="larger than"):
        add_file(file("four"), tmp_path / "lib")


def test_a_failed_write_leaves_nothing_half_written(file, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(library, "_record", fail)
    with pytest.raises(OSError, match="disk full"):
        add_file(file("x"), tmp_path / "lib")
    assert list((tmp_path / "lib").iterdir()) == []


def test_a_folder_that_is_being_written_is_no_document(tmp_path):
    (tmp_path / ".adding-x").mkdir()
    (tmp_path / ".adding-x/document.toml").write_text("")
    assert library_folders(tmp_path) == []


def test_any_name_and_title_gives_a_record_that_can_be_read(file, tmp_path):
    folder = add_file(file("# \x01 'a' \x7f\n\nx", "تقرير" * 20 + ".md"), tmp_path / "lib")
    record = tomllib.loads((folder / "document.toml").read_text("utf8"))
    assert record["id"] == folder.name
    assert "'a'" in record["title"]


def test_the_fingerprint_follows_every_file(write):
    folder = write("One.")
    before = fingerprint(folder)
    assert fingerprint(folder) == before
    (folder / "glossary.toml").write_text("")
    assert fingerprint(folder) != before


@pytest.mark.parametrize(
    ("text", "code"),
    [("نص", "ar"), ("текст", "ru"), ("这是中文 text", "zh"), ("text", "en"), ("123", "en"),
     ("نص <http://www.iom.int/bookstore>", "ar")],
)  # fmt: skip
def test_the_script_tells_the_language(text, code):
    assert language(text) == code
