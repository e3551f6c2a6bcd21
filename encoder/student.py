"""The student: the teacher's transformer with the embedding rows of a longer vocabulary."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from transformers import AutoModel, BertTokenizerFast, PreTrainedModel

MAX_TOKENS = 256


def attention(device: torch.device) -> str:
    """Which attention is fastest in bfloat16: on a processor with AMX the plain one."""
    return "sdpa" if device.type == "cuda" else "eager"


def make_student(
    teacher: Path,
    tokenizer: Tokenizer,
    origin: list[int],
    seed: int,
    device: torch.device | None = None,
) -> PreTrainedModel:
    """Copy the teacher; rows of pieces it knows are kept, new ones drawn like its own.

    Args:
        teacher: model folder.
        tokenizer: the extended tokenizer.
        origin: for every id the teacher's row, or -1 for a new piece.
        seed: for the new rows.
        device: where it is trained.
    """
    device = device or torch.device("cpu")
    model = AutoModel.from_pretrained(
        str(teacher), attn_implementation=attention(device), dtype=torch.float32,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    old = model.get_input_embeddings().weight.detach()
    draw = torch.Generator().manual_seed(seed)
    rows = torch.randn(len(origin), old.shape[1], generator=draw) * old.std()
    known = torch.tensor([new for new, row in enumerate(origin) if row >= 0])
    rows[known] = old[torch.tensor([row for row in origin if row >= 0])]
    pad = tokenizer.token_to_id("[PAD]")
    model.set_input_embeddings(
        torch.nn.Embedding.from_pretrained(rows, freeze=False, padding_idx=pad)
    )
    model.config.vocab_size = len(origin)
    model.config.pad_token_id = pad
    return model.to(device)


def embed(model: PreTrainedModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit mean-pooled vectors, float32, shape (batch, dimension)."""
    return pooled(states(model, ids, mask), mask)


def states(model: PreTrainedModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Vectors of the tokens, float32, shape (batch, width, dimension)."""
    return model(input_ids=ids, attention_mask=mask).last_hidden_state.float()


def pooled(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit mean of the tokens that the mask keeps, shape (batch, dimension)."""
    weights = mask.unsqueeze(-1).float()
    mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
    return torch.nn.functional.normalize(mean, dim=-1)


def save(model: PreTrainedModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Write a sentence-transformers model: weights in fp16 on disk, float32 when loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    inner = folder / "_parts"
    model.save_pretrained(str(inner))
    fast = BertTokenizerFast(tokenizer_object=tokenizer, model_max_length=MAX_TOKENS)
    fast.save_pretrained(str(inner))
    # The class would rebuild its own normaliser from flags: the file as trained must win.
    tokenizer.save(str(inner / "tokenizer.json"))
    config = json.loads((inner / "tokenizer_config.json").read_text("utf8"))
    config["tokenizer_class"] = "PreTrainedTokenizerFast"
    (inner / "tokenizer_config.json").write_text(json.dumps(config, indent=2), "utf8")
    module = Transformer(str(inner), max_seq_length=MAX_TOKENS)
    pooling = Pooling(model.config.hidden_size, pooling_mode="mean")
    SentenceTransformer(modules=[module, pooling, Normalize()], device="cpu").save(
        str(folder), create_model_card=False
    )
    for path in sorted(inner.rglob("*"), reverse=True):
        path.unlink()
    inner.rmdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    weights = folder / "model.safetensors"
    save_file(
        {name: tensor.half() for name, tensor in load_file(str(weights)).items()},
        str(weights),
        metadata={"format": "pt"},
    )
    config = json.loads((folder / "config.json").read_text("utf8"))
    config.pop("torch_dtype", None)
    config["dtype"] = "float32"
    config["attention_probs_dropout_prob"] = config["hidden_dropout_prob"] = 0.1
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf8")
