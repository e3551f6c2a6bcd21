"""The library on disk: documents that users added, beside those that ship."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import regex

from corpus.errors import DocumentError

SUFFIXES = (".md", ".markdown", ".txt")
LARGEST = 20_000_000
"""Bytes; a larger text should be cut into documents."""


def library_folders(*roots: Path) -> list[Path]:
    """Folders with a `document.toml` below the roots, in order of name within each root."""
    return [
        path.parent
        for root in roots if root.is_dir()
        for path in sorted(root.glob("*/document.toml"))
    ]  # fmt: skip


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and contents of all files of a document's folder."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*.*") if p.suffix in (".toml", *SUFFIXES)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _slug(name: str) -> str:
    slug = regex.sub(r"[^\p{L}\p{N}]+", "-", name.lower()).strip("-")
    return slug or "document"


def _read(path: Path) -> tuple[bytes, str]:
    if not path.is_file():
        raise DocumentError(f"{path} is not a file: give the path of a Markdown or text file")
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path.name} is not a .md or .txt file: convert it to Markdown first")
    if path.stat().st_size > LARGEST:
        raise DocumentError(f"{path.name} is larger than {LARGEST // 10**6} MB: cut it into parts")
    data = path.read_bytes()
    try:
        text = data.decode("utf8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path.name} is not UTF-8 text: convert it to UTF-8") from error
    if "\0" in text:
        raise DocumentError(f"{path.name} is not a text file: convert it to Markdown first")
    if not text.strip():
        raise DocumentError(f"{path.name} is empty: there is nothing to ask it")
    return data, text


def add_file(path: Path, library: Path) -> Path:
    """Copy a Markdown or text file into `library` and return its folder.

    The folder appears whole or not at all. A file that is there already, with the same
    contents, keeps its folder.

    Raises:
        DocumentError: the file can't be read as UTF-8 text, is empty or too large.
    """
    data, text = _read(path)
    sha256 = hashlib.sha256(data).hexdigest()
    slug, number = _slug(path.stem), 1
    folder = library / slug
    while folder.exists():
        if f'sha256 = "{sha256}"' in (folder / "document.toml").read_text("utf8"):
            return folder
        number += 1
        folder = library / f"{slug}-{number}"
    library.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".adding-", dir=library))
    try:
        _write(staging / "source.md", data)
        _write(staging / "document.toml", _record(folder.name, path, text, sha256).encode())
        staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return folder


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _record(identifier: str, path: Path, text: str, sha256: str) -> str:
    heading = regex.search(r"^#{1,6}\s+(.*\S)\s*$", text, regex.MULTILINE)
    title = heading.group(1) if heading else path.stem
    arabic = len(regex.findall(r"\p{Script=Arabic}", text))
    language = "ar" if arabic > len(regex.findall(r"\p{Script=Latin}", text)) else "en"
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'id = "{identifier}"\ntitle = "{escaped}"\npublisher = ""\nlanguage = "{language}"\n'
        f'date = ""\nsource = "source.md"\nsha256 = "{sha256}"\n'
    )
