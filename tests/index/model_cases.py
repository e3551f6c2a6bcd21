"""Small models, built and saved by the libraries themselves, to try the loading code on."""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Dense, Normalize, Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    BertConfig,
    BertModel,
    PreTrainedTokenizerFast,
    XLMRobertaConfig,
    XLMRobertaModel,
)

WORDS = [
    "query",
    "passage",
    ":",
    "labour",
    "migration",
    "in",
    "africa",
    "الهجره",
    "العمل",
    "移",
    "民",
]
HIDDEN = 32


def bert_model(
    folder: Path, *, pooling: str = "mean", dense: Dense | None = None, **config: object
) -> Path:
    """A BERT of two layers with random weights, large enough for words to matter."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    settings = {"num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
    inner = BertModel(_config(BertConfig, special, settings | config))
    tokenizer = _tokenizer(special, "[CLS]", "[SEP]")
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=16, pad_token="[PAD]", unk_token="[UNK]",
        cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]",
    )  # fmt: skip
    return _save(inner, fast, folder, pooling, dense)


def xlmr_model(folder: Path) -> Path:
    """An XLM-R of two layers, pooled by its first token as BGE-M3 is."""
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    settings = {
        "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64,
        "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2,
    }  # fmt: skip
    inner = XLMRobertaModel(_config(XLMRobertaConfig, special, settings))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(special, "<s>", "</s>"), model_max_length=16, pad_token="<pad>",
        unk_token="<unk>", cls_token="<s>", sep_token="</s>", mask_token="<mask>",
    )  # fmt: skip
    return _save(inner, fast, folder, "cls")


def _config(kind, special, settings):
    torch.manual_seed(5)
    return kind(
        vocab_size=len(special) + len(WORDS), hidden_size=HIDDEN, max_position_embeddings=24,
        initializer_range=0.5, **settings,
    )  # fmt: skip


def _tokenizer(special, start, end):
    vocabulary = {word: number for number, word in enumerate([*special, *WORDS])}
    tokenizer = Tokenizer(
        models.WordLevel(vocabulary, unk_token=special[1 if start == "[CLS]" else 3])
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}", special_tokens=[(s, vocabulary[s]) for s in (start, end)]
    )
    return tokenizer


def _save(inner, tokenizer, folder, pooling, dense=None):
    parts = folder.parent / f"{folder.name}-parts"
    inner.save_pretrained(parts)
    tokenizer.save_pretrained(parts)
    module = Transformer(str(parts), max_seq_length=16)
    further = [dense] if dense else []
    modules = [module, Pooling(HIDDEN, pooling_mode=pooling), *further, Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder), create_model_card=False)
    return folder
