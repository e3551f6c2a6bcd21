"""What was run: enough to tell two reports apart, and to run it again."""

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from corpus.records import Document
from eval.questions import Question

_PACKAGES = ("numpy", "bm25s", "faiss-cpu", "onnxruntime", "torch", "ir-measures")


@dataclass(frozen=True, slots=True)
class About:
    """A run: the questions, the document, the encoder, and the versions of what answered.

    `date` is UTC; `commit` is "" outside a checkout, and ends in "-dirty" where files had changed.
    """

    split: str
    questions: int
    facts: int
    date: str
    document: str
    title: str
    sha256: str
    encoder: str
    fingerprint: str
    commit: str
    machine: str
    versions: Mapping[str, str]

    def rows(self) -> Iterator[tuple[str, str]]:
        """Names and values to be shown, those that are known."""
        yield "split", self.split
        yield "questions", f"{self.questions} about {self.facts} facts"
        yield "date", self.date
        yield "document", f"{self.document} (SHA-256 {self.sha256[:12]}…)"
        yield "encoder", f"{self.encoder} ({self.fingerprint[:12]})"
        if self.commit:
            yield "commit", self.commit
        yield "versions", ", ".join(f"{name} {version}" for name, version in self.versions.items())
        yield "machine", self.machine


def about(
    split: str,
    questions: Sequence[Question],
    document: Document,
    *,
    encoder: str,
    fingerprint: str,
) -> About:
    """Describe a run that takes place now, on this machine."""
    return About(
        split=split,
        questions=len(questions),
        facts=len({question.fact for question in questions}),
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        document=document.id,
        title=document.title,
        sha256=document.sha256,
        encoder=encoder,
        fingerprint=fingerprint,
        commit=_commit(),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs",
        versions={**_versions(("isnad",)), "Python": platform.python_version()}
        | _versions(_PACKAGES),
    )


def _versions(packages: Sequence[str]) -> dict[str, str]:
    found = {}
    for package in packages:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue  # a checkout that was never installed, or an encoder without torch
    return found


def _commit() -> str:
    """The commit of the checkout; nothing for an installed package, or where there is no git."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    folder = Path(__file__).resolve().parent.parent
    if not (folder / ".git").exists():
        return ""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
