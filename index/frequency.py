"""How often Arabic words are written: the bundled list, `encoder/lexicon/ar.frequency.txt.gz`.

Counted by `python -m encoder.frequency` in the texts on which the encoder was trained.
"""

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from index.lexicon import FOLDER

FILE = "ar.frequency.txt.gz"


@lru_cache(maxsize=2)
def frequency(folder: Path = FOLDER) -> Mapping[str, int]:
    """Counts of normalised words; nothing where no list is bundled."""
    path = folder / FILE
    if not path.is_file():
        return {}
    lines = gzip.decompress(path.read_bytes()).decode("utf8").splitlines()
    return {word: int(count) for word, _, count in (line.partition("\t") for line in lines)}
