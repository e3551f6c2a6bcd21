"""What an index was made from, and whether that is still what is here."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexMismatchError
from index import analyzer
from ingest import normalise

FORMAT = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything an index depends on; `corpus` maps document ids to fingerprints.

    `scanned` is how many of the passages are badly scanned (`index.scans`).
    """

    encoder: str
    fingerprint: str
    dimension: int
    corpus: dict[str, str]
    passages: int
    entries: int
    created: str
    scanned: int = 0
    format: int = FORMAT
    normaliser: int = normalise.VERSION
    analyzer: int = analyzer.VERSION

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n", "utf8")

    @classmethod
    def load(cls, path: Path) -> "Manifest":
        """Read what `save` wrote.

        Raises:
            IndexMismatchError: it is damaged or of another format.
        """
        try:
            record = json.loads(path.read_text("utf8"))
            if record.get("format") != FORMAT:
                raise IndexMismatchError("the index has an older format: run `isnad index`")
            return cls(**record)
        except (OSError, ValueError, TypeError) as error:
            raise IndexMismatchError("the index is damaged: run `isnad index`") from error

    def check(
        self, encoder: str, dimension: int, corpus: Mapping[str, str] | None, name: str = ""
    ) -> None:
        """Compare with what is here now.

        Args:
            encoder: fingerprint of the encoder in use.
            dimension: of its vectors.
            corpus: fingerprint by document id; None means not to look at the documents.
            name: of the encoder in use, for the message.

        Raises:
            IndexMismatchError: something differs; the message says what.
        """
        differs = None
        if self.fingerprint != encoder:
            differs = f"the encoder {self.encoder}, not {name}" if name else "another encoder"
            if name == self.encoder:
                differs = f"another version of the encoder {name}, or another passage prefix"
        elif self.dimension != dimension:
            differs = f"vectors of {self.dimension} dimensions, the encoder gives {dimension}"
        elif self.normaliser != normalise.VERSION or self.analyzer != analyzer.VERSION:
            differs = "another version of the text analysis"
        elif corpus is not None and dict(corpus) != self.corpus:
            names = sorted(name for name in {*corpus, *self.corpus}
                           if corpus.get(name) != self.corpus.get(name))  # fmt: skip
            differs = "other versions of the documents: " + ", ".join(names)
        if differs:
            raise IndexMismatchError(f"the index was made with {differs}: run `isnad index`")
