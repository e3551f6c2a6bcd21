"""Everyday scenes, English and Arabic, composed of subjects, predicates and places.

Captions and small talk are what the training data hardly has. `written/scene_*.tsv` hold the parts;
the Arabic agrees: verbs in gender and number, and before their subject in the singular. Scenes
come in groups that differ in one part, so that near ones are learnt to be near and not the same.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from encoder.data import Parallel, table

SOURCE = "scenes"
_NEIGHBOURS = 6
"""Predicates that stand as near as this to one another in their file are of one family."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who: `number` is s, d or p, `gender` m or f, as the Arabic verb agrees with it."""

    who: str
    number: str
    gender: str
    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is done: an English gerund, and in Arabic a masculine singular verb and the rest."""

    who: str
    en: str
    verb: str
    rest: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene; without a place where that is None."""

    subject: Subject
    predicate: Predicate
    place: tuple[str, str] | None


class Parts:
    """The parts of scenes, by who takes part in them."""

    def __init__(self, folder: Path) -> None:
        """Read `scene_subjects.tsv`, `scene_predicates*.tsv` and `scene_places.tsv`."""
        self.subjects: dict[str, list[Subject]] = defaultdict(list)
        for row in table(folder / "scene_subjects.tsv"):
            self.subjects[row["who"]].append(Subject(**row))
        self.predicates: list[Predicate] = []
        for path in sorted(folder.glob("scene_predicates*.tsv")):
            for row in table(path):
                verb, _, rest = row["ar"].partition(" ")
                self.predicates.append(Predicate(row["who"], row["en"], verb, rest))
        places = table(folder / "scene_places.tsv")
        self.places = [(row["en"], row["ar"]) for row in places]


def scenes(folder: Path, groups: int, rng: random.Random) -> Iterator[Parallel]:
    """Groups of four scenes; none where the folder has no parts.

    Args:
        folder: of the parts.
        groups: how many.
        rng: what is drawn with.
    """
    if not (folder / "scene_subjects.tsv").is_file():
        return
    parts = Parts(folder)
    for _ in range(groups):
        for scene in _group(parts, rng):
            yield Parallel(SOURCE, {"en": english(scene), "ar": arabic(scene, rng)})


def _group(parts: Parts, rng: random.Random) -> list[Scene]:
    """A scene, and the same with another subject, another predicate, another place."""
    number = rng.randrange(len(parts.predicates))
    predicate = parts.predicates[number]
    subjects = parts.subjects[predicate.who]
    subject = rng.choice(subjects)
    place = rng.choice(parts.places) if rng.random() < 0.6 else None
    near = number + rng.choice([-1, 1]) * rng.randint(1, _NEIGHBOURS)
    other = parts.predicates[min(max(near, 0), len(parts.predicates) - 1)]
    if other.who != predicate.who:
        other = predicate
    elsewhere = rng.choice(parts.places) if place is None or rng.random() < 0.6 else None
    return [
        Scene(subject, predicate, place),
        Scene(rng.choice(subjects), predicate, place),
        Scene(subject, other, place),
        Scene(subject, predicate, elsewhere),
    ]


def english(scene: Scene) -> str:
    """The English sentence."""
    be = "is" if scene.subject.number == "s" else "are"
    words = [scene.subject.en, be, scene.predicate.en, scene.place[0] if scene.place else ""]
    text = " ".join(filter(None, words))
    return f"{text[0].upper()}{text[1:]}."


def arabic(scene: Scene, rng: random.Random) -> str:
    """The Arabic sentence, its verb before or behind its subject."""
    subject, predicate = scene.subject, scene.predicate
    verb_first = rng.random() < 0.35 or (subject.number == "p" and _women(subject))
    if verb_first:
        words = [conjugated(predicate.verb, "s", subject.gender), subject.ar]
    else:
        words = [subject.ar, conjugated(predicate.verb, *_agreement(subject))]
    words += [predicate.rest, scene.place[1] if scene.place else ""]
    return f"{' '.join(filter(None, words))}."


def _women(subject: Subject) -> bool:
    return subject.who == "person" and subject.gender == "f"


def _agreement(subject: Subject) -> tuple[str, str]:
    """What isn't human takes the feminine singular in the plural."""
    if subject.number == "p" and subject.who != "person":
        return "s", "f"
    return subject.number, subject.gender


def conjugated(verb: str, number: str, gender: str) -> str:
    """An imperfect verb in the third person, from its masculine singular.

    The feminine plural, where stems change, is not made: such verbs stand before their subject.

    >>> conjugated("يمشي", "p", "m"), conjugated("يقرأ", "d", "f"), conjugated("يلعب", "s", "f")
    ('يمشون', 'تقرآن', 'تلعب')
    """
    if gender == "f":
        verb = "ت" + verb[1:]
    if number == "d":
        if verb.endswith("أ"):
            return verb[:-1] + "آن"
        return (verb[:-1] + "ي" if verb.endswith("ى") else verb) + "ان"
    if number == "p":
        if verb.endswith("أ"):
            return verb[:-1] + "ؤون"
        return (verb[:-1] if verb.endswith(("ي", "ى", "و")) else verb) + "ون"
    return verb


def everyday(names: Sequence[str]) -> list[bool]:
    """Which sources speak of everyday life: there likeness is learnt anew."""
    return [name == SOURCE or name.startswith("sentences_") or name == "tatoeba" for name in names]
