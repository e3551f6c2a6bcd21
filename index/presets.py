"""Encoders of the Hugging Face hub that are known by name, and where they lie on this machine.

What a model must be told (its prefixes) stands here, so that nobody has to look it up; what its
folder says itself (pooling, where texts are cut) is left to the folder. Nothing is downloaded.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import EncoderError


@dataclass(frozen=True, slots=True)
class Preset:
    """A model of the hub, as its card describes it.

    `dimension` is the length of its vectors. `pooling` is for the reader: the model's folder says
    so itself, and is believed. A `gated` model is given to those only who accepted its licence.
    """

    name: str
    repository: str
    dimension: int
    pooling: Literal["mean", "cls"]
    query_prefix: str = ""
    passage_prefix: str = ""
    gated: bool = False


def _e5(size: str, dimension: int) -> Preset:
    name = f"multilingual-e5-{size}"
    return Preset(name, f"intfloat/{name}", dimension, "mean", "query: ", "passage: ")


PRESETS = {
    preset.name: preset
    for preset in (
        _e5("small", 384),
        _e5("base", 768),
        _e5("large", 1024),
        Preset("bge-m3", "BAAI/bge-m3", 1024, "cls"),
        Preset(
            "embeddinggemma-300m",
            "google/embeddinggemma-300m",
            768,
            "mean",
            query_prefix="task: search result | query: ",
            passage_prefix="title: none | text: ",
            gated=True,
        ),
        Preset(
            "paraphrase-multilingual-MiniLM-L12-v2",
            "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
            384,
            "mean",
        ),
    )
}
"""By name. `isnad settings` and the folder's name use the same."""

_BY_KEY = {
    key.lower(): preset for preset in PRESETS.values() for key in (preset.name, preset.repository)
}


def preset_of(model: str | Path | None) -> Preset | None:
    """The preset that a name, a name on the hub, or a folder stands for; None when none does.

    A folder is known by its own name, or by its place in the hub's cache.

    >>> preset_of("BAAI/bge-m3").dimension
    1024
    >>> preset_of(Path("models/multilingual-e5-small")).query_prefix
    'query: '
    """
    if not model:
        return None
    path = Path(model)
    names = [str(model), path.name]
    # In the cache: models--<owner>--<name>/snapshots/<revision>.
    if path.parent.name == "snapshots":
        owner, _, name = path.parent.parent.name.removeprefix("models--").partition("--")
        names.append(f"{owner}/{name}")
    return next((_BY_KEY[name.lower()] for name in names if name.lower() in _BY_KEY), None)


def find_model(model: str | Path, models: Path | None = None) -> Path:
    """The folder that `model` stands for.

    Args:
        model: a folder, a preset's name, or its name on the hub.
        models: where folders of presets lie, each under the preset's name.

    Raises:
        EncoderError: it is a preset that isn't on this machine; the message says how to get it.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    preset = _BY_KEY.get(str(model).lower())
    if preset is None:
        return folder
    own = models / preset.name if models else None
    if own is not None and own.is_dir():
        return own
    cached = _in_cache(preset)
    if cached is not None:
        return cached
    target = own or Path(preset.name)
    licence = f" (accept its licence on the page of {preset.repository} first)" * preset.gated
    raise EncoderError(
        f"the encoder {preset.name} is not on this machine: where there is a network, run"
        f" `hf download {preset.repository} --local-dir {target}`{licence}"
    )


def _in_cache(preset: Preset) -> Path | None:
    """The snapshot in the hub's cache; the hub itself is not asked."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(preset.repository, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
