"""The library on disk: documents that users added, beside those that ship."""

import hashlib
import json
import os
import shutil
import tempfile
import tomllib
from pathlib import Path

import regex

from corpus import SHIPPED
from corpus.errors import DocumentError
from corpus.records import BlockKind, Span
from ingest.markdown import read_blocks
from ingest.normalise import reading

SUFFIXES = (".md", ".markdown", ".txt")
LARGEST = 20_000_000
"""Bytes; a larger text should be cut into documents."""
LONGEST_ID = 60
"""Characters: Arabic ones take two bytes, and a folder's name may have 255."""
_SCRIPTS = {"ar": "Arabic", "zh": "Han", "ru": "Cyrillic", "en": "Latin"}
# Scripts of Markdown addresses and tags, which stand in texts of any language.
_FOREIGN = regex.compile(r"<[^>\n]*>|https?://\S+")


def library_folders(*roots: Path) -> list[Path]:
    """Folders with a `document.toml` below the roots, in order of name within each root.

    A folder whose name starts with a dot is one that is still being written, or was left behind.
    """
    return [
        path.parent
        for root in roots
        if root.is_dir()
        for path in sorted(root.glob("*/document.toml"))
        if not path.parent.name.startswith(".")
    ]


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a document's folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*.*") if p.suffix in (".toml", *SUFFIXES)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _slug(name: str) -> str:
    slug = regex.sub(r"[^\p{L}\p{M}\p{N}]+", "-", name.lower())[:LONGEST_ID].strip("-")
    return slug or "document"


def _read(path: Path) -> tuple[bytes, str]:
    if not path.is_file():
        raise DocumentError(f"{path} is not a file: give the path of a Markdown or text file")
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path.name} is not a .md or .txt file: convert it to Markdown first")
    if path.stat().st_size > LARGEST:
        raise DocumentError(f"{path.name} is larger than {LARGEST / 10**6:g} MB: cut it into parts")
    try:
        data = path.read_bytes()
        text = data.decode("utf8")
    except OSError as error:
        raise DocumentError(f"{path.name} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path.name} is not UTF-8 text: convert it to UTF-8") from error
    if "\0" in text:
        raise DocumentError(f"{path.name} is not a text file: convert it to Markdown first")
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError(f"{path.name} is empty: there is nothing to ask it")
    return data, text


def add_file(path: Path, library: Path) -> Path:
    """Copy a Markdown or text file into `library` and return its folder.

    The folder appears whole or not at all. Contents that are there already, under whatever name,
    keep their folder.

    Raises:
        DocumentError: the file can't be read as UTF-8 text, is empty or too large.
    """
    data, text = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    for folder in library_folders(library):
        if _sha256_of(folder) == sha256:
            return folder
    library.mkdir(parents=True, exist_ok=True)
    source = "source.txt" if path.suffix.lower() == ".txt" else "source.md"
    folder = _free(library, _slug(path.stem))
    staging = Path(tempfile.mkdtemp(prefix=".adding-", dir=library))
    try:
        _write(staging / source, data)
        record = _record(folder.name, path, text, source, sha256)
        _write(staging / "document.toml", record.encode())
        staging.chmod(0o755)  # mkdtemp's own mode hides the folder from everyone else
        staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return folder


def _free(library: Path, slug: str) -> Path:
    """A folder that is not there, by a name that no shipped document bears."""
    taken = {folder.name for folder in library_folders(SHIPPED)}
    number, name = 1, slug
    while name in taken or (library / name).exists():
        number += 1
        name = f"{slug}-{number}"
    return library / name


def _sha256_of(folder: Path) -> str | None:
    try:
        found = tomllib.loads((folder / "document.toml").read_text("utf8")).get("sha256")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        # A damaged neighbour is reported when it is loaded; it must not keep others out.
        return None
    return found if isinstance(found, str) else None


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _record(identifier: str, path: Path, text: str, source: str, sha256: str) -> str:
    headings = (b.span for b in read_blocks(text) if b.kind is BlockKind.HEADING)
    first: Span | None = next(headings, None)
    title = (reading(text, first) if first else "") or path.stem
    # JSON's escapes are TOML's, but for a few characters which no title needs.
    quoted = json.dumps(regex.sub(r"\p{C}", " ", title), ensure_ascii=False)
    return (
        f'id = "{identifier}"\ntitle = {quoted}\npublisher = ""\nlanguage = "{language(text)}"\n'
        f'date = ""\nsource = "{source}"\nsha256 = "{sha256}"\n\n'
        "[[pages]]\nnumber = 1\nstart = 0\n"
    )


def language(text: str) -> str:
    """The language that the prevailing script suggests; "en" stands for all in Latin letters."""
    words = _FOREIGN.sub("", text)
    counts = {
        code: len(regex.findall(rf"\p{{Script={script}}}", words))
        for code, script in _SCRIPTS.items()
    }
    # One Chinese character says as much as two or three letters.
    counts["zh"] *= 3
    return max(counts, key=lambda code: counts[code]) if any(counts.values()) else "en"
