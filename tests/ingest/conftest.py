"""Small documents, written on the spot."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a document's folder: its source, more lines of document.toml, more files."""

    def make(source: str, more: str = "", language: str = "en", **files: str) -> Path:
        data = source.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        (tmp_path / "source.md").write_bytes(data)
        (tmp_path / "document.toml").write_text(
            f'id = "d"\ntitle = "T"\nlanguage = "{language}"\nsha256 = "{sha256}"\n{more}', "utf8"
        )
        for name, text in files.items():
            path = tmp_path / (f"translations/{name}.toml" if len(name) == 2 else f"{name}.toml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text.replace("SHA", sha256), "utf8")
        return tmp_path

    return make
