"""What an encoder is called, and what tells its vectors from another's."""

import hashlib
from pathlib import Path

from encoder import WEIGHTS
from index.presets import preset_of


def is_bundled(folder: Path) -> bool:
    """Whether `folder` is that of the bundled encoder, however it is written."""
    return folder.resolve() == WEIGHTS


def encoder_name(folder: Path) -> str:
    """What the model in `folder` is called in messages and in the manifest."""
    if is_bundled(folder):
        return "bundled"
    preset = preset_of(folder)
    return preset.name if preset else folder.name


def fingerprint(folder: Path, passage_prefix: str = "") -> str:
    """SHA-256 over the sizes of a model's files and the first and last MiB of its weights.

    A prefix before passages changes every vector of an index, so it counts as well.
    """
    digest = hashlib.sha256(passage_prefix.encode())
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".json", ".safetensors")):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(2**20))
            file.seek(max(0, size - 2**20))
            digest.update(file.read())
    return digest.hexdigest()
