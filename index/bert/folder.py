"""Reads the folder of a sentence-transformers model that is a mean-pooled BERT, and no other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.bert.tensors import map_tensors

_MODULES = ("Transformer", "Pooling", "Dense", "Normalize")
"""In this order; the last two may be absent."""
_TOKENIZERS = ("PreTrainedTokenizerFast", "TokenizersBackend")
"""Classes that take `tokenizer.json` as it is; the others may change what it says."""


class NotBertError(ValueError):
    """The folder holds another kind of model; the message says what differs."""


@dataclass(frozen=True, slots=True)
class BertFolder:
    """What is needed to compute the vectors of a text.

    `tensors` are mapped from the file under their names in it; `max_tokens` counts [CLS] and [SEP].
    `projection` multiplies the pooled vector, (dimension, hidden), where there is one.
    """

    tokenizer: Path
    tensors: Mapping[str, np.ndarray]
    layers: int
    heads: int
    hidden: int
    epsilon: float
    max_tokens: int
    projection: np.ndarray | None = None

    @property
    def dimension(self) -> int:
        """Of a text's vector."""
        return self.hidden if self.projection is None else len(self.projection)

    @classmethod
    def read(cls, folder: Path) -> "BertFolder":
        """Read `folder`, when all of it is understood.

        Whatever this class doesn't know (another activation, a prompt, a further module) would give
        other vectors than sentence-transformers does, so it is refused rather than passed over.

        >>> BertFolder.read(WEIGHTS).layers  # doctest: +SKIP
        6

        Raises:
            NotBertError: it is no mean-pooled BERT whose every part is known, or it is damaged.
        """
        try:
            return cls._read(folder)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, NotBertError):
                raise
            raise NotBertError(f"{folder}: {error}") from error

    @classmethod
    def _read(cls, folder: Path) -> "BertFolder":
        place, dense = _check_modules(folder)
        config = _json(place / "config.json")
        _check_config(config)
        tensors = map_tensors(place / "model.safetensors")
        hidden, layers = int(config["hidden_size"]), int(config["num_hidden_layers"])
        _check_shapes(tensors, hidden, layers, int(config["intermediate_size"]))
        return cls(
            tokenizer=_tokenizer(place),
            tensors=tensors,
            layers=layers,
            heads=int(config["num_attention_heads"]),
            hidden=hidden,
            epsilon=float(config["layer_norm_eps"]),
            max_tokens=_max_tokens(place, tensors["embeddings.position_embeddings.weight"]),
            projection=None if dense is None else _projection(dense, hidden),
        )


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads(path.read_text("utf8")) if path.is_file() else {}


def _check_modules(folder: Path) -> tuple[Path, Path | None]:
    """Folders of the transformer and of a dense layer, after modules and prompts were looked at."""
    modules = json.loads((folder / "modules.json").read_text("utf8"))
    kinds = tuple(module["type"].rpartition(".")[2] for module in modules)
    known = [name for name in _MODULES if name in kinds]
    if list(kinds) != known or kinds[:2] != _MODULES[:2]:
        raise NotBertError(f"{folder} has the modules {', '.join(kinds)}")
    pooling = _json(folder / modules[1]["path"] / "config.json")
    modes = {name for name, value in pooling.items() if name.startswith("pooling_mode_") and value}
    if pooling.get("pooling_mode", "mean") != "mean" or modes - {"pooling_mode_mean_tokens"}:
        raise NotBertError(f"{folder} is not pooled by the mean")
    if "pooling_mode" not in pooling and not modes:
        raise NotBertError(f"{folder} does not say how it is pooled")
    if _json(folder / "config_sentence_transformers.json").get("default_prompt_name"):
        raise NotBertError(f"{folder} puts a prompt before every text")
    places = dict(zip(kinds, (folder / module["path"] for module in modules), strict=True))
    return places["Transformer"], places.get("Dense")


def _projection(folder: Path, hidden: int) -> np.ndarray:
    """Weights of a dense layer that does nothing but multiply."""
    config = _json(folder / "config.json")
    activation = str(config["activation_function"]).rpartition(".")[2]
    further = ("bias", "use_residual", "module_input_name", "module_output_name")
    usual = (False, False, "sentence_embedding", "sentence_embedding")
    told = tuple(config.get(name, value) for name, value in zip(further, usual, strict=True))
    if activation != "Identity" or told != usual:
        raise NotBertError(f"{folder} does more than multiply")
    weights = map_tensors(folder / "model.safetensors")["linear.weight"]
    if weights.shape[1:] != (hidden,):
        raise NotBertError(f"{folder} does not take vectors of {hidden}")
    return weights


def _check_config(config: Mapping[str, Any]) -> None:
    expected = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "position_embedding_type": "absolute",
        "is_decoder": False,
        "add_cross_attention": False,
    }
    absent = {"model_type": None, "hidden_act": "gelu", "position_embedding_type": "absolute"}
    for name, value in expected.items():
        found = config.get(name, absent.get(name, False))
        if found != value:
            raise NotBertError(f"its {name} is {found}, not {value}")


def _check_shapes(
    tensors: Mapping[str, np.ndarray], hidden: int, layers: int, intermediate: int
) -> None:
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
    }
    for layer in range(layers):
        linears: dict[str, tuple[int, ...]] = {
            "attention.self.query": (hidden, hidden),
            "attention.self.key": (hidden, hidden),
            "attention.self.value": (hidden, hidden),
            "attention.output.dense": (hidden, hidden),
            "intermediate.dense": (intermediate, hidden),
            "output.dense": (hidden, intermediate),
        }
        for name, shape in linears.items():
            shapes[f"encoder.layer.{layer}.{name}.weight"] = shape
            shapes[f"encoder.layer.{layer}.{name}.bias"] = shape[:1]
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes[f"encoder.layer.{layer}.{name}.weight"] = (hidden,)
            shapes[f"encoder.layer.{layer}.{name}.bias"] = (hidden,)
    for name, shape in shapes.items():
        if tensors[name].shape != shape:
            raise NotBertError(f"{name} has the shape {tensors[name].shape}, not {shape}")
    for table in ("word", "position", "token_type"):
        name = f"embeddings.{table}_embeddings.weight"
        if tensors[name].shape[1:] != (hidden,):
            raise NotBertError(f"{name} does not hold rows of {hidden}")
    if f"encoder.layer.{layers}.output.dense.weight" in tensors:
        raise NotBertError(f"there are more layers than {layers}")


def _tokenizer(place: Path) -> Path:
    kind = _json(place / "tokenizer_config.json").get("tokenizer_class")
    path = place / "tokenizer.json"
    if kind not in _TOKENIZERS or not path.is_file():
        raise NotBertError(f"its tokenizer is a {kind}")
    if _json(place / "sentence_bert_config.json").get("do_lower_case"):
        raise NotBertError("its texts are put into lower case")
    return path


def _max_tokens(place: Path, positions: np.ndarray) -> int:
    """Where sentence-transformers cuts: its own setting, else the tokenizer's."""
    own = _json(place / "sentence_bert_config.json").get("max_seq_length")
    tokenizer = _json(place / "tokenizer_config.json").get("model_max_length")
    return int(min(own or tokenizer or len(positions), len(positions)))
