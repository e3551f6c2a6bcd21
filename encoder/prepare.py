"""Make the pack of a run: `python -m encoder.prepare --data PATH --output PATH`.

Reading, cleaning and tokenising take minutes on a processor and nothing of a GPU: they are done
first, and the pack is all that a machine with a GPU is given.
"""

import argparse
import logging
import random
from pathlib import Path

from tokenizers import Tokenizer

from encoder import WEIGHTS, WRITTEN, data, overlap, student, teacher, vocabulary
from encoder.pack import Pack
from encoder.packing import build

log = logging.getLogger("encoder.prepare")


def prepare(
    source: Path,
    output: Path,
    folder: Path,
    start: Path,
    *,
    sizes: vocabulary.Sizes | None = None,
    written: Path | None = WRITTEN,
    keep: float = 1.0,
    bench: Path | None = None,
    scene_groups: int = 0,
    rest: float = 1.0,
    seed: int = 13,
) -> Pack:
    """Read the data and write the pack to `output`.

    Args:
        source: the data folder.
        output: where the pack goes; with `sizes` also the model to begin with, in `start`.
        folder: of the teacher.
        start: the model whose pieces are used.
        sizes: learn a vocabulary of these sizes, keeping the pieces of `start` that are used.
        written: folder of texts written for this project.
        keep: share of the manuals' rows that is kept.
        bench: folder of benches; texts that share a run of ten words with one are left out.
        scene_groups: groups of everyday scenes that are composed.
        rest: share of all else that was not written for this project.
        seed: of what is drawn.
    """
    rng = random.Random(seed)
    if sizes:
        tokenizer, origin = vocabulary.extend(start, sample(source, written, rng), sizes)
        log.info("%d pieces, %d of them new", len(origin), origin.count(-1))
        model = student.make_student(start, tokenizer, origin, seed)
        student.save(model, tokenizer, output / "start")
    else:
        tokenizer, _ = vocabulary.unchanged(start)
    read = Tokenizer.from_file(str(folder / "tokenizer.json"))
    read.no_truncation()
    read.no_padding()
    forbidden = overlap.barred(bench) if bench else None
    pack = build(source, tokenizer, read, rng, written, keep, forbidden, scene_groups, rest)
    pack.save(output)
    return pack


def sample(source: Path, written: Path | None, rng: random.Random) -> dict[str, list[str]]:
    """Texts by language, in which pieces are counted and learnt."""
    texts: dict[str, list[str]] = {code: [] for code in data.LANGUAGES}
    for row in [*data.cleaned(source), *(data.written(written) if written else [])]:
        for code, text in row.texts.items():
            texts[code].append(text)
    texts["ar"] += [text for _, text in data.paragraphs(source) if rng.random() < 0.25]
    return texts


def main(arguments: list[str] | None = None) -> None:
    """Command line of `python -m encoder.prepare`."""
    parser = argparse.ArgumentParser(prog="python -m encoder.prepare", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--output", type=Path, default=Path(".isnad/pack"))
    parser.add_argument("--start", type=Path, default=WEIGHTS, help="model whose pieces are used")
    parser.add_argument(
        "--from-teacher",
        action="store_true",
        help="begin with the teacher's layers and a vocabulary learnt from the data",
    )
    parser.add_argument("--keep", type=float, default=1.0, help="share of the manuals' rows")
    parser.add_argument("--bench", type=Path, help="folder of benches, to leave their texts out")
    parser.add_argument("--scenes", type=int, default=0, help="groups of four everyday scenes")
    parser.add_argument(
        "--rest",
        type=float,
        default=1.0,
        help="share of all that was not written for this project, for a run that goes on",
    )
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    folder = teacher.verify(teacher.find_teacher())
    pack = prepare(
        options.data,
        options.output,
        folder,
        folder if options.from_teacher else options.start,
        sizes=vocabulary.SIZES if options.from_teacher else None,
        keep=options.keep,
        bench=options.bench,
        scene_groups=options.scenes,
        rest=options.rest,
        seed=options.seed,
    )
    log.info(
        "%d meanings, %d pairs, %d paragraphs, %d tokens",
        len(pack.meanings), len(pack.questions), len(pack.paragraphs), len(pack.ids),
    )  # fmt: skip


if __name__ == "__main__":
    main()
