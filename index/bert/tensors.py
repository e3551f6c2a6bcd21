"""The tensors of a safetensors file, mapped into memory."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

_TYPES: Mapping[str, np.dtype[Any]] = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4")}
_HEADER_LIMIT = 100_000_000
"""The format's own limit; a longer header means that the file is something else."""


def map_tensors(path: Path) -> dict[str, np.ndarray]:
    """Every float16 and float32 tensor of the file at `path` by name, read-only.

    Nothing is copied: a page of the file is read when its numbers are. Whoever keeps a tensor takes
    a copy, since a file that is overwritten in place takes its pages away from under the reader.

    >>> map_tensors(Path("model.safetensors"))["pooler.dense.bias"].shape  # doctest: +SKIP
    (384,)

    Raises:
        ValueError: it is no safetensors file, or is cut short.
        OSError: it can't be read.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r")
    length = int.from_bytes(data[:8].tobytes(), "little")
    if len(data) < 8 or length > min(_HEADER_LIMIT, len(data) - 8):
        raise ValueError(f"{path} is not a safetensors file")
    body = data[8 + length :]
    header: Mapping[str, Mapping[str, Any]] = json.loads(data[8 : 8 + length].tobytes())
    return {
        name: _view(body, record, name)
        for name, record in header.items()
        if record.get("dtype") in _TYPES
    }


def _view(body: np.ndarray, record: Mapping[str, Any], name: str) -> np.ndarray:
    kind, shape = _TYPES[record["dtype"]], record["shape"]
    start, end = record["data_offsets"]
    if end > len(body) or end - start != math.prod(shape) * kind.itemsize:
        raise ValueError(f"the tensor {name} goes past the end of its file")
    return body[start:end].view(kind).reshape(shape)
