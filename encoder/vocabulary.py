"""The student's tokenizer: the teacher's WordPieces with Arabic ones appended.

Normalisation of Arabic is part of the tokenizer, so that whoever loads the model may give it
raw text: vowelled or not, with any alef, in presentation forms.
"""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

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


def _is_arabic(piece: str) -> bool:
    return any("ARABIC" in unicodedata.name(char, "") for char in piece)


def extend(teacher: Path, arabic: Iterable[str], size: int) -> tuple[Tokenizer, list[int]]:
    """Append WordPieces learnt from Arabic texts to the teacher's vocabulary.

    Args:
        teacher: model folder with a `tokenizer.json` of WordPiece kind.
        arabic: texts to learn from.
        size: how many Arabic pieces to add at most.

    Returns:
        The tokenizer, and for every new id the teacher's id whose row it keeps (-1: new).
    """
    base = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    normalizer = normalizers.Sequence([arabic_normalizer(), base.normalizer])
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizer
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size + 400, special_tokens=["[UNK]"], show_progress=False, min_frequency=3
    )
    learner.train_from_iterator(arabic, trainer)
    learnt = sorted(learner.get_vocab().items(), key=lambda item: item[1])
    pieces = [piece for piece, _ in learnt if _is_arabic(piece)][:size]

    old = sorted(base.get_vocab().items(), key=lambda item: item[1])
    kept = [(piece, row) for piece, row in old if not _is_arabic(piece)]
    vocabulary = {piece: new for new, (piece, _) in enumerate(kept)}
    origin = [row for _, row in kept]
    for piece in pieces:
        if piece not in vocabulary:
            vocabulary[piece] = len(origin)
            origin.append(-1)
    extended = Tokenizer.from_str(base.to_str())
    extended.model = models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100)
    extended.normalizer = normalizer
    extended.post_processor = _post_processor(vocabulary)
    extended.no_truncation()
    extended.no_padding()
    return extended, origin


def _post_processor(vocabulary: dict[str, int]) -> object:
    from tokenizers.processors import TemplateProcessing

    return TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
