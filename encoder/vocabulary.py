"""The student's tokenizer: WordPieces of six languages, those of the first model among them.

Normalisation of Arabic is part of the tokenizer, so that whoever loads the model may give it
raw text: vowelled or not, with any alef, in presentation forms.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from tokenizers.processors import TemplateProcessing

_FOLDED = {"أإآٱ": "ا", "ىئیې": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": ""}


def arabic_normalizer() -> normalizers.Sequence:
    """NFKC, no diacritics or tatweel, alef/ya/ta-marbuta/hamza folded, ASCII digits."""
    steps = [
        normalizers.NFKC(),
        normalizers.Replace(Regex("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"), ""),
        normalizers.Replace(Regex("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"), ""),
    ]
    for letters, folded in _FOLDED.items():
        steps.append(normalizers.Replace(Regex(f"[{letters}]"), folded))
    for digit in range(10):
        forms = chr(0x660 + digit) + chr(0x6F0 + digit)
        steps.append(normalizers.Replace(Regex(f"[{forms}]"), str(digit)))
    return normalizers.Sequence(steps)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many pieces each part of the vocabulary may have."""

    base: int = 17_500
    arabic: int = 13_000
    latin: int = 5_500
    cyrillic: int = 5_500
    han: int = 3_500


SIZES = Sizes()
SAMPLE = 60_000
"""Texts of a language that are looked at; more take minutes and change little."""

_SCRIPTS = {
    "arabic": ("ar", "\\p{Script=Arabic}"),
    "latin": ("fr es", "\\p{Script=Latin}"),
    "cyrillic": ("ru", "\\p{Script=Cyrillic}"),
}


def extend(
    start: Path, texts: Mapping[str, Sequence[str]], sizes: Sizes
) -> tuple[Tokenizer, list[int]]:
    """A vocabulary for six languages: what a model knows and needs, and new WordPieces.

    Args:
        start: model folder with a WordPiece `tokenizer.json` (the teacher, or an earlier student).
        texts: by language, to count pieces in and to learn new ones from.
        sizes: of the parts.

    Returns:
        The tokenizer, and for every new id the row of `start` that it keeps (-1: new).
    """
    texts = {code: found[:: max(1, len(found) // SAMPLE)] for code, found in texts.items()}
    base = Tokenizer.from_file(str(start / "tokenizer.json"))
    normalizer = normalizers.Sequence(
        [arabic_normalizer(), normalizers.BertNormalizer(lowercase=True, strip_accents=True)]
    )
    base.normalizer = normalizer
    base.no_truncation()
    base.no_padding()
    known = base.get_vocab()
    kept = _kept(base, texts, sizes)
    pieces = list(kept)
    for part, (codes, script) in _SCRIPTS.items():
        wanted = getattr(sizes, part)
        have = sum(1 for piece in kept if part != "latin" and regex.search(script, piece))
        sample = [text for code in codes.split() for text in texts.get(code, ())]
        learnt = _learn(sample, normalizer, wanted + 6000) if sample else []
        new = [p for p in learnt if regex.search(script, p) and p not in kept]
        pieces += new[: max(0, wanted - have)]
    counts = Counter(char for text in texts.get("zh", ()) for char in text)
    han = [char for char, _ in counts.most_common() if regex.match(r"\p{Script=Han}", char)]
    pieces += [char for char in han if char not in kept][: sizes.han]
    vocabulary = {piece: new for new, piece in enumerate(dict.fromkeys(pieces))}
    extended = Tokenizer.from_str(base.to_str())
    extended.model = models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100)
    extended.normalizer = normalizer
    extended.post_processor = _post_processor(vocabulary)
    return extended, [known.get(piece, -1) for piece in vocabulary]


def unchanged(start: Path) -> tuple[Tokenizer, list[int]]:
    """The tokenizer of a model as it is, and its rows: what `extend` gives, with nothing new."""
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, list(range(tokenizer.get_vocab_size()))


def _kept(base: Tokenizer, texts: Mapping[str, Sequence[str]], sizes: Sizes) -> dict[str, None]:
    """Pieces of the first model worth keeping: special ones, single characters, those used most."""
    by_id: Counter[int] = Counter()
    for found in texts.values():
        for encoding in base.encode_batch_fast(list(found)):
            by_id.update(encoding.ids)
    counts = Counter({piece: by_id[row] for piece, row in base.get_vocab().items()})
    order = sorted(base.get_vocab().items(), key=lambda item: item[1])
    special = [p for p, _ in order if p.startswith("[") and p.endswith("]") and p[1:-1].isupper()]
    # Every character of an alphabet alone and inside a word: no word may be unknown as a whole.
    alphabet: Counter[str] = Counter()
    for found in texts.values():
        for text in found:
            alphabet.update(base.normalizer.normalize_str(text))
    for char in [c for c in alphabet if c.isspace() or regex.match(r"\p{Script=Han}", c)]:
        del alphabet[char]
    letters = [char for char, count in alphabet.most_common() if count > 30 or char.isascii()]
    letters += [chr(code) for code in range(33, 127) if chr(code) not in alphabet]
    chars = [piece for char in letters for piece in (char, f"##{char}") if not char.isupper()]
    used = sorted((p for p, _ in order if counts[p] > 1), key=lambda p: -counts[p])
    arabic = [p for p in used if regex.search(r"\p{Script=Arabic}", p)][: sizes.arabic]
    rest = [p for p in used if not regex.search(r"\p{Script=Arabic}", p)][: sizes.base]
    special = [p for p in special if p in {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}]
    return dict.fromkeys([*special, *chars, *rest, *arabic])


def _learn(texts: Sequence[str], normalizer: normalizers.Normalizer, size: int) -> list[str]:
    """WordPieces learnt from texts, in the order they were merged."""
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizer
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=["[UNK]"], show_progress=False, min_frequency=3
    )
    learner.train_from_iterator(texts, trainer)
    return [piece for piece, _ in sorted(learner.get_vocab().items(), key=lambda item: item[1])]


def _post_processor(vocabulary: dict[str, int]) -> TemplateProcessing:
    return TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
