"""A BERT as an ONNX graph over one text: rows of its embeddings in, token vectors and mean out.

One text at a time: without padding there is no mask, nothing is computed for empty places, and the
vector of a text can't depend on what else was in its batch, which with eight-bit inputs it would.
"""

from typing import Literal

import numpy as np

from index.bert.folder import BertFolder
from index.bert.onnx_format import MICROSOFT, OnnxGraph

Precision = Literal["float32", "int8"]

INPUT = "rows"
_LEVELS = 64
"""Weights are rounded to -64 ... 64, not to 127. Processors without VNNI add two products of an
unsigned and a signed byte in 16 bits, and cut off what goes beyond: 2 * 255 * 64 still fits."""


def bert_graph(bert: BertFolder, precision: Precision) -> bytes:
    """The model as bytes.

    Its input `rows` is float32, (1, tokens, hidden): the sum of a text's word, position and type
    embeddings. Its outputs are float32, not normalised: the mean of the last layer, projected where
    the model does that, (1, dimension), and the last layer itself, (1, tokens, hidden).

    Args:
        bert: the model.
        precision: of the matrix products; with `int8` weights are rounded once, here, for each
            output by its largest weight, and inputs while it runs.
    """
    return _Writer(bert, precision).write()


class _Writer:
    def __init__(self, bert: BertFolder, precision: Precision) -> None:
        self._bert, self._precision = bert, precision
        self._graph = OnnxGraph()
        self._last = self._graph.constant(np.array([-1], dtype=np.int64))
        self._tiny = self._graph.constant(np.array(1e-9, dtype=np.float32))

    def write(self) -> bytes:
        graph = self._graph
        state = self._norm(INPUT, "embeddings.LayerNorm")
        for number in range(self._bert.layers):
            state = self._layer(state, f"encoder.layer.{number}.")
        tokens = graph.constant(np.array([1], dtype=np.int64))
        mean = graph.node("ReduceMean", [state, tokens], keepdims=0)
        if self._bert.projection is not None:
            projection = np.asarray(self._bert.projection, dtype=np.float32).T
            mean = graph.node("MatMul", [mean, graph.constant(projection)])
        hidden = self._bert.hidden
        return graph.model(
            {INPUT: (1, None, hidden)}, {mean: (1, self._bert.dimension), state: (1, None, hidden)}
        )

    def _layer(self, state: str, prefix: str) -> str:
        graph = self._graph
        names = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
        three = graph.nodes(
            "Split", [self._linear(state, *names)], 3, axis=-1, num_outputs=3
        )  # fmt: skip
        attended = graph.node("MultiHeadAttention", three, MICROSOFT, num_heads=self._bert.heads)
        output = self._linear(attended, f"{prefix}attention.output.dense")
        # Not SkipLayerNormalization, which does both and took several times as long.
        state = self._norm(
            graph.node("Add", [output, state]), f"{prefix}attention.output.LayerNorm"
        )
        inner = self._linear(state, f"{prefix}intermediate.dense", by_row=True)
        output = self._linear(
            graph.node("Gelu", [inner]), f"{prefix}output.dense", by_row=True
        )  # fmt: skip
        return self._norm(graph.node("Add", [output, state]), f"{prefix}output.LayerNorm")

    def _linear(self, value: str, *names: str, by_row: bool = False) -> str:
        """`value` times the weights of these layers side by side, plus their biases.

        With `by_row` every token's input is scaled by its own largest number before it is rounded.
        Around the feed-forward layers a few tokens have far larger inputs than the rest; one
        scale for all lost three times as much there, and nothing elsewhere.
        """
        graph = self._graph
        weights = np.concatenate([self._numbers(f"{name}.weight") for name in names]).T
        bias = graph.constant(np.concatenate([self._numbers(f"{name}.bias") for name in names]))
        if self._precision == "float32":
            product = graph.node("MatMul", [value, graph.constant(weights)])
            return graph.node("Add", [product, bias])
        rounded, scale = round_weights(weights)
        inputs = [graph.constant(rounded), graph.constant(scale)]
        if not by_row:
            return graph.node("DynamicQuantizeMatMul", [value, *inputs, "", bias], MICROSOFT)
        largest = graph.node("ReduceMax", [graph.node("Abs", [value]), self._last], keepdims=1)
        largest = graph.node("Add", [largest, self._tiny])  # a row of zeros must not divide by 0
        scaled = graph.node("Div", [value, largest])
        product = graph.node("DynamicQuantizeMatMul", [scaled, *inputs], MICROSOFT)
        return graph.node("Add", [graph.node("Mul", [product, largest]), bias])

    def _norm(self, value: str, name: str) -> str:
        weight, bias = (
            self._graph.constant(self._numbers(f"{name}.{part}")) for part in ("weight", "bias")
        )
        return self._graph.node(
            "LayerNormalization", [value, weight, bias], axis=-1, epsilon=self._bert.epsilon
        )

    def _numbers(self, name: str) -> np.ndarray:
        return self._bert.tensors[name].astype(np.float32)


def round_weights(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Float32 weights, (inputs, outputs), as int8, and the scale of each output, (outputs,).

    `weights` is about `rounded * scale`.
    """
    largest = np.abs(weights).max(0)
    scale = np.where(largest > 0, largest, 1).astype(np.float32) / np.float32(_LEVELS)
    return np.rint(weights / scale).astype(np.int8), scale
